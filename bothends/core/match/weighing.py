"""From matched parts to one number: natural log-odds that two names are one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bothends.core.match.alignment import Match
from bothends.core.match.pieces import Piece

_START = -2.5
_ENOUGH, _BEYOND = 3.2, 0.35  # one part that fits says most; each further one adds less
_AGAINST = 1.5  # a part that does not fit counts for more than one that does
_MOST, _LEAST = 3.2, -3.5  # what one part can say for and against
_OVER_SHORT, _OVER_LONG, _OVER_ONLY, _OVER_BURMESE = -4.2, -1.0, -1.6, -3.6
_PARTICLE = 0.2


def weighed(parts: Sequence[Piece], others: Sequence[Piece], found: Sequence[Match]) -> float:
    """Sum of what each matched part says and what is left over on either side costs."""
    fits = differs = 0.0
    whole = 0
    for one in found:
        weight = _PARTICLE if one.one.particle or one.other.particle else 1.0
        span = max(one.one.end - one.one.start, one.other.end - one.other.start)
        says = weight * max(_LEAST, min(_MOST, _logit(one.chance))) * (1 + 0.35 * (span - 1))
        fits, differs = fits + max(says, 0.0), differs + min(says, 0.0)
        whole += one.chance > 0.5 and weight == 1.0
    told = _START + min(fits, _ENOUGH) + _BEYOND * max(0.0, fits - _ENOUGH) + _AGAINST * differs
    here, there = _over(parts, [one.one for one in found]), _over(others, [one.other for one in found])
    short, long = sorted((here, there))
    each = _OVER_LONG if whole > 1 else _OVER_ONLY
    if all(one.burmese for one in (*parts, *others)):
        each = _OVER_BURMESE  # no family names there: every part tells people apart
    told += _OVER_SHORT * short + each * (long - short)
    return told


def _over(parts: Sequence[Piece], used: Sequence[Piece]) -> float:
    taken = {at for one in used for at in range(one.start, one.end)}
    left = [one for one in parts if one.start not in taken]
    return sum(_PARTICLE if one.particle else (0.5 if len(one.text) == 1 else 1.0) for one in left)


def _logit(chance: float) -> float:
    kept = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(kept / (1 - kept))
