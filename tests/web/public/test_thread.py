"""Back with the code: read, answer about oneself, correct, withdraw, erase; the code is typed once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from bothends.core.crypto.receipt import parse
from bothends.web.public import returning
from bothends.web.store.actions import thread
from bothends.web.store.actions.thread import LONGEST, MOST_WAITING, Words
from bothends.web.store.models import Draft, PassedOn, StoredReport, ThreadMessage
from bothends.web.wording import say
from tests.web.public.steps import answer, code_on, send

WORDS = "sunfish-lantern is what he called it"
PAGES = ["", "add/write/", "add/correct/", "withdraw/", "erase/"]


@pytest.fixture
def code(stranger: Client) -> str:
    """A report was sent and its code written down; the device holds nothing any more."""
    answer(stranger, "name", name="Minh Synthetic")
    written = code_on(send(stranger))
    stranger.post("/en/receipt/")
    return written


@pytest.fixture
def back(stranger: Client, code: str) -> Client:
    """Asha has typed her code."""
    assert stranger.post("/en/return/", {"code": code}).headers["Location"] == "/en/report/"
    return stranger


def seen(who: Client, path: str = "") -> str:
    page = who.get(f"/en/report/{path}")
    assert page.status_code == 200
    return page.content.decode()


def row() -> StoredReport:
    return StoredReport.objects.get()


def told(code: str) -> thread.Thread:
    return thread.recall(parse(code), pepper=settings.DESK.pepper)


def desk_writes(text: str, kind: str = "answer") -> None:
    with transaction.atomic():
        thread.append(row(), side=thread.DESK, words=Words(kind, text))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_of_the_thread_says_no_contact(back: Client, language: str, page: str) -> None:
    text = back.get(f"/{language}/report/{page}").content.decode()
    assert say("p1.no_contact", language) in text
    assert "Minh" not in text


@pytest.mark.parametrize("page", PAGES)
def test_without_a_code_every_page_asks_for_it(stranger: Client, code: str, page: str) -> None:
    answer_to = stranger.get(f"/en/report/{page}")
    assert answer_to.status_code == 403
    assert say("return.code") in answer_to.content.decode()


def test_an_answer_of_the_desk_is_read_with_the_code(back: Client) -> None:
    assert say("thread.none") in seen(back)
    desk_writes(WORDS)
    assert WORDS in seen(back)
    assert say("thread.kind_answer") in seen(back)


def test_what_the_reporter_writes_is_kept_and_shown_to_them(back: Client, code: str) -> None:
    assert back.post("/en/report/add/write/", {"text": WORDS}).headers["Location"] == "/en/report/?saved"
    assert WORDS in seen(back)
    assert back.post("/en/report/add/correct/", {"text": "She is Mai"}).status_code == 303
    assert [one.kind for one in told(code).lines] == ["message", "correction"]
    assert ThreadMessage.objects.filter(side="reporter", waiting=True).count() == 2


def test_pressing_twice_keeps_one_message(back: Client) -> None:
    for _ in range(2):
        back.post("/en/report/add/write/", {"text": WORDS})
    assert ThreadMessage.objects.count() == 1


def test_the_page_for_writing_asks_only_about_the_reporter(back: Client) -> None:
    assert say("write.lead") in seen(back, "add/write/")
    assert "do not ask the person" in say("write.lead")
    assert "do not ask the person" in say("correct.lead")


@pytest.mark.parametrize("typed", ["", "  \n", "é" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused_and_stay_on_the_page(back: Client, typed: str) -> None:
    page = back.post("/en/report/add/write/", {"text": typed})
    assert page.status_code == 422
    assert typed in page.content.decode()
    assert not ThreadMessage.objects.exists()


def test_a_reporter_cannot_fill_the_disk_while_nobody_reads(back: Client) -> None:
    for number in range(MOST_WAITING):
        assert back.post("/en/report/add/write/", {"text": f"message {number}"}).status_code == 303
    page = back.post("/en/report/add/write/", {"text": "one more"})
    assert page.status_code == 409
    assert "one more" in page.content.decode()


def test_a_page_nobody_offers_is_no_page(back: Client) -> None:
    assert back.get("/en/report/add/password/").status_code == 404


def test_withdrawing_counts_at_once_and_never_loosens(back: Client, code: str) -> None:
    assert back.post("/en/report/withdraw/", {"sharing": "anonymous"}).status_code == 303
    assert row().sharing_now == "anonymous"
    assert say("withdraw.anonymous") in seen(back)
    back.post("/en/report/withdraw/", {"sharing": "desk_only"})
    assert row().sharing_now == "anonymous"
    assert [one.kind for one in told(code).lines] == ["withdrawal"]


@pytest.mark.parametrize("choice", ["", "share_contact", "'; DROP TABLE"])
def test_a_choice_that_gives_more_is_refused(back: Client, choice: str) -> None:
    assert back.post("/en/report/withdraw/", {"sharing": choice}).status_code == 422
    assert row().sharing_now == ""


def test_erasing_asks_once_more_and_then_leaves_nothing(back: Client, code: str) -> None:
    desk_writes(WORDS)
    assert back.post("/en/report/erase/").status_code == 422
    assert StoredReport.objects.exists()
    page = back.post("/en/report/erase/", {"sure": "yes"})
    assert say("erase.done_title") in page.content.decode()
    assert '"cookies"' in page.headers["Clear-Site-Data"]
    assert not StoredReport.objects.exists()
    assert not ThreadMessage.objects.exists()
    assert not Draft.objects.exists()
    again = back.post("/en/return/", {"code": code})
    assert again.status_code == 404
    assert say("return.not_found") in again.content.decode()


def test_a_report_in_a_case_is_not_erased_but_asked_for(back: Client, code: str) -> None:
    StoredReport.objects.update(state="case")
    assert say("erase.lead_case") in seen(back, "erase/")
    assert back.post("/en/report/erase/", {"sure": "yes"}).headers["Location"] == "/en/report/?saved"
    assert row().erasure == "asked"
    assert say("erase.asked") in seen(back)
    back.post("/en/report/erase/", {"sure": "yes"})
    assert [one.kind for one in told(code).lines] == ["erasure_asked"]


def test_a_decision_to_keep_is_told_with_its_reason(back: Client) -> None:
    StoredReport.objects.update(state="case", erasure="kept")
    desk_writes("Somebody is being looked for.", "erasure_kept")
    text = seen(back)
    assert say("erase.kept") in text
    assert "Somebody is being looked for." in text


def test_what_was_passed_on_is_told_as_a_kind_and_a_month(back: Client) -> None:
    assert say("passed.none") in seen(back)
    PassedOn.objects.create(report=row(), kind="mission", month="2026-11")
    text = seen(back)
    assert f"{say('passed.mission')} (2026-11)" in text
    assert say("erase.passed") in seen(back, "erase/")
    assert told_months(back) == [date(2026, 11, 1)]


def told_months(back: Client) -> list[date]:
    shown = back.get("/en/report/").context["passed"]
    return [month for _, month in shown]


def test_the_return_ends_after_fifteen_idle_minutes(back: Client) -> None:
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = back.get("/en/report/")
    assert page.status_code == 410
    assert say("return.late", minutes=returning.IDLE_MINUTES) in page.content.decode()
    assert not back.cookies["return"].value


def test_every_page_lets_the_return_live_on(back: Client) -> None:
    soon = timezone.now() + timedelta(minutes=3)
    Draft.objects.update(expires_at=soon)
    seen(back)
    assert Draft.objects.get().expires_at > soon + timedelta(minutes=10)


@pytest.mark.parametrize("way", ["leave", "done"])
def test_leaving_and_being_done_forget_the_code(back: Client, way: str) -> None:
    page = back.get("/en/leave/") if way == "leave" else back.post("/en/report/")
    assert page.status_code == 303
    assert '"cookies"' in page.headers["Clear-Site-Data"]
    assert not Draft.objects.exists()
    assert not back.cookies["return"].value
    assert back.get("/en/report/").status_code == 403


def test_a_code_erased_on_another_device_ends_the_return_here(back: Client, code: str) -> None:
    thread.erase(parse(code), pepper=settings.DESK.pepper)
    assert back.get("/en/report/").status_code == 410
    assert back.post("/en/report/add/write/", {"text": "x"}).status_code in {403, 410}


def test_coming_back_leaves_an_unsent_draft_of_another_report_alone(back: Client) -> None:
    answer(back, "name", name="Another Synthetic")
    assert say("return.new") in seen(back)
    assert 'value="Another Synthetic"' in back.get("/en/tell/name/").content.decode()


def test_typed_markup_is_shown_as_text(back: Client) -> None:
    back.post("/en/report/add/write/", {"text": "<script>alert(1)</script>"})
    assert "<script>" not in seen(back)


def test_no_form_of_the_thread_is_taken_from_another_site(back: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = back.cookies
    for page, typed in (("add/write/", {"text": "x"}), ("erase/", {"sure": "yes"}), ("", {})):
        assert strict.post(f"/en/report/{page}", typed).status_code == 403
    assert StoredReport.objects.exists()
