"""The date-and-time stamp in front of a message, in the shapes WhatsApp and its copies write."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

import msgspec

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


_MOST_HOURS = 500_000


class Stamp(msgspec.Struct, frozen=True):
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


_SIXTY = frozenset(
    f"{number:02d}" for number in range(60)
)  # two digits: one alone is no minute and no second
_UNREAD = Stamp(WrittenDate((0, 0, 0), ()), time(), ())  # stands for an hour not looked up yet


def read_stamp(text: str) -> Stamp | None:
    """The stamp this text is, whole, or None. Any decimal digits; direction marks are looked through."""
    plain = text.translate(_PLAIN).strip()
    for shape in SHAPES:
        if match := shape.pattern.fullmatch(plain):
            return _stamp(shape, match)
    return None


# A time inside a stamp. Where no colon stands, points divide it, unless they may divide a date.
_COLONS = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])")
_POINTS = re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?![\d.])")


def remembered(text: str) -> Stamp | None:
    """`read_stamp`, quickly: what stands around the clock is read once, for a chat writes a day many times."""
    found = _COLONS.search(text) or (None if "." in text and "/" not in text else _POINTS.search(text))
    if found is None:
        return _remembered(text)
    point = found[0][len(found[1])]
    frame = _frame(text[: found.start()], text[found.end() :], point, found[3] is not None)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if frame is None or hour > 23 or minute > 59 or second > 59:
        return _remembered(text)
    stamp, half = frame
    return Stamp(stamp.written, time(_in_half(hour, half), minute, second), stamp.shape)


class Minutes:
    """Reads the stamps of one file, all in one shape: an hour of a day once, its minutes at the price of a look-up."""

    def __init__(self, shape: Sequence[object]) -> None:
        """`shape` is that of Stamp; a stamp in another one is not of this file."""
        self._shape = tuple(shape)
        self._colons = len(self._shape) > 3 and self._shape[3] == ":"
        self._hours: dict[tuple[str, str, bool], Stamp | None] = {}

    def read(self, text: str) -> Stamp | None:
        """The stamp, or None where it is none or of another shape."""
        colon = text.find(":") if self._colons else -1
        minutes = text[colon + 1 : colon + 3]
        if colon < 1 or minutes not in _SIXTY:
            return self._checked(remembered(text))
        after = text[colon + 3 :]
        seconds = after[1:3] if after[:1] == ":" else ""
        if seconds:
            if seconds not in _SIXTY:
                return self._checked(remembered(text))
            after = after[3:]
        key = (text[:colon], after, bool(seconds))
        hour = self._hours.get(key, _UNREAD)
        if hour is _UNREAD:
            hour = self._hours[key] = self._checked(remembered(text))
            if len(self._hours) > _MOST_HOURS:
                self._hours.clear()
        if hour is None:
            return None
        return Stamp(hour.written, time(hour.clock.hour, int(minutes), int(seconds or 0)), hour.shape)

    def _checked(self, stamp: Stamp | None) -> Stamp | None:
        return stamp if stamp and stamp.shape == self._shape else None


@lru_cache(maxsize=65_536)
def _remembered(text: str) -> Stamp | None:
    return read_stamp(text)


@lru_cache(maxsize=8_192)
def _frame(before: str, after: str, point: str, seconds: bool) -> tuple[Stamp, str] | None:
    """A stamp of this day at ten, and the half of the day that a word beside the clock names."""
    tail = f"{point}00{after}" if seconds else after
    ten, noon = (read_stamp(f"{before}{hour}{point}00{tail}") for hour in (10, 12))
    if ten is None or noon is None:
        return None
    return ten, "pm" if ten.clock.hour == 22 else "am" if noon.clock.hour == 0 else ""


def _in_half(hour: int, half: str) -> int:
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour


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
