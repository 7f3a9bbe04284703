"""Whether a reporter's contact may be passed on: only when they chose so and have not taken it back since."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from bothends.core.errors import Refused
from bothends.web.store.actions.opening import told_in
from bothends.web.store.actions.thread import STRICTNESS
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, StoredReport

SHARED = "share_contact"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one reporter of a case allows now; `contact` only where it may be passed on."""

    report: str
    sharing: str
    contact: str | None = field(default=None, repr=False)


@transaction.atomic
def choices(case: Case, *, by: Keyring, page: str) -> list[Chosen]:
    """Each reporter's choice as it stands. Opening the report is written down (P7)."""
    rows = StoredReport.objects.filter(in_case__case=case, key__isnull=False).order_by(
        "in_case__linked_at", "pk"
    )
    for row in rows:
        record(by=by.actor, action="report_opened", subject=f"report:{row.pk}", page=page)
    return [_chosen(row, by) for row in rows]


def still_shared(report: str, *, by: Keyring) -> None:
    """Raises Refused when the contact of this report's reporter may not, or no longer, be passed on."""
    if not report:
        return
    row = StoredReport.objects.filter(pk=UUID(report), key__isnull=False).first()
    if row is None or _chosen(row, by).contact is None:
        raise Refused("The reporter does not allow their contact to be passed on, or has taken it back.")


def _chosen(row: StoredReport, by: Keyring) -> Chosen:
    reporter = told_in(row, by=by).reporter
    sharing = max(reporter.sharing, row.sharing_now, key=lambda one: STRICTNESS[one])
    return Chosen(str(row.pk), sharing, reporter.contact if sharing == SHARED else None)
