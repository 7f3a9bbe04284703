"""Ending the work: a case is closed with its reason, a report without a case; a closed case can be reopened."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bothends.core.codec import to_json
from bothends.core.crypto.seal import Seat, seal
from bothends.core.errors import BadInput, Refused
from bothends.web.store.actions.refer import CLOSED, Decided
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, Decision, StoredReport
from bothends.web.store.seats import DECISION


@dataclass(frozen=True, slots=True)
class Ending:
    """A reason for closing: its code and what it means."""

    code: str
    meaning: str


# HTCDS 2.0 (IOM, CC BY 4.0) has a free text, cas_ReasonForCaseClosure. These codes are ours, so that endings can
# be counted; a sentence may stand beside them.
CASE_ENDINGS: tuple[Ending, ...] = (
    Ending("reached_safety", "the person is reported to be out and safe"),
    Ending("taken_over", "a mission or an organisation carries it on"),
    Ending("no_way_forward", "nobody could be found who can act"),
    Ending("same_person", "another case is about the same person"),
    Ending("not_held", "it turned out that nobody is held"),
    Ending("died", "the person is reported to have died"),
    Ending("asked_to_stop", "the person or their family asked us to stop"),
    Ending("other", "another reason, in the sentence"),
)
REPORT_ENDINGS: tuple[Ending, ...] = (
    Ending("nobody_held", "nothing in it speaks of a person who is held"),
    Ending("known_already", "another report or case tells the same"),
    Ending("not_ours", "somebody else is the right place, and the reporter can be told"),
    Ending("no_content", "empty, advertising, or not to be understood"),
)


@transaction.atomic
def close_case(case: Case, *, reason: str, words: str = "", by: Keyring, page: str) -> Case:
    """End the work. The reason is sealed to the case; that it ended, and when, stays clear for expiry."""
    _known(reason, CASE_ENDINGS)
    if reason == "other" and len(words.strip()) < 10:
        raise BadInput("Give the other reason in a sentence.")
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.status == "closed":
        raise Refused("This case is closed already.")
    if row.referrals.filter(state="proposed").exists():
        raise Refused("A referral still waits for approval. Let it be decided first, then close.")
    _write_reason(row, Decided(kind=CLOSED, code=reason, reason=words.strip()[:1000]), by)
    row.status, row.closed_at = "closed", timezone.now()
    row.save(update_fields=["status", "closed_at"])
    record(by=by.actor, action="case_closed", subject=f"case:{case.pk}", page=page)
    return row


@transaction.atomic
def reopen_case(case: Case, *, by: Keyring, page: str) -> Case:
    """Go on with a closed case; the day of its erasure is off again."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.status != "closed":
        raise Refused("This case is not closed.")
    row.status, row.closed_at = "active", None
    row.save(update_fields=["status", "closed_at"])
    record(by=by.actor, action="case_reopened", subject=f"case:{case.pk}", page=page)
    return row


@transaction.atomic
def close_report(report: StoredReport, *, reason: str, by: Keyring, page: str) -> StoredReport:
    """No case is made of it. It leaves the queue and is erased when its time has passed."""
    _known(reason, REPORT_ENDINGS)
    row = StoredReport.objects.select_for_update().get(pk=report.pk)
    if row.state not in {"new", "opened"}:
        raise Refused("This report is closed, or has become a case.")
    row.state, row.closed_on = "closed", timezone.now().date()
    row.save(update_fields=["state", "closed_on"])
    record(by=by.actor, action=f"report_closed:{reason}", subject=f"report:{row.pk}", page=page)
    return row


def _write_reason(case: Case, decided: Decided, by: Keyring) -> None:
    row = Decision(case=case, by=by.member, at=timezone.now(), body=b"")
    row.save()
    row.body = seal(to_json(decided), to=[case.recipient], seat=Seat("decision", str(row.pk), DECISION))
    row.save(update_fields=["body"])


def _known(reason: str, endings: tuple[Ending, ...]) -> None:
    if reason not in {one.code for one in endings}:
        raise BadInput("This reason is unknown. Choose one of those shown.")
