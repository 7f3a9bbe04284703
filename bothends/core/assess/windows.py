"""Windows of a chat: lines, pieces of long ones, short ones with their neighbours; a bounded number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bothends.core.findings import Line

_LEAST_LETTERS = 6
_SHORT_LINE = 80  # characters; a longer line needs no neighbours to be understood
_LONG_LINE = 60  # characters; a longer one is heard piece by piece as well
_TOO_LONG = 600  # characters; a still longer one is heard by its pieces only
_PIECE = 25  # characters a piece has at least
_MOST_PIECES = 24
_CLAUSE = re.compile(r"(?<=[.!?,;])\s+|(?<=[。！？，、।။។።؟۔،؛፣၊])|\n")
Kind = Literal["line", "piece", "joined"]


@dataclass(frozen=True, slots=True)
class Window:
    """A text heard as one for the line at `place`: the line, [start:end] of it, or it with its neighbours."""

    place: int
    text: str = field(repr=False)
    start: int
    end: int
    kind: Kind = "line"


def windows(lines: Sequence[Line], order: Sequence[int], most: int) -> list[Window]:
    """At most `most` windows of the lines by themselves, in the given order of places."""
    found: list[Window] = []
    for place in order:
        found.extend(_of_line(place, lines[place].text))
        if len(found) >= most:
            break
    return found[:most]


def whole_or_pieces(text: str) -> list[str]:
    """The texts by which a line is put in order: itself, or its pieces where it is too long."""
    return [text] if len(text) <= _TOO_LONG else [text[a:b] for a, b in _pieces(text)]


def joined(lines: Sequence[Line], places: Sequence[int], promising: Sequence[int]) -> Iterator[Window]:
    """Each promising short line with the short lines just before and after it."""
    number = {place: i for i, place in enumerate(places)}
    for place in promising:
        if len(lines[place].text) >= _SHORT_LINE:
            continue
        around = places[max(0, number[place] - 1) : number[place] + 2]
        some = [one for one in around if abs(one - place) <= 2 and len(lines[one].text) < _SHORT_LINE]
        if len(some) > 1:
            text = " ".join(lines[one].text for one in some)
            yield Window(place, text, 0, len(lines[place].text), "joined")


def worth(lines: Sequence[Line]) -> list[int]:
    """All but the reporter's own lines, what was said before in the same words, and what is too short."""
    known: set[str] = set()
    kept = []
    for place, line in enumerate(lines):
        plain = " ".join(line.text.casefold().split())
        if line.speaker == "reporter" or plain in known or sum(map(str.isalpha, plain)) < _LEAST_LETTERS:
            continue
        known.add(plain)
        kept.append(place)
    return kept


def _of_line(place: int, text: str) -> list[Window]:
    whole = [Window(place, text, 0, len(text))] if len(text) <= _TOO_LONG else []
    if len(text) <= _LONG_LINE:
        return whole
    return whole + [Window(place, text[a:b], a, b, "piece") for a, b in _pieces(text)[:_MOST_PIECES]]


def _pieces(text: str) -> list[tuple[int, int]]:
    """`text` cut into clauses, the short ones joined to the next, none longer than _TOO_LONG."""
    found, start = [], 0
    for end in [*(cut.end() for cut in _CLAUSE.finditer(text)), len(text)]:
        while end - start > _TOO_LONG:
            found.append((start, start + _TOO_LONG))
            start += _TOO_LONG
        if end - start >= _PIECE or (end == len(text) and end > start):
            found.append((start, end))
            start = end
    return found
