"""Which part of one name stands for which part of the other, in any order, parts written apart or together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bothends.core.match.pieces import Piece

_LEAST = 0.08  # less alike than this, two parts are left apart
_GOOD = 0.9  # all parts matched this well: nothing joined can do better
_JOIN_COST = 0.985


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
    """The best pairs first, no part used twice. Joined parts are tried where single ones leave something over."""
    pairs = [
        (chance, 1, one, other)
        for one in parts
        for other in others
        if (chance := closeness(one, other)) > _LEAST
    ]
    found = _taken(pairs)
    uneven = len(parts) != len(others) or len(found) < len(parts)
    if (joins or other_joins) and (uneven or min((one.chance for one in found), default=0) < _GOOD):
        pairs += [
            (_JOIN_COST * chance, one.end - one.start + other.end - other.start - 1, one, other)
            for some, more in ((joins, others), (parts, other_joins), (joins, other_joins))
            for one in some
            for other in more
            if _may_be(one, other) and (chance := closeness(one, other)) > 0.3
        ]
        joined = _taken(pairs)
        return max(found, joined, key=_covered)
    return found


def _may_be(one: Piece, other: Piece) -> bool:
    """Whether lengths allow it; most joined pairs fall here."""
    if not one.forms or not other.forms or one.end - one.start == other.end - other.start:
        return False  # as many parts on both sides are compared part by part
    a, b = len(one.forms[0]), len(other.forms[0])
    return 2 * min(a, b) >= max(a, b) - 1


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
    return chance * (1 + 0.03 * (size - 1)) - 0.001 * abs(one.start - other.start), size


def _bits(piece: Piece) -> int:
    return (1 << piece.end) - (1 << piece.start)


def _covered(found: tuple[Match, ...]) -> float:
    return sum(one.chance * (one.one.end - one.one.start + one.other.end - one.other.start) for one in found)
