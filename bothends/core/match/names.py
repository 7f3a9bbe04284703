"""How alike two names are, in any of the scripts there are tables for, and why.

`Names` holds the tables; `bothends.data.names.names()` is the one of this installation. A name is prepared once
(`prepare`) and compared often (`compare`). A score is the chance that ordinary pairs with such names are one
name: 0.5 is even odds. Names alone never tell that two people are one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bothends.core.match.alignment import Match, matched
from bothends.core.match.among import Among
from bothends.core.match.likeness import Closeness
from bothends.core.match.normalise import Part, cut
from bothends.core.match.pieces import Piece, Prepared, joined, piece, told
from bothends.core.match.saying import reasons
from bothends.core.match.tables import Tables
from bothends.core.match.weighing import weighed

_LONGEST_JOIN = 4
_PIECES = 20_000  # parts remembered ready: about 100 MB where all are in other scripts
__all__ = ["Likeness", "Names", "Prepared"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, and in plain English what was found beside what."""

    score: float
    reasons: tuple[str, ...]


class Names:
    """Comparing by one set of `tables`. Remembers what it has compared, up to a bound."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.closeness = Closeness(tables)
        self._pieces: dict[tuple[Part, int], Piece] = {}

    def prepare(self, text: str) -> Prepared:
        """Cut a name into parts and work out how each may be written in Latin letters."""
        parts = self._parts(text)
        joins = tuple(
            joined(parts[start:end], self.tables)
            for start in range(len(parts))
            for end in range(start + 2, min(len(parts), start + _LONGEST_JOIN) + 1)
            if len({one.script for one in parts[start:end]}) == 1
        )
        return Prepared(text, parts, joins, _keys(parts))

    def keys(self, text: str) -> frozenset[str]:
        """The keys alone of a name that is not compared: a third of the work of preparing it."""
        return _keys(self._parts(text))

    def _parts(self, text: str) -> tuple[Piece, ...]:
        return tuple(self._piece(one, at) for at, one in enumerate(cut(text, self.tables)))

    def _piece(self, part: Part, at: int) -> Piece:
        found = self._pieces.get((part, at))
        if found is None:
            if len(self._pieces) >= _PIECES:
                self._pieces.clear()
            found = self._pieces[part, at] = piece(part, at, self.tables)
        return found

    def compare(self, one: Prepared, other: Prepared) -> Likeness:
        """How alike two prepared names are, with the reasons."""
        found = self._matches(one, other)
        return Likeness(_score(one, other, found), reasons(one.parts, other.parts, found))

    def score(self, one: Prepared, other: Prepared) -> float:
        """The score alone, which costs less than with its reasons."""
        return _score(one, other, self._matches(one, other))

    def scores(self, pairs: Iterable[tuple[Prepared, Prepared]]) -> list[float]:
        """Scores of many pairs; parts that come again are compared once."""
        return [self.score(one, other) for one, other in pairs]

    def among(self, among: Sequence[Prepared]) -> Among:
        """A list of names to look in; the parts they have in common are compared once a query."""
        return Among(among, self.closeness, self.score)

    def alike(self, one: str, other: str) -> Likeness:
        """How alike two names are as they are written."""
        return self.compare(self.prepare(one), self.prepare(other))

    def _matches(self, one: Prepared, other: Prepared) -> tuple[Match, ...]:
        return matched(one.parts, other.parts, one.joins, other.joins, self.closeness)


def _score(one: Prepared, other: Prepared, found: Sequence[Match]) -> float:
    if not one.parts or not other.parts:
        return 0.0
    if one.text == other.text:
        return 1.0
    return 1 / (1 + math.exp(-weighed(one.parts, other.parts, found)))


def _keys(parts: Sequence[Piece]) -> frozenset[str]:
    return frozenset(key for one in told(parts) for key in one.keys)
