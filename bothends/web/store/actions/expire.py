"""What has outlived its time: unopened and closed reports, closed cases, drafts. The times are settings."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from bothends.core.errors import Refused
from bothends.web.store.actions.erase import Certificate, erase_case, erase_report
from bothends.web.store.audit import MACHINE
from bothends.web.store.models import Case, Draft, StoredReport


@dataclass(frozen=True, slots=True)
class Times:
    """How long each is kept, in days."""

    reports: int
    cases: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be erased now."""

    reports: list[StoredReport]
    cases: list[Case]
    drafts: int


def due(*, now: datetime, times: Times) -> Due:
    """Look, and change nothing."""
    return Due(
        list(_reports(now, times).only("id", "state")),
        list(
            Case.objects.filter(status="closed", closed_at__lt=now - timedelta(days=times.cases)).only("id")
        ),
        _drafts(now).count(),
    )


def expire(*, now: datetime, times: Times) -> list[Certificate]:
    """Erase everything that is due, each in a transaction of its own, so that a stop half-way loses nothing."""
    found = due(now=now, times=times)
    made: list[Certificate] = []
    # Refused: somebody reopened it, made a case of it, or erased it, this very moment.
    for case in found.cases:
        with suppress(Refused):
            made += erase_case(case, by=MACHINE, cause="expired")
    for report in found.reports:
        with suppress(Refused):
            made.append(erase_report(report, by=MACHINE, cause="expired"))
    with transaction.atomic():
        _drafts(now).delete()
    return made


def _reports(now: datetime, times: Times) -> QuerySet[StoredReport]:
    short, long = now - timedelta(days=times.reports), now - timedelta(days=times.cases)
    return StoredReport.objects.filter(
        Q(state="new", received_at__lt=short)
        | Q(state="closed", closed_on__lt=short.date())
        | Q(state="opened", received_at__lt=long)
    )


def _drafts(now: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(expires_at__lt=now)
