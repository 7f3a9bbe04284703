"""The date-and-time stamp in front of a message, in the shapes WhatsApp and its copies write."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from bothends.core.intake.dates import CLOCK, ERAS, MONTHS, Order, WrittenDate, clock, possible
from bothends.core.intake.source import MARKS

_PLAIN = str.maketrans(
    dict.fromkeys(MARKS, "") | {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "،": ",", "、": ","}
)

_ERA = r"R|H|令和|平成|พ\.ศ\."
_NUMBERS = (
    rf"(?P<e1>{_ERA})? ?(?P<n1>\d{{1,4}}) ?(?P<sep>[./-]) ?(?P<n2>\d{{1,2}}) ?(?P=sep) ?"
    rf"(?P<e3>{_ERA})? ?(?P<n3>\d{{1,4}})\.?(?: ?(?P<after3>BE|AD|พ\.ศ\.|ค\.ศ\.))?"
)
_CHARACTERS = r"(?P<y>\d{2,4}) ?[年년] ?(?P<mo>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]"
_NAMED = r"(?P<day>\d{1,2})\.? (?:de )?(?P<name>[^\W\d_]{3,12})\.?,? (?:de )?(?P<year>\d{4})"
_NAMED_FIRST = r"(?P<name>[^\W\d_]{3,12})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"
_BETWEEN = r"(?P<comma>,?)(?: (?:klo|kl\.|um|at|às|à|pukul|lúc))? ?"


@dataclass(frozen=True, slots=True)
class Stamp:
    """`shape` is equal for two stamps written by the same phone settings."""

    written: WrittenDate
    clock: time
    shape: tuple[str, ...]


def _numbered(match: re.Match[str]) -> WrittenDate | None:
    numbers = [int(match["n1"]), int(match["n2"]), int(match["n3"])]
    for place, era in ((0, match["e1"]), (2, match["e3"]), (2, match["after3"])):
        if era:
            numbers[place] += ERAS[era.casefold()]
    first, second, third = numbers
    return WrittenDate((first, second, third), _orders(match, numbers))


def _orders(match: re.Match[str], numbers: list[int]) -> tuple[Order, ...]:
    if numbers[0] >= 100:
        return ("ymd",)
    if match["sep"] == ".":
        return ("dmy",)  # no locale we know of writes the month first with dots
    return ("dmy", "mdy", "ymd") if numbers[2] < 100 else ("dmy", "mdy")


def _characters(match: re.Match[str]) -> WrittenDate | None:
    return WrittenDate((int(match["y"]), int(match["mo"]), int(match["d"])), ("ymd",))


def _named(match: re.Match[str]) -> WrittenDate | None:
    name = match["name"].casefold()
    month = MONTHS.get(name) or MONTHS.get(name[:4]) or MONTHS.get(name[:3])
    return WrittenDate((int(match["day"]), month, int(match["year"])), ("dmy",)) if month else None


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write a stamp: its pattern, and how its date is read."""

    code: str
    pattern: re.Pattern[str]
    date: Callable[[re.Match[str]], WrittenDate | None]


def _pattern(first: str, between: str, second: str) -> re.Pattern[str]:
    return re.compile(first + between + second, re.IGNORECASE)


SHAPES = (
    Shape("date_time", _pattern(_NUMBERS, _BETWEEN, CLOCK), _numbered),
    Shape("time_date", _pattern(CLOCK, _BETWEEN, _NUMBERS), _numbered),
    Shape("characters", _pattern(_CHARACTERS, _BETWEEN, CLOCK), _characters),
    Shape("named_time", _pattern(_NAMED, _BETWEEN, CLOCK), _named),
    Shape("time_named", _pattern(CLOCK, _BETWEEN, _NAMED), _named),
    Shape("month_time", _pattern(_NAMED_FIRST, _BETWEEN, CLOCK), _named),
)


def read_stamp(text: str) -> Stamp | None:
    """The stamp this text is, whole, or None. Any decimal digits; direction marks are looked through."""
    plain = text.translate(_PLAIN).strip()
    for shape in SHAPES:
        if match := shape.pattern.fullmatch(plain):
            return _stamp(shape, match)
    return None


def _stamp(shape: Shape, match: re.Match[str]) -> Stamp | None:
    written, at = shape.date(match), clock(match)
    if written is None or at is None or not possible(written):
        return None
    parts = match.groupdict()
    length = f"{len(parts.get('n1') or '') > 2}{len(parts.get('n3') or '') > 2}"
    period = "before" if parts["before"] else "after" if parts["after"] else ""
    seconds = "seconds" if parts["s"] else ""
    return Stamp(
        written,
        at,
        (shape.code, parts.get("sep") or "", length, parts["tsep"], period, seconds, parts["comma"]),
    )
