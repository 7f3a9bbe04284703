"""Scores fitted to a desk's own judgements, with how sure the fit is.

Two numbers are learnt: how much all evidence counts (`slope`, 1 as shipped) and how common true pairs are here
(`shift`, 0 as shipped). Both are drawn towards what was shipped, so that few judgements change little (a Laplace
approximation of Bayesian logistic regression). "Unsure" counts for nothing in either direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from bothends.core.match.score import probability

Verdict = Literal["same", "not the same", "unsure"]
SHIFT_SPREAD, SLOPE_SPREAD = 1.5, 0.3  # how far desks may lie from what was shipped, as standard deviations
NINETY = 1.645  # standard deviations to either side that hold nine in ten
STEPS = 50
CLAMP = 30.0  # log-odds beyond which a score says nothing more


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability with the interval that holds it nine times in ten."""

    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`covariance` is of (shift, slope): variance, covariance, variance. `judged` counts the verdicts used."""

    shift: float = 0.0
    slope: float = 1.0
    covariance: tuple[float, float, float] = (SHIFT_SPREAD**2, 0.0, SLOPE_SPREAD**2)
    judged: int = 0

    def chance(self, log_odds: float) -> Chance:
        """What a score means on this desk."""
        at = max(-CLAMP, min(CLAMP, log_odds))
        middle = self.shift + self.slope * at
        a, b, c = self.covariance
        spread = NINETY * sqrt(max(a + 2 * b * at + c * at * at, 0.0))
        return Chance(probability(middle), probability(middle - spread), probability(middle + spread))

    @property
    def said(self) -> str:
        """In plain words."""
        if not self.judged:
            return "No judgements of this desk yet: scores are as shipped, learnt from invented registers."
        even = self.chance(0.0)
        return (
            f"From {self.judged} judgements of this desk: where the shipped score says 50 in 100, "
            f"{100 * even.probability:.0f} are one person (nine times in ten between {100 * even.low:.0f} "
            f"and {100 * even.high:.0f})."
        )


def calibrate(judged: Iterable[tuple[float, Verdict]]) -> Calibration:
    """From pairs of a shipped score's log-odds and what a person decided."""
    rows = [
        (max(-CLAMP, min(CLAMP, odds)), verdict == "same") for odds, verdict in judged if verdict != "unsure"
    ]
    shift, slope = 0.0, 1.0
    for _ in range(STEPS):
        gradient, bend = _curve(rows, shift, slope)
        step = _solved(bend, gradient)
        largest = max(abs(step[0]), abs(step[1]), 1.0)
        shift, slope = shift - step[0] / largest, slope - step[1] / largest
        if max(abs(step[0]), abs(step[1])) < 1e-9:
            break
    _, (a, b, c) = _curve(rows, shift, slope)
    whole = a * c - b * b
    return Calibration(shift, slope, (c / whole, -b / whole, a / whole), len(rows))


def _curve(
    rows: Sequence[tuple[float, bool]], shift: float, slope: float
) -> tuple[tuple[float, float], tuple[float, float, float]]:
    """Gradient and curvature of minus the log of the posterior."""
    first, second = shift / SHIFT_SPREAD**2, (slope - 1) / SLOPE_SPREAD**2
    a, b, c = 1 / SHIFT_SPREAD**2, 0.0, 1 / SLOPE_SPREAD**2
    for odds, same in rows:
        believed = probability(shift + slope * odds)
        wrong, bend = believed - same, believed * (1 - believed)
        first, second = first + wrong, second + wrong * odds
        a, b, c = a + bend, b + bend * odds, c + bend * odds * odds
    return (first, second), (a, b, c)


def _solved(bend: tuple[float, float, float], gradient: tuple[float, float]) -> tuple[float, float]:
    a, b, c = bend
    whole = a * c - b * b
    return (c * gradient[0] - b * gradient[1]) / whole, (a * gradient[1] - b * gradient[0]) / whole
