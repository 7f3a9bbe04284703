"""The desk's side of the thread: read it, answer, decide on a request to erase. Needs a member's keys."""

from __future__ import annotations

from django.db import transaction

from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, Refused
from bothends.web.access.roles import Permission, may
from bothends.web.store.actions.erase import erase_report_of_case
from bothends.web.store.actions.refer import Decided, write_decision
from bothends.web.store.actions.thread import (
    ASKED,
    DESK,
    KEPT,
    Line,
    Words,
    append,
    checked,
    line_of,
)
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, StoredReport
from bothends.web.store.seats import message_seat


@transaction.atomic
def read(row: StoredReport, *, by: Keyring, page: str) -> tuple[Line, ...]:
    """Open a report's thread, oldest first, and write that down. Nothing written, nothing opened.

    Only somebody who may answer takes the mark "new message" away.
    """
    rows = list(row.thread.order_by("number"))
    if not rows:
        return ()
    key = by.report(row)
    seats = (message_seat(row.pk, one.number, one.side) for one in rows)
    lines = tuple(
        line_of(one, unseal(one.body, identities=[key], seat=seat))
        for one, seat in zip(rows, seats, strict=True)
    )
    if may(by.member.role, Permission.ANSWER_REPORTER):
        row.thread.filter(waiting=True, number__lte=rows[-1].number).update(waiting=False)
    record(by=by.actor, action="thread_opened", subject=f"report:{row.pk}", page=page)
    return lines


@transaction.atomic
def answer(row: StoredReport, *, text: str, by: Keyring, page: str) -> None:
    """Write to the reporter. Public halves seal it; they read it when they come back. Raises BadInput."""
    row = StoredReport.objects.select_for_update().get(pk=row.pk)
    append(row, side=DESK, words=Words("answer", checked(text)))
    record(by=by.actor, action="reporter_answered", subject=f"report:{row.pk}", page=page)


@transaction.atomic
def decide_erasure(row: StoredReport, *, erase: bool, reason: str, by: Keyring, page: str) -> None:
    """Erase a case's report as its reporter asked, or keep it and tell them why. Raises BadInput, Refused.

    The reason is sealed with the case either way; when the report is kept, the reporter reads it too.
    """
    row = StoredReport.objects.select_for_update().get(pk=row.pk)
    case = case_of(row)
    if row.erasure != ASKED or case is None:
        raise Refused("Nothing is asked any more. Open the case again to see what was decided.")
    if len(reason.strip()) < 10:
        raise BadInput("Give the reason for this decision in a sentence. It stays with the case.")
    kind = "erasure_done" if erase else "erasure_kept"
    write_decision(case, decided=Decided(kind, "erasure", reason.strip()), by=by)
    if erase:
        erase_report_of_case(row, by=by.actor, page=page)
        return
    append(row, side=DESK, words=Words(kind, checked(reason)))
    row.erasure = KEPT
    row.save(update_fields=["erasure"])
    record(by=by.actor, action=kind, subject=f"report:{row.pk}", page=page)


def case_of(row: StoredReport) -> Case | None:
    """The case a report became, if it did."""
    return Case.objects.filter(reports__report=row).first()
