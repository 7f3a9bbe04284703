"""Which part of one name stands for which part of the other, in any order, parts written apart or together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from bothends.core.match.pieces import Piece

LEAST = 0.08  # less alike than this, two parts are left apart
ASIDE = 0.001  # what each place costs by which two parts stand apart
JOINED = 0.3  # less alike than this, parts are not taken together
JOIN_COST = 0.985
IN_COMMON = 0.45  # letters, without which Latin parts taken together are not compared


@dataclass(frozen=True, slots=True)
class Match:
    """Two pieces taken for one another, with the chance that they are the same."""

    one: Piece
    other: Piece
    chance: float


def matched(
    parts: Sequence[Piece],
    others: Sequence[Piece],
    joins: Sequence[Piece],
    other_joins: Sequence[Piece],
    closeness: Callable[[Piece, Piece], float],
) -> tuple[Match, ...]:
    """The best pairs first, no part used twice. Joined parts are tried where something is left over."""
    pairs = [
        (chance, 1, one, other)
        for one in parts
        for other in others
        if (chance := closeness(one, other)) > LEAST
    ]
    found = _taken(pairs)
    if (joins or other_joins) and (len(parts) != len(others) or 0 < len(found) < len(parts)):
        pairs += [
            (JOIN_COST * chance, one.end - one.start + other.end - other.start - 1, one, other)
            for some, more in ((joins, others), (parts, other_joins), (joins, other_joins))
            for one in some
            for other in more
            if _may_be(one, other) and (chance := closeness(one, other)) > JOINED
        ]
        joined = _taken(pairs)
        return max(found, joined, key=_covered)
    return found


def _may_be(one: Piece, other: Piece) -> bool:
    """Whether lengths and letters allow it; most joined pairs fall here."""
    if not one.forms or not other.forms or one.end - one.start == other.end - other.start:
        return False  # as many parts on both sides are compared part by part
    a, b = one.forms[0], other.forms[0]
    if not long_enough(len(a), len(b)):
        return False
    latin = one.script == other.script == "latin"
    return not latin or Indel.normalized_similarity(a, b, score_cutoff=IN_COMMON) > 0


def long_enough(a: Any, b: Any) -> Any:
    """Whether so many letters, taken together, can be what so many others are. Also for arrays."""
    return (2 * a >= b - 1) & (2 * b >= a - 1)


def _taken(pairs: list[tuple[float, int, Piece, Piece]]) -> tuple[Match, ...]:
    found: list[Match] = []
    used = other_used = 0
    for chance, _, one, other in sorted(pairs, key=_first, reverse=True):
        mine, theirs = _bits(one), _bits(other)
        if not used & mine and not other_used & theirs:
            found.append(Match(one, other, chance))
            used |= mine
            other_used |= theirs
    return tuple(found)


def _first(pair: tuple[float, int, Piece, Piece]) -> tuple[float, float]:
    chance, size, one, other = pair
    return chance * wider(size) - ASIDE * abs(one.start - other.start), size


def wider(size: int) -> float:
    """By how much a pair of so many parts together, less one, goes before its chance."""
    return 1 + 0.03 * (size - 1)


def _bits(piece: Piece) -> int:
    return (1 << piece.end) - (1 << piece.start)


def _covered(found: tuple[Match, ...]) -> float:
    return sum(one.chance * (one.one.end - one.one.start + one.other.end - one.other.start) for one in found)
