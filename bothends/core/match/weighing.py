"""From matched parts to one number: natural log-odds that two names are one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bothends.core.match.alignment import Match
from bothends.core.match.pieces import Piece

START, START_ALONE = -2.5, -1.6  # a name of one part is all there is to go by, in Java or Burma
ENOUGH, BEYOND = 3.2, 0.35  # one part that fits says most; each further one adds less
AGAINST = 1.5  # a part that does not fit counts for more than one that does
MOST, LEAST = 3.2, -3.5  # what one part can say for and against
OVER_SHORT, OVER_LONG, OVER_ONLY, OVER_BURMESE = -4.2, -1.0, -1.6, -3.6
SCALE, EVEN = 1.3, 0.25  # fitted on pairs judged by hand
PARTICLE, LETTER = 0.2, 0.5  # what a particle or a lone letter counts of a part
STILL, SECOND, WIDER = 0.04, 0.4, 0.35


def weighed(parts: Sequence[Piece], others: Sequence[Piece], found: Sequence[Match]) -> float:
    """Sum of what each matched part says and what is left over on either side costs."""
    fits = differs = 0.0
    whole = 0
    for one in found:
        weight = PARTICLE if one.one.particle or one.other.particle else 1.0
        span = max(one.one.end - one.one.start, one.other.end - one.other.start)
        says = weight * _says(_logit(one.chance)) * (1 + WIDER * (span - 1))
        fits, differs = fits + max(says, 0.0), differs + min(says, 0.0)
        whole += one.chance > 0.5 and weight == 1.0
    start = START_ALONE if len(parts) == len(others) == 1 else START
    told = start + min(fits, ENOUGH) + BEYOND * max(0.0, fits - ENOUGH) + AGAINST * differs
    here, there = _over(parts, [one.one for one in found]), _over(others, [one.other for one in found])
    short, long = sorted((here, there))
    each = OVER_LONG if whole > 1 else OVER_ONLY
    if all(one.burmese for one in (*parts, *others)):
        each = OVER_BURMESE  # no family names there: every part tells people apart
    told += OVER_SHORT * short + each * _fewer(long - short)
    return SCALE * (told - EVEN)


def _says(odds: float) -> float:
    """Bounded on both sides; beyond the upper bound only enough is left to put the better of two first."""
    return max(LEAST, min(MOST, odds)) + STILL * max(0.0, odds - MOST)


def _fewer(over: float) -> float:
    """A second middle name left out says less than the first."""
    return min(over, 1.0) + SECOND * max(0.0, over - 1.0)


def _over(parts: Sequence[Piece], used: Sequence[Piece]) -> float:
    taken = {at for one in used for at in range(one.start, one.end)}
    left = [one for one in parts if one.start not in taken]
    return sum(PARTICLE if one.particle else (LETTER if len(one.text) == 1 else 1.0) for one in left)


def _logit(chance: float) -> float:
    kept = min(max(chance, 1e-3), 1 - 1e-7)
    return math.log(kept / (1 - kept))
