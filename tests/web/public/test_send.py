"""Check and send: one durable row, one receipt, however often the button is pressed (P8)."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from dataclasses import replace

import pytest
from django.test import Client

from bothends.core.codec import from_json
from bothends.core.crypto.keys import Identity
from bothends.core.crypto.receipt import parse
from bothends.core.crypto.unseal import unseal
from bothends.core.report import Report
from bothends.web.public import drafts, views
from bothends.web.store.actions import intake
from bothends.web.store.actions.members import Opened
from bothends.web.store.models import Draft, StoredReport
from bothends.web.store.seats import report_key_seat, report_seat
from bothends.web.wording import say
from tests.web.public.steps import answer, attach, code_on, send


def opened(desk: Opened) -> Report:
    """The one stored report, as a member would read it."""
    row = StoredReport.objects.get()
    key = unseal(row.key.body, identities=[desk.vaults["intake"]], seat=report_key_seat(row.pk))
    body = unseal(row.body, identities=[Identity.parse(key.decode())], seat=report_seat(row.pk))
    return from_json(body, Report)


def test_a_report_is_stored_with_what_was_answered(stranger: Client, desk: Opened) -> None:
    attach(stranger, words="He said it at night")
    answer(stranger, "you", kind="target")
    answer(stranger, "share", sharing="desk_only", contact="asha@example.org")
    send(stranger)
    report = opened(desk)
    assert (report.person.name, report.person.nationality, report.person.country) == (
        "Minh Tran",
        "VNM",
        "KHM",
    )
    assert report.person.words == "He said it at night"
    assert (report.reporter.kind, report.reporter.contact) == ("target", "asha@example.org")
    assert (report.channel, report.dropped.messages) == ("chat_export", 5)
    assert StoredReport.objects.get().urgency == "soon"


def test_the_check_page_shows_every_answer_and_a_way_to_change_it(stranger: Client) -> None:
    answer(stranger, "reach", contact_1="@quiet_river_77", contact_1_kind="telegram")
    text = stranger.get("/en/check/").content.decode()
    assert "@quiet_river_77" in text
    assert 'href="/en/tell/reach/?check"' in text
    assert "t.me" not in text


def test_sending_twice_stores_once_and_shows_the_same_code(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    first, second = code_on(send(stranger)), code_on(send(stranger))
    assert first == second
    assert StoredReport.objects.count() == 1


def test_a_crash_between_storing_and_showing_loses_neither_report_nor_code(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(stranger, "name", name="Minh")
    with monkeypatch.context() as crash:
        crash.setattr(views, "_to", lambda *where: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(stranger)
    code = code_on(send(stranger))
    assert StoredReport.objects.count() == 1
    assert say("return.new") in stranger.post("/en/return/", {"code": code}, follow=True).content.decode()


def test_report_and_draft_are_committed_together(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(stranger, "name", name="Minh")
    with monkeypatch.context() as crash:
        crash.setattr(drafts, "closed", lambda draft: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(stranger)
    assert not StoredReport.objects.exists()
    assert code_on(send(stranger))
    assert StoredReport.objects.count() == 1


def test_nothing_stored_means_no_code(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*report: object, **more: object) -> None:
        raise OSError

    answer(stranger, "name", name="Minh")
    monkeypatch.setattr(intake, "receive", full_disk)
    stranger.raise_request_exception = False
    page = stranger.post("/en/send/", follow=True)
    assert page.status_code == 500
    assert say("refusal.broken") in page.content.decode()


def test_after_sending_the_draft_holds_the_code_and_no_answer(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    code = code_on(send(stranger))
    kept = drafts._opened(bytes(Draft.objects.get().body), secret_of(stranger))
    assert kept == drafts.Draft(receipt=parse(code), sent=True)


def test_back_after_sending_shows_the_receipt_again(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    code = code_on(send(stranger))
    for path in ("/en/check/", "/en/tell/name/", "/en/receipt/"):
        assert code_on(stranger.get(path, follow=True)) == code
    assert code_on(stranger.post("/en/tell/name/", {"name": "Other"}, follow=True)) == code


def test_an_answer_from_another_tab_that_comes_after_sending_changes_nothing(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    send(stranger)
    late = drafts.change(secret_of(stranger), lambda draft: replace(draft, answers={"name": "Late"}))
    assert late.sent
    assert late.receipt
    assert not late.answers


def test_an_empty_report_is_not_sent(stranger: Client) -> None:
    answer(stranger, "name", name="")
    page = stranger.post("/en/send/")
    assert page.status_code == 422
    assert say("check.empty") in page.content.decode()
    assert not StoredReport.objects.exists()


def test_sending_without_a_draft_stores_nothing(stranger: Client) -> None:
    assert stranger.post("/en/send/").status_code == 422
    assert not StoredReport.objects.exists()


def test_an_anonymous_stranger_is_told_that_the_contact_is_not_sent(stranger: Client, desk: Opened) -> None:
    answer(stranger, "share", sharing="anonymous", contact="asha@example.org")
    assert say("check.anonymous_drops") in stranger.get("/en/check/").content.decode()
    send(stranger)
    assert opened(desk).reporter.contact is None


def test_a_form_from_another_site_is_refused(stranger: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/ja/send/")
    assert page.status_code == 403
    assert say("refusal.forged", "ja") in page.content.decode()


def secret_of(who: Client) -> bytes:
    """The bytes of the draft cookie."""
    return urlsafe_b64decode(who.cookies["draft"].value + "=")
