"""Erasing a report or a case for good: its key first, then every row. What remains is one line of the trail.

Opens nothing, so that the strangers' site may call it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bothends.core.errors import BadInput, Refused
from bothends.web.store.actions.intake import to_the_hour
from bothends.web.store.audit import STRANGER, record
from bothends.web.store.models import (
    AuditEvent,
    Case,
    CaseKey,
    CaseReport,
    MatchEntry,
    MatchJudgement,
    MatchToken,
    PassedOn,
    ReportKey,
    StoredReport,
    ThreadMessage,
)
from bothends.web.store.scrub import scrub

ERASED = ("report_erased:", "case_erased:")


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something was erased: its code, which stands in the trail, and what it means."""

    code: str
    meaning: str
    chosen: bool = True  # whether a member may choose it; the others are set by the rules


CAUSES: tuple[Cause, ...] = (
    Cause("reporter_asked", "the reporter asked for it"),
    Cause("person_asked", "the person it is about asked for it"),
    Cause("not_needed", "it is not needed for the work"),
    Cause("law", "a law or an authority's order asks for it"),
    Cause("mistake", "it should never have been stored"),
    Cause("expired", "its time had passed", chosen=False),
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a row was erased. No personal word; the digest ties it to the audit trail.

    `kind` is report or case, `row` its random number, `at` ISO 8601, `by` as the trail names them.
    """

    kind: str
    row: str
    at: str
    by: str
    cause: str
    meaning: str
    event: int
    digest: str


def erase_report(row: StoredReport, *, by: str, cause: str = "reporter_asked", page: str = "") -> Certificate:
    """Erase a report of which no case was made. Raises Refused for one that is part of a case.

    `by` is the actor as the trail names them ("member:LOGIN", "stranger", "machine").
    """
    _known(cause)
    with transaction.atomic():
        held = StoredReport.objects.select_for_update().filter(pk=row.pk).first()
        if held is None:
            raise Refused("This report is erased already.")
        if cause == "expired" and held.state != row.state:
            raise Refused("Somebody has just worked on this report.")
        if held.state == "case":
            raise Refused("A case was made of this report. It is erased with the case.")
        event = _erase_report(held, by=by, cause=cause, page=page)
        transaction.on_commit(partial(scrub, small_only=True))
    return certificate(event)


def erase_report_of_case(row: StoredReport, *, by: str, page: str = "") -> Certificate:
    """Erase one report of a case as its reporter asked. The case stays. Must run in a transaction."""
    event = _erase_report(row, by=by, cause="reporter_asked", page=page)
    transaction.on_commit(partial(scrub, small_only=True))
    return certificate(event)


def erase_case(case: Case, *, by: str, cause: str, page: str = "") -> list[Certificate]:
    """Erase a case with its reports, referrals, packs, ledger, decisions, card and tokens. The case comes first."""
    _known(cause)
    with transaction.atomic():
        held = Case.objects.select_for_update().filter(pk=case.pk).first()
        if held is None:
            raise Refused("This case is erased already.")
        if cause == "expired" and held.status != "closed":
            raise Refused("Somebody has just reopened this case.")
        reports = list(StoredReport.objects.filter(in_case__case=held))
        CaseKey.objects.filter(case=held).delete()
        ReportKey.objects.filter(report__in=reports).delete()
        events = [_event("case", held.pk, by, cause, page)]
        events += [_erase_report(one, by=by, cause=cause, page=page) for one in reports]
        held.delete()
        transaction.on_commit(partial(scrub, small_only=True))
    return [certificate(one) for one in events]


def certificate(event: AuditEvent) -> Certificate:
    """The certificate that a line of the trail stands for. Raises Refused for any other line."""
    if not event.action.startswith(ERASED):
        raise Refused("This event is no erasure.")
    cause = event.action.partition(":")[2]
    meaning = next((one.meaning for one in CAUSES if one.code == cause), "")
    kind, _, row = event.subject.partition(":")
    return Certificate(kind, row, event.at.isoformat(), event.actor, cause, meaning, event.seq, event.digest)


def events() -> QuerySet[AuditEvent]:
    """Every erasure in the trail, newest first."""
    erased = Q(action__startswith=ERASED[0]) | Q(action__startswith=ERASED[1])
    return AuditEvent.objects.filter(erased).order_by("-seq")


def as_text(one: Certificate) -> str:
    """A certificate to print or to hand over, in plain lines."""
    lines = (
        "Certificate of erasure",
        f"What: a {one.kind}, number {one.row}",
        f"When: {one.at}",
        f"By: {one.by}",
        f"Why: {one.meaning or one.cause} ({one.cause})",
        f"Event {one.event} of the audit trail, digest {one.digest}",
        "Its key was destroyed, and with it every way to read it in this database.",
    )
    return "\n".join(lines)


def _erase_report(row: StoredReport, *, by: str, cause: str, page: str) -> AuditEvent:
    """The key first, then every row of the report.

    Row by row and not through Django's cascade: that asks the case tables, which the public site's database role
    may not even read (docs/operations.md).
    """
    event = _event("report", row.pk, by, cause, page)
    if row.state == "case":
        CaseReport.objects.filter(report=row).delete()
    _erase_entry(row)
    rows = (ReportKey, ThreadMessage, PassedOn)
    for own in (*(one.objects.filter(report=row) for one in rows), StoredReport.objects.filter(pk=row.pk)):
        own._raw_delete(own.db)
    return event


def _erase_entry(row: StoredReport) -> None:
    """What the index holds of a report that is no case: judgements, tokens, card."""
    entry = MatchEntry.objects.filter(report=row).values("pk")
    judged = (MatchJudgement.objects.filter(**{side: entry}) for side in ("one__in", "two__in"))
    tokens = MatchToken.objects.filter(entry__in=entry)
    for own in (*judged, tokens, MatchEntry.objects.filter(report=row)):
        own._raw_delete(own.db)


def _event(kind: str, row: object, by: str, cause: str, page: str) -> AuditEvent:
    # The minute at which a stranger came back is theirs.
    at = to_the_hour(timezone.now()) if by == STRANGER else None
    return record(by=by, action=f"{kind}_erased:{cause}", subject=f"{kind}:{row}", page=page, at=at)


def _known(cause: str) -> None:
    if cause not in {one.code for one in CAUSES}:
        raise BadInput("This reason is unknown. Choose one of those shown.")
