"""Dates and times as chat exports write them: eras, Buddhist years, day periods, day or month first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]

EARLIEST, LATEST = 2000, 2100

# Word before or after a 12-hour time -> half of the day. Source: Unicode CLDR day periods, from memory.
AM = (
    "a. m.", "a.m.", "am", "午前", "上午", "凌晨", "清晨", "早上", "오전", "ص", "ก่อนเที่ยง",
    "sa", "π.μ.", "de.", "dop.", "pg", "पूर्वाह्न", "öö", "نہار",
)  # fmt: skip
PM = (
    "p. m.", "p.m.", "pm", "午後", "下午", "中午", "傍晚", "晚上", "오후", "م", "หลังเที่ยง",
    "ch", "μ.μ.", "du.", "odp.", "ptg", "अपराह्न", "ös", "شام",
)  # fmt: skip
PERIOD = "|".join(re.escape(word) for word in sorted(AM + PM, key=len, reverse=True))
CLOCK = (
    rf"(?:(?P<before>{PERIOD}) ?)?(?P<h>\d{{1,2}})(?P<tsep>[:.])(?P<m>\d\d)(?:[:.](?P<s>\d\d))?"
    rf"(?: ?(?P<after>{PERIOD}))?"
)

# Letter or word that counts years from another start -> what to add. Source: CLDR calendars, from memory.
ERAS = {"r": 2018, "令和": 2018, "h": 1988, "平成": 1988, "be": -543, "พ.ศ.": -543, "ad": 0, "ค.ศ.": 0}

# First letters of month names -> month, where exports spell it. Source: CLDR, from memory.
_MONTH_NAMES = (
    "jan ene gen oca",
    "feb fev fév fab şub",
    "mar mär mrt mac mars",
    "apr abr avr nis",
    "may mai mei mag mayıs",
    "jun juin giu haz",
    "jul juil lug tem julai",
    "aug ago aoû agu ağu ogo",
    "sep set eyl",
    "oct okt out ott eki",
    "nov kas",
    "dec dic dez déc des dis ara",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """Three numbers as written, and the orders they may be in. Monday is 0 where a weekday was written."""

    numbers: tuple[int, int, int]
    orders: tuple[Order, ...]
    weekday: int | None = None


def full_year(number: int) -> int:
    """The Gregorian year. Two digits from 52 on are Buddhist: 52 is 2552, our 2009, when WhatsApp began."""
    if number < 52:
        return 2000 + number
    if number < 100:
        return 2500 + number - 543
    return number - 543 if 2500 <= number < 2700 else number


def in_order(written: WrittenDate, order: Order) -> date | None:
    """The date if the numbers are in this order, or None where that is no date (or another weekday)."""
    where = order.index("y"), order.index("m"), order.index("d")
    year, month, day = (written.numbers[i] for i in where)
    year = full_year(year)
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if written.weekday in (None, found.weekday()) else None


def possible(written: WrittenDate) -> bool:
    return any(in_order(written, order) for order in written.orders)


@lru_cache(maxsize=4096)
def resolve(written: WrittenDate, order: Order | None) -> date | None:
    """The date, given the file's order; without one, only where every reading is the same day."""
    if order is not None and order in written.orders:
        return in_order(written, order)
    likely = tuple(o for o in written.orders if o != "ymd") or written.orders
    readings = {found for o in likely if (found := in_order(written, o))}
    return readings.pop() if len(readings) == 1 else None


def settle(dates: Sequence[WrittenDate]) -> Order | None:
    """The order a whole file keeps, or None where nothing in it tells.

    A number over 12 or a weekday settles it; else the order in which a chat does not run backwards.
    """
    open_ones = [w for w, _ in groupby(dates) if len(w.orders) > 1]
    if not open_ones:
        return None
    day_first, month_first = _misfits(open_ones, "dmy"), _misfits(open_ones, "mdy")
    best = min(day_first, month_first)
    year_first = all("ymd" in w.orders for w in open_ones)
    if year_first and best != (0, 0) and _misfits(open_ones, "ymd") == (0, 0):
        return "ymd"
    if not _clearly(best, max(day_first, month_first)):
        return None
    return "dmy" if best == day_first else "mdy"


def _misfits(dates: Sequence[WrittenDate], order: Order) -> tuple[int, int]:
    """(dates that cannot be in this order, steps back in time)."""
    found = [in_order(w, order) for w in dates]
    known = [d for d in found if d is not None]
    return len(found) - len(known), sum(later < earlier for earlier, later in pairwise(known))


def _clearly(best: tuple[int, int], rest: tuple[int, int]) -> bool:
    # A few lines may be quotes from elsewhere, so the better order need not be spotless, only far better.
    if best[0] != rest[0]:
        return best[0] * 20 <= rest[0]
    return best[1] * 4 < rest[1]


def clock(match: re.Match[str]) -> time | None:
    """The time a CLOCK match spells, or None where no clock shows it."""
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
    word = (match["before"] or match["after"] or "").casefold()
    if word and not 0 <= hour <= 12:
        word = ""  # 13:05 PM is written by some phones: the 24-hour reading is the only one
    if word in PM and hour < 12:
        hour += 12
    if word in AM and hour == 12:
        hour = 0
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
