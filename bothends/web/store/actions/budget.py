"""Guessing costs: each try spends from a budget that fills again with time. No request ever waits.

Kept as one moment a row (the generic cell rate algorithm, ITU-T I.371): when the budget is full again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from bothends.web.store.models import Budget


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` tries at once, then one more every `seconds`."""

    name: str
    burst: int
    seconds: int
    meaning: str


SITE = Limit("site", 60, 2, "passwords and invitations from browsers this desk does not know, all together")
LOGIN = Limit("login", 5, 60, "passwords for one login name from browsers this desk does not know")
DEVICE = Limit("device", 10, 60, "passwords from one browser that has logged in with this name before")
FACTOR = Limit("factor", 5, 300, "second factors of one member, after the right password")
LIMITS = (SITE, LOGIN, DEVICE, FACTOR)


@dataclass(frozen=True, slots=True)
class Cost:
    """One budget: which limit, and whose (a login name, a browser, a member)."""

    limit: Limit
    whose: str = ""


def spend(costs: list[Cost], *, pepper: bytes) -> int:
    """Take one try from every budget, or from none. Returns 0, or the seconds until there is one again."""
    now = timezone.now()
    with transaction.atomic():
        Budget.objects.filter(whole_at__lt=now).delete()
        rows = [_row(one, now, pepper) for one in costs]
        wait = max(_wait(row, one.limit, now) for row, one in zip(rows, costs, strict=True))
        if wait:
            return wait
        for row, one in zip(rows, costs, strict=True):
            row.whole_at = max(row.whole_at, now) + timedelta(seconds=one.limit.seconds)
            row.save(update_fields=["whole_at"])
    return 0


@transaction.atomic
def repay(costs: list[Cost], *, pepper: bytes) -> None:
    """The try was right: give it back."""
    now = timezone.now()
    for one in costs:
        row = _row(one, now, pepper)
        row.whole_at -= timedelta(seconds=one.limit.seconds)
        row.save(update_fields=["whole_at"])


def _row(cost: Cost, now: datetime, pepper: bytes) -> Budget:
    tag = _tag(cost, pepper)
    Budget.objects.get_or_create(tag=tag, defaults={"whole_at": now})
    return Budget.objects.select_for_update().get(tag=tag)


def _wait(row: Budget, limit: Limit, now: datetime) -> int:
    """Whole seconds until one more try fits under the burst."""
    over = (row.whole_at - now).total_seconds() - (limit.burst - 1) * limit.seconds
    return max(0, ceil(over))


def _tag(cost: Cost, pepper: bytes) -> bytes:
    # What was typed as a name may be a password typed too early: it never stands in the table.
    named = f"{cost.limit.name}:{cost.whose}".encode()
    return hashlib.blake2b(named, key=pepper, person=b"bothends budget", digest_size=16).digest()
