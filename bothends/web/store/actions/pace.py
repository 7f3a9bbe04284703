"""Slow guessing for the whole site: a Tor exit is one address for many, so nothing here counts by address.

A token bucket of wrong codes. Arithmetic: docs/threat-model.md, "The receipt".
"""

from __future__ import annotations

import math
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bothends.web.store.models import Pace

NAME = "wrong_codes"
A_SECOND = 20.0  # wrong codes a second the site bears for good
AT_ONCE = 600.0  # and so many in a heap: half a minute's worth


def seconds_to_wait() -> int:
    """0 when a code may be tried now, else the seconds until the next may. Only reads."""
    row = Pace.objects.filter(name=NAME).first()
    missing = 1.0 - (AT_ONCE if row is None else _level(row, timezone.now()))
    return 0 if missing <= 0 else math.ceil(missing / A_SECOND)


@transaction.atomic
def wrong_code() -> None:
    """A code was tried that is nobody's: one token less. A right one takes none, a mistyped one neither."""
    now = timezone.now()
    Pace.objects.get_or_create(name=NAME, defaults={"level": AT_ONCE, "at": now})
    row = Pace.objects.select_for_update().get(name=NAME)
    row.level, row.at = max(0.0, _level(row, now) - 1.0), now
    row.save(update_fields=["level", "at"])


def _level(row: Pace, now: datetime) -> float:
    since = max(0.0, (now - row.at).total_seconds())
    return min(AT_ONCE, row.level + since * A_SECOND)
