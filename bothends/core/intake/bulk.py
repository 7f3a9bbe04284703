"""Most WhatsApp exports at the speed of the pattern engine: a whole piece is split at its headers at once.

It serves files whose time is told from their date by its colon, or by a point where the date has none. For
whatever is not plain it says so, and the piece is then read message by message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from bothends.core.intake.dates import WrittenDate
from bothends.core.intake.phrases import ODD_ENDS
from bothends.core.intake.source import MARK
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Message

_MOST_HOURS = 200_000  # hours of days remembered; strange text must not grow the memory
_NAME = r"(?:([^\n:]{1,100}): )?"
_MINUTES = {f"{m:02d}": timedelta(minutes=m) for m in range(60)}

Day = Callable[[WrittenDate], date | None]
NameOf = Callable[[str], str | None]
Closely = Callable[[datetime | None, str], Message]


class Quoted(Exception):
    """What looked like a header is none: it stands inside a message."""


def pattern_of(shape: Sequence[object], *, bracket: bool) -> re.Pattern[str] | None:
    """Five groups: what stands before the minutes, the minutes, what stands after, the name if any."""
    if len(shape) < 6:
        return None
    point, date_point = str(shape[3]), str(shape[1])
    if point == "." and date_point not in ("/", "-"):
        return None  # in 13.1.24 21.30 only the whole pattern of a stamp can tell what is the time
    two = rf"{MARK}\d{MARK}\d"  # a mark may stand anywhere; where none does, looking for it costs little
    minutes = two + (re.escape(point) + two if shape[5] else "")
    if bracket:
        before, after = rf"([^\[\]\n{point}]{{1,40}})", rf"([^\[\]\n{point}]{{0,40}})"
        head = rf"\n{MARK}\[{before}{re.escape(point)}({minutes}){after}\]{MARK}[ \u00a0\u202f]?"
    else:
        before, after = rf"(\w[^\n{point}]{{0,40}})", rf"([^\n{point}]{{0,30}}?)"
        head = (
            rf"\n{MARK}{before}{re.escape(point)}({minutes}){after}[ \u00a0\u202f]{MARK}[-–][ \u00a0\u202f]"
        )
    return re.compile(head + _NAME)


class Bulk:
    """Splits the pieces of one file. An hour of a day is read once, its minutes are added."""

    def __init__(self, shape: Sequence[object], pattern: re.Pattern[str], day: Day) -> None:
        """`day` settles a written date as this file means it, or gives None."""
        self._shape, self._pattern, self._day = tuple(shape), pattern, day
        self._point = str(shape[3])
        self._minutes = _seconds(self._point) if shape[5] else _MINUTES
        self._hours: dict[tuple[str, str], datetime] = {}

    def messages(self, piece: str, name_of: NameOf, closely: Closely) -> tuple[str, list[Message]]:
        """(what stands above the first header, the messages). Raises Quoted.

        `name_of` gives the name from the letters before the colon, None where they are none; `closely` makes the
        message wherever more than a plain text in somebody's name may stand.
        """
        parts = iter(self._pattern.split("\n" + piece))
        lead = next(parts)
        found: list[Message] = []
        hours, minutes_of, odd, keep = self._hours, self._minutes, ODD_ENDS, found.append
        # Nothing here makes a tuple that lives on: millions of them would keep the garbage collector busy.
        for before, minutes, after, written, text in zip(parts, parts, parts, parts, parts, strict=True):
            try:
                at: datetime | None = hours[before, after] + minutes_of[minutes]
            except KeyError:
                at = self._at(before, minutes, after)
            if written is None:
                keep(closely(at, text))
            elif (
                text[-3:] in odd or text[-1:] in odd or text[:1] == "\u200e" or not (name := name_of(written))
            ):
                keep(closely(at, f"{written}: {text}"))
            else:
                keep(Message(at, name, text))
        return lead, found

    def _at(self, before: str, minutes: str, after: str) -> datetime | None:
        stamp = remembered(f"{before}{self._point}{minutes}{after}")
        if stamp is None or stamp.shape != self._shape:
            raise Quoted
        day = self._day(stamp.written)
        if day is None:
            return None
        if minutes in self._minutes:
            if len(self._hours) >= _MOST_HOURS:
                self._hours.clear()
            self._hours[before, after] = datetime(day.year, day.month, day.day, stamp.clock.hour)  # noqa: DTZ001
        return datetime.combine(day, stamp.clock)


def _seconds(point: str) -> dict[str, timedelta]:
    return {f"{m:02d}{point}{s:02d}": timedelta(minutes=m, seconds=s) for m in range(60) for s in range(60)}
