"""When somebody says they last heard from the person: a day, where the words and the message's date give one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bothends.core.assess.phrasing import Phrasing
from bothends.core.assess.spoken import Spoken, Where

REACH_BEFORE, REACH_AFTER = 30, 70  # characters between "last heard from" and the day
BUDDHIST = 543  # years ahead, in Thailand, Laos and Cambodia
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
DAYS_OF = {"today": 0, "yesterday": 1, "days_ago": 1, "weeks_ago": 7, "last_week": 7}
MONTHS_OF = {"months_ago": 1, "last_month": 1, "years_ago": 12, "last_year": 12}

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_CHARACTERS = re.compile(
    r"(?:(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元)|(?<!\d)(\d{4}))\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")

_Day = tuple[int, int, date]  # start, end, day


def read_last(spoken: Iterable[Spoken], phrasing: Phrasing) -> tuple[str, Where] | None:
    """The latest day said outright to be that of the last contact, with where; None where none is said."""
    said = [
        (day.isoformat(), Where(line.index, start, end))
        for line in spoken
        if line.reported
        for start, end, day in _last_days(line, phrasing)
    ]
    return max(said, key=lambda one: one[0], default=None)


def _last_days(line: Spoken, phrasing: Phrasing) -> Iterator[_Day]:
    for row in phrasing.last.on(line.folded):
        for cue in row.finditer(line.folded):
            start = max(0, cue.start() - REACH_BEFORE)
            near = line.folded[start : cue.end() + REACH_AFTER]
            for begin, end, day in days(near, _written_on(line), phrasing):
                yield begin + start, end + start, day


def _written_on(line: Spoken) -> date | None:
    try:
        return date.fromisoformat((line.line.at or "")[:10])
    except ValueError:
        return None


def days(folded: str, written_on: date | None, phrasing: Phrasing) -> Iterator[_Day]:
    """Days named in folded text; "yesterday" and the like only where the message has a date of its own."""
    for start, end, year, month, day in (*_numeric(folded), *_worded(folded, phrasing)):
        try:
            yield start, end, date(year - BUDDHIST if year > 2400 else year, month, day)
        except ValueError:
            continue
    if written_on:
        yield from _relative(folded, written_on, phrasing)


_Parts = tuple[int, int, int, int, int]  # start, end, year, month, day


def _numeric(folded: str) -> Iterator[_Parts]:
    for match in _ISO.finditer(folded):
        yield match.start(), match.end(), int(match[1]), int(match[2]), int(match[3])
    for match in _CHARACTERS.finditer(folded):
        year = 1 if match[2] == "元" else int(match[2] or match[3])
        yield match.start(), match.end(), year + ERAS.get(match[1] or "", 0), int(match[4]), int(match[5])
    for match in _NUMBERS.finditer(folded):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first > 12 or year > 2400 or first == second:  # else nobody knows which is the month
            yield match.start(), match.end(), year, second, first
        elif second > 12:
            yield match.start(), match.end(), year, first, second


def _worded(folded: str, phrasing: Phrasing) -> Iterator[_Parts]:
    for number in range(1, 13):
        if not phrasing.when[f"month_{number}"].search(folded):
            continue
        name = phrasing.when[f"month_{number}"].pattern.pattern
        around = rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|er)?,? (?:of |de )?(?:{name})\.?,?(?: de)? (\d{{4}})"
        turned = rf"(?:{name})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
        for match in re.finditer(f"{around}|{turned}", folded):
            day, year = match[1] or match[3], match[2] or match[4]
            yield match.start(), match.end(), int(year), number, int(day)


def _relative(folded: str, written_on: date, phrasing: Phrasing) -> Iterator[_Day]:
    for key, each in (*DAYS_OF.items(), *MONTHS_OF.items()):
        for match in phrasing.when[key].pattern.finditer(folded) if phrasing.when[key].search(folded) else ():
            told = next((part for part in match.groups() if part), "1")
            count = int(told) if told.isdecimal() else 1
            if count > 400:
                continue
            back = _months_back(written_on, each * count) if key in MONTHS_OF else None
            yield match.start(), match.end(), back or written_on - timedelta(days=each * count)


def _months_back(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return day
