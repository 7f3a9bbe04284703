"""The page that a browser seals: offered only where it can work, bound to its row, stored once."""

from __future__ import annotations

import re
from base64 import b64encode

import pytest
from django.http import HttpResponse
from django.test import Client

from bothends.core.crypto.seal import seal
from bothends.web.public.sealing import LIMIT
from bothends.web.store.actions.members import Opened
from bothends.web.store.models import Draft, StoredReport
from bothends.web.store.seats import answers_seat, report_seat
from bothends.web.wording import say
from tests.built import must_be_there
from tests.web.public.steps import answer, attach, code_on

PAGE = "/en/tell/sealed/"


@pytest.fixture(autouse=True)
def built() -> None:
    must_be_there()


def data(page: HttpResponse, name: str) -> str:
    """A data attribute that the script reads."""
    return re.findall(rf'data-{name}="([^"]+)"', page.content.decode())[0]


def closed(page: HttpResponse, body: bytes = b'{"answers":{"name":"Minh"},"language":"en"}') -> bytes:
    """What the script makes of answers on this page."""
    from uuid import UUID

    return seal(body, to=[data(page, "recipient")], seat=answers_seat(UUID(data(page, "row"))))


def post(who: Client, sealed: bytes, **more: str) -> HttpResponse:
    return who.post(PAGE, {"sealed": b64encode(sealed).decode(), **more})


def test_it_is_offered_from_the_second_page_on_and_only_by_a_rule_for_script(stranger: Client) -> None:
    assert PAGE not in stranger.get("/en/tell/you/").content.decode()
    for question in ("safety", "words", "share"):
        text = stranger.get(f"/en/tell/{question}/").content.decode()
        assert re.search(rf'<p class="small scripted">[^<]+<a href="{PAGE}"', text)
        assert "<script" not in text


def test_it_is_not_offered_once_a_chat_is_attached(stranger: Client) -> None:
    attach(stranger)
    assert PAGE not in stranger.get("/en/tell/name/").content.decode()


def test_where_the_script_was_not_built_there_is_no_such_page(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bothends.web.public import sealing, views

    for module in (sealing, views):
        monkeypatch.setattr(module, "script", lambda: "")
    assert PAGE not in stranger.get("/en/tell/safety/").content.decode()
    assert stranger.get(PAGE).status_code == 404


def test_the_page_says_no_contact_and_holds_no_form_that_could_send_answers(stranger: Client) -> None:
    text = stranger.get(PAGE).content.decode()
    assert say("p1.no_contact") in text
    assert "<form" not in text
    assert 'type="file"' not in text


def test_this_page_alone_may_run_our_own_script(stranger: Client) -> None:
    policy = stranger.get(PAGE).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "form-action 'none'" in policy
    assert "script-src" not in stranger.get("/en/tell/safety/").headers["Content-Security-Policy"]


def test_what_was_answered_before_stands_on_the_page(stranger: Client) -> None:
    answer(stranger, "you", kind="family")
    assert 'value="family" checked' in stranger.get(PAGE).content.decode()


def test_a_sealed_report_is_stored_as_it_came_with_a_flag(stranger: Client) -> None:
    page = stranger.get(PAGE)
    sealed = closed(page)
    assert post(stranger, sealed).status_code == 303
    row = StoredReport.objects.get()
    assert bytes(row.body) == sealed
    assert str(row.pk) == data(page, "row")
    assert (row.sealed_by, row.body_schema, row.urgency) == ("browser", "answers/1", "soon")


@pytest.mark.parametrize(
    ("said", "urgency"), [("yes", "urgent"), ("no", "soon"), ("unknown", "soon"), ("x", "soon")]
)
def test_the_one_clear_answer_orders_the_queue(stranger: Client, said: str, urgency: str) -> None:
    post(stranger, closed(stranger.get(PAGE)), danger=said)
    assert StoredReport.objects.get().urgency == urgency


def test_sending_twice_stores_once_and_shows_the_same_code(stranger: Client) -> None:
    sealed = closed(stranger.get(PAGE))
    first, second = (code_on(stranger.get(post(stranger, sealed)["Location"])) for _ in range(2))
    assert first == second
    assert StoredReport.objects.count() == 1
    assert say("return.new") in stranger.post("/en/return/", {"code": first}, follow=True).content.decode()


def test_a_crash_between_storing_and_showing_loses_neither_report_nor_code(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bothends.web.public import sealing

    sealed = closed(stranger.get(PAGE))
    with monkeypatch.context() as crash:
        crash.setattr(sealing, "_to_receipt", lambda *where: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            post(stranger, sealed)
    code = code_on(stranger.get(post(stranger, sealed)["Location"]))
    assert StoredReport.objects.count() == 1
    assert say("return.new") in stranger.post("/en/return/", {"code": code}, follow=True).content.decode()


def test_reloading_the_page_keeps_its_row(stranger: Client) -> None:
    assert data(stranger.get(PAGE), "row") == data(stranger.get(PAGE), "row")


@pytest.mark.parametrize(
    "sealed", [b"", b"words in clear", b"age-encryption.org/v1\n-> scrypt a 18\nb\n--- c\n"]
)
def test_what_is_no_age_file_is_refused_and_not_stored(stranger: Client, sealed: bytes) -> None:
    stranger.get(PAGE)
    assert post(stranger, sealed).status_code == 422
    assert not StoredReport.objects.exists()


def test_what_is_no_base64_is_refused(stranger: Client) -> None:
    stranger.get(PAGE)
    assert stranger.post(PAGE, {"sealed": "no base64!"}).status_code == 422


def test_what_is_too_large_is_refused(stranger: Client) -> None:
    page = stranger.get(PAGE)
    assert post(stranger, closed(page, b"x" * (LIMIT + 2048))).status_code == 422
    assert not StoredReport.objects.exists()


def test_without_a_row_of_the_servers_nothing_is_stored(stranger: Client) -> None:
    sealed = closed(stranger.get(PAGE))
    assert post(Client(), sealed).status_code == 410
    Draft.objects.all().delete()
    assert post(stranger, sealed).status_code == 410
    assert not StoredReport.objects.exists()


def test_a_row_named_by_the_stranger_is_not_taken(stranger: Client, desk: Opened) -> None:
    from uuid import uuid4

    other = uuid4()
    stranger.get(PAGE)
    post(stranger, seal(b"{}", to=[desk.vaults["intake"].recipient], seat=report_seat(other)), row=str(other))
    assert not StoredReport.objects.filter(pk=other).exists()


def test_a_form_from_another_site_is_refused(desk: Opened, stranger: Client) -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, {"sealed": "x"}).status_code == 403
