"""What text exports share: a line that opens a message, and every line below it that belongs to it.

A format brings a `Cutter`; this file walks the lines, once for dates and names and once for the messages.
Nothing is held but the message being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from bothends.core.intake.dates import Order, WrittenDate, resolve, settle
from bothends.core.intake.source import LINE_COSTS, LONGEST_MESSAGE, MARKS, Source, bare, two_sides
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

SNIFFED_LINES = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a message: who, when, and what is said on that line.

    `kind` is set only where the line itself tells; else the format's own judge decides from the text.
    """

    sender: str | None = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    written: WrittenDate | None = None
    clock: time | None = None
    kind: Kind | None = None


# A line of the export that is nobody's: a title, a date on a line of its own.
RULER = Opening()

Cutter = Callable[[str], Opening | None]  # None: the line belongs to the message above
Judge = Callable[[str], Kind]
Lines = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Style:
    """How one format is cut. `cutter` makes a fresh Cutter, so that it may remember the day it is at.

    `tidy` takes the app's own remarks out of a text and tells what is left of it.
    """

    code: str
    cutter: Callable[[], Cutter]
    judge: Judge = lambda text: "text"
    tidy: Callable[[str], str] = lambda text: text
    own: frozenset[str] = frozenset()  # how the exporting person is called, in lower case


@dataclass(slots=True)
class Survey:
    """The first walk: dates (a day once in a row), names in order of appearance."""

    dates: list[WrittenDate] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict, repr=False)

    def see(self, opening: Opening) -> None:
        if opening.written and (not self.dates or self.dates[-1] != opening.written):
            self.dates.append(opening.written)
        if opening.sender and opening.kind != "system":
            self.names.setdefault(opening.sender)


def head(source: Source, count: int = SNIFFED_LINES) -> list[str]:
    """The first lines that are not blank."""
    return [line for line in source.head[:count] if line.strip(MARKS + " \t")]


def opened(lines: Iterable[str], cut: Cutter) -> list[Opening]:
    """Every message opened in these lines, for recognising."""
    return [found for line in lines if (found := cut(line)) and found is not RULER]


def survey(lines: Iterable[str], cut: Cutter) -> Survey:
    seen = Survey()
    for line in lines:
        if opening := cut(line):
            seen.see(opening)
    return seen


def walk(lines: Iterable[str], style: Style, order: Order | None) -> Iterator[Message]:
    """Every message, in the order of the file. Lines above the first one are a message of nobody."""
    cut = style.cutter()
    current: Opening | None = None
    below: list[str] = []
    room = LONGEST_MESSAGE
    for line in lines:
        opening = cut(line)
        if opening is None:
            below.append(line)
            room -= len(line) + LINE_COSTS
            if room > 0:
                continue
            opening = _going_on(current)
        yield from _closed(current, below, style, order)
        current, below, room = opening, [], LONGEST_MESSAGE
    yield from _closed(current, below, style, order)


def _going_on(opening: Opening | None) -> Opening | None:
    """The same sender and time for the rest of a message too long to hold."""
    return opening if opening is None or opening is RULER else replace(opening, text="")


def _closed(
    opening: Opening | None, below: list[str], style: Style, order: Order | None
) -> Iterator[Message]:
    if opening is None or opening is RULER:
        lead = "\n".join(below).strip("\n")
        if lead.strip(MARKS + " \t\n"):
            yield Message(None, None, lead)
        return
    yield message(opening, "\n".join([opening.text, *below]).rstrip("\n "), style, order)


def message(opening: Opening, text: str, style: Style, order: Order | None) -> Message:
    """One message, whole."""
    text = style.tidy(text.lstrip("\n"))
    kind = opening.kind or style.judge(text)
    return Message(_at(opening, order), None if kind == "system" else opening.sender, text, kind)


def _at(opening: Opening, order: Order | None) -> datetime | None:
    day = resolve(opening.written, order) if opening.written else None
    return datetime.combine(day, opening.clock) if day and opening.clock is not None else None


def read(source: Source, style: Style, *, other: str | None = None) -> Transcript:
    """The whole chat in this style. `other` is the counterpart where a title names one."""
    seen = survey(source.lines(), style.cutter())
    order = settle(seen.dates)
    unknown = any(resolve(written, order) is None for written in seen.dates)
    messages = Again(lambda: walk(source.lines(), style, order))
    owner = next((name for name in seen.names if bare(name).casefold() in style.own), None)
    known = other if other in seen.names and len(seen.names) < 3 else None
    owner, other = two_sides(seen.names, owner=owner, other=known)
    notes = ("day_month_unknown",) if unknown else ()
    return Transcript(style.code, messages, owner=owner, other=other, notes=notes)
