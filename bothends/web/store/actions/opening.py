"""The report behind a row. One that a browser sealed is read at its first opening, as the form would have."""

from __future__ import annotations

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.seal import seal
from bothends.core.crypto.unseal import unseal
from bothends.core.report import Report
from bothends.core.told import report_of
from bothends.data.shelf import countries
from bothends.web.reading import read_text
from bothends.web.store.actions.intake import RANK
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import StoredReport
from bothends.web.store.seats import ANSWERS, answers_seat, report_seat


def told_in(row: StoredReport, *, by: Keyring) -> Report:
    """The report, opened. Runs in the caller's transaction. Raises SealError, or BadInput for a strange form
    and where no text can be read on this machine; the row is then as it was.

    Of answers a browser sealed, the minimum is kept and sealed in their place (P2): what was pasted beside it
    is gone from then on, and urgency is what rules and reporter say together.
    """
    if row.body_schema != ANSWERS:
        return from_json(_opened(row, by), Report)
    fresh = StoredReport.objects.select_for_update().get(pk=row.pk)
    row.body, row.body_schema = fresh.body, fresh.body_schema
    if row.body_schema != ANSWERS:  # somebody else was first
        return from_json(_opened(row, by), Report)
    told = report_of(
        _opened(row, by),
        read=read_text,
        countries=countries(),
        urgent=row.urgency == "urgent",
        received_on=row.received_at.date().isoformat(),
    )
    _keep(row, told)
    return told


def _opened(row: StoredReport, by: Keyring) -> bytes:
    seat = answers_seat(row.pk) if row.body_schema == ANSWERS else report_seat(row.pk)
    return unseal(row.body, identities=[by.report(row)], seat=seat)


def _keep(row: StoredReport, told: Report) -> None:
    row.body = seal(to_json(told), to=[row.recipient], seat=report_seat(row.pk))
    row.body_schema = report_seat(row.pk).schema
    row.urgency = told.findings.urgency.level
    row.urgency_rank = RANK[row.urgency]
    row.rules = told.findings.rules
    row.save(update_fields=["body", "body_schema", "urgency", "urgency_rank", "rules"])
