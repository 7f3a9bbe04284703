"""The desk's side: read what the reporter added, answer, lose sight at the hand-over, decide on erasing."""

from __future__ import annotations

from datetime import date

import pytest

from bothends.core.crypto.receipt import new_receipt
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import OnHold, WrongKey
from bothends.web.store.actions import assess, intake, refer, thread
from bothends.web.store.actions.thread import LONGEST, Words
from bothends.web.store.models import (
    AuditEvent,
    CaseReport,
    Decision,
    PassedOn,
    StoredReport,
    ThreadMessage,
)
from bothends.web.store.seats import message_seat
from tests import cast
from tests.web.desk_story import PEPPER, member, until_case, until_proposed

WORDS = "quiet-ibis: I am all right, I have told nobody"
REASON = "The person is still being looked for by their family."


@pytest.fixture
def receipt(desk: cast.Desk) -> str:
    """Asha's report has come in, and she has come back with this code and written."""
    code = new_receipt()
    intake.receive(cast.report(), receipt=code, sent_tag=b"one", pepper=PEPPER)
    thread.write(code, words=Words("message", WORDS), pepper=PEPPER)
    return code


def row() -> StoredReport:
    return StoredReport.objects.get()


def page_of(login: str) -> str:
    answer = member(login).get(f"/reports/{row().pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def case_page(login: str) -> str:
    case = CaseReport.objects.get().case
    answer = member(login).get(f"/cases/{case.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("seq").values_list("action", flat=True))


def test_the_queue_says_that_something_new_is_there_and_not_what(receipt: str) -> None:
    ben = member("ben")
    before = ben.get("/reports/").content.decode()
    assert "new message" in before
    assert "quiet-ibis" not in before
    ben.get(f"/reports/{row().pk}/")
    assert "new message" not in ben.get("/reports/").content.decode()


def test_a_supporter_reads_the_thread_beside_the_report_and_that_is_written_down(receipt: str) -> None:
    thread.write(receipt, words=Words("correction", "She is Mai"), pepper=PEPPER)
    text = page_of("ben")
    assert WORDS in text
    assert "The reporter corrects" in text
    assert "She is Mai" in text
    event = AuditEvent.objects.latest("seq")
    assert (event.actor, event.action, event.subject) == (
        "member:ben",
        "thread_opened",
        f"report:{row().pk}",
    )


def test_an_answer_reaches_the_reporter(receipt: str) -> None:
    answer = member("ben").post(f"/reports/{row().pk}/answer/", {"text": "We have read it."})
    assert answer.headers["Location"] == f"/reports/{row().pk}/"
    assert thread.recall(receipt, pepper=PEPPER).lines[-1].text == "We have read it."
    assert actions()[-1] == "reporter_answered"


def test_the_answer_form_reminds_to_ask_nothing_and_promise_nothing(receipt: str) -> None:
    text = page_of("carol")
    assert "Ask nothing about the person beyond what the reporter has already told" in text
    assert "Promise nothing" in text


@pytest.mark.parametrize("typed", ["", " ", "x" * (LONGEST + 1)])
def test_an_answer_of_nothing_or_too_much_is_refused_and_kept_on_the_page(receipt: str, typed: str) -> None:
    answer = member("ben").post(f"/reports/{row().pk}/answer/", {"text": typed})
    assert answer.status_code == 400
    assert typed in answer.content.decode()
    assert ThreadMessage.objects.count() == 1


def test_after_the_hand_over_the_caseworker_reads_and_answers_on_the_case(receipt: str) -> None:
    case = until_case(row())
    assert WORDS in case_page("carol")
    answer = member("carol").post(f"/reports/{row().pk}/answer/", {"text": "A caseworker writes."})
    assert answer.headers["Location"] == f"/cases/{case.pk}/"
    thread.write(receipt, words=Words("message", "Thank you, ibis"), pepper=PEPPER)
    lines = [one.text for one in thread.recall(receipt, pepper=PEPPER).lines]
    assert lines == [WORDS, "A caseworker writes.", "Thank you, ibis"]
    assert "new message" in member("carol").get("/cases/").content.decode()
    assert "Thank you, ibis" in case_page("carol")
    assert "new message" not in member("carol").get("/cases/").content.decode()


def test_who_approves_reads_the_thread_and_leaves_the_mark_for_who_answers(receipt: str) -> None:
    until_case(row())
    assert WORDS in case_page("dana")
    assert ThreadMessage.objects.filter(waiting=True).exists()
    assert member("dana").post(f"/reports/{row().pk}/answer/", {"text": "x"}).status_code == 403


def test_after_the_hand_over_a_supporter_reads_and_answers_nothing(receipt: str) -> None:
    until_case(row())
    ben = member("ben")
    assert ben.get(f"/reports/{row().pk}/").status_code == 404
    assert ben.post(f"/reports/{row().pk}/answer/", {"text": "x"}).status_code == 404
    assert ThreadMessage.objects.count() == 1


def test_after_the_hand_over_the_intake_key_opens_no_message(receipt: str, desk: cast.Desk) -> None:
    until_case(row())
    thread.write(receipt, words=Words("message", "another"), pepper=PEPPER)
    for one in ThreadMessage.objects.all():
        seat = message_seat(row().pk, one.number, one.side)
        with pytest.raises(WrongKey):
            unseal(one.body, identities=[desk.opened.vaults["intake"]], seat=seat)


def test_a_contact_withdrawn_is_shown_no_more_and_kept_no_more(receipt: str, desk: cast.Desk) -> None:
    assert "ashareports@example.org" in page_of("ben")
    thread.withdraw(receipt, to="anonymous", pepper=PEPPER)
    text = page_of("ben")
    assert "ashareports@example.org" not in text
    assert "Consent withdrawn" in text
    StoredReport.objects.update(sharing_now="")  # even then: the sealed report holds it no more
    told = assess.open_report(row(), by=desk.keyring("ben"), page="")
    assert (told.reporter.sharing, told.reporter.contact) == ("anonymous", None)


def asked(receipt: str) -> None:
    """The report became a case, and its reporter asks to erase it."""
    until_case(row())
    assert not thread.erase(receipt, pepper=PEPPER)


def test_a_request_to_erase_stands_on_case_and_list(receipt: str) -> None:
    asked(receipt)
    assert "asks to erase" in member("carol").get("/cases/").content.decode()
    assert "asks to erase what they told" in case_page("carol")
    assert "Keep it</button>" not in case_page("carol")
    assert "Keep it</button>" in case_page("dana")


def test_while_it_waits_nothing_is_proposed_approved_or_taken(desk: cast.Desk) -> None:
    story = until_proposed()
    StoredReport.objects.update(erasure="asked")
    dana, carol = member("dana"), member("carol")
    assert dana.post(f"/referrals/{story.referral.pk}/approve/").status_code == 409
    StoredReport.objects.update(erasure="")
    assert dana.post(f"/referrals/{story.referral.pk}/approve/").status_code == 302
    StoredReport.objects.update(erasure="asked")
    assert carol.post(f"/referrals/{story.referral.pk}/take/").status_code == 409
    to = refer.addressed(story.referral, by=desk.keyring("carol"))
    with pytest.raises(OnHold):
        refer.propose(story.case, addressed=to, pack=b"", by=desk.keyring("carol"), page="")


def test_a_decision_to_keep_is_sealed_with_the_case_and_told_to_the_reporter(receipt: str) -> None:
    asked(receipt)
    dana = member("dana")
    answer = dana.post(f"/reports/{row().pk}/erasure/", {"decision": "keep", "reason": REASON})
    assert answer.status_code == 302
    told = thread.recall(receipt, pepper=PEPPER)
    assert (told.erasure, told.lines[-1].kind, told.lines[-1].text) == ("kept", "erasure_kept", REASON)
    assert Decision.objects.count() == 1
    assert REASON in case_page("dana")
    assert "erasure_kept" in actions()


def test_a_decision_to_erase_takes_report_and_thread_and_leaves_the_case(receipt: str) -> None:
    asked(receipt)
    dana = member("dana")
    answer = dana.post(f"/reports/{row().pk}/erasure/", {"decision": "erase", "reason": REASON})
    assert answer.status_code == 302
    assert not StoredReport.objects.exists()
    assert not ThreadMessage.objects.exists()
    assert not CaseReport.objects.exists()
    assert dana.get(answer.headers["Location"]).status_code == 200
    with pytest.raises(thread.Nothing):
        thread.recall(receipt, pepper=PEPPER)
    assert "report_erased:reporter_asked" in actions()


def test_a_decision_needs_a_reason_and_a_request(receipt: str) -> None:
    asked(receipt)
    dana = member("dana")
    assert (
        dana.post(f"/reports/{row().pk}/erasure/", {"decision": "erase", "reason": "no"}).status_code == 409
    )
    StoredReport.objects.update(erasure="")
    assert (
        dana.post(f"/reports/{row().pk}/erasure/", {"decision": "erase", "reason": REASON}).status_code == 409
    )
    assert StoredReport.objects.exists()


def test_an_approval_marks_the_kind_and_the_month_and_nothing_closer(desk: cast.Desk) -> None:
    story = until_proposed()
    assert not PassedOn.objects.exists()
    member("dana").post(f"/referrals/{story.referral.pk}/approve/")
    mark = PassedOn.objects.get()
    assert (mark.report_id, mark.kind) == (story.report.pk, "mission")
    assert len(mark.month) == len("2026-11")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("mission", "mission"),
        ("organisation", "organisation"),
        ("ministry", "ministry"),
        ("consular_line", "ministry"),
        ("local_police", "ministry"),
    ],
)
def test_every_kind_of_route_is_told_as_one_of_three(desk: cast.Desk, kind: str, told: str) -> None:
    case = until_case()
    for _ in range(2):
        thread.mark_passed_on(case, kind=kind, on=date(2026, 11, 5))
    assert list(PassedOn.objects.values_list("kind", "month")) == [(told, "2026-11")]
