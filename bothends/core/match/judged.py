"""What a desk's own judgements say of its scores: how often pairs scored so were one person, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from bothends.core.match.score import probability

Z = 1.96  # two sides of 95 in 100
BANDS = ((0.9, 1.0), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5))


@dataclass(frozen=True, slots=True)
class Band:
    """Pairs scored from `least` to `most`: how many were judged, how many one person, and the share's 95 % interval."""

    least: float
    most: float
    pairs: int
    same: int
    low: float
    high: float

    @property
    def fits(self) -> bool:
        """Whether what was judged can be squared with what was scored."""
        return self.low <= self.most and self.high >= self.least


def bands(labels: Iterable[tuple[float, bool]]) -> Iterator[Band]:
    """The bands in which anything was judged, highest first. `labels` are log-odds and verdicts."""
    judged = [(probability(log_odds), same) for log_odds, same in labels]
    for least, most in BANDS:
        here = [same for score, same in judged if least <= score and (score < most or most == 1.0)]
        if here:
            yield Band(least, most, len(here), sum(here), *interval(sum(here), len(here)))


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's score interval for a share (E. B. Wilson, 1927): honest for few pairs, never outside 0 to 1."""
    share, square = hits / of, Z * Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, centre - spread), min(1.0, centre + spread)
