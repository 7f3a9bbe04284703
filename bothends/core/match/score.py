"""How likely two cards are one person: what speaks for it and against it, added up, each with a plain reason.

One weight file serves the desk and the batch. A weight is a log-odds (natural logarithm) and may be negative.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log
from pathlib import Path

from bothends.core.errors import BadRow
from bothends.core.match.card import Names, Ready
from bothends.core.match.levels import UNCOUNTED, Level, Shares, levels

SIZE = 10_000  # records compared among, where the caller does not say


@dataclass(frozen=True, slots=True)
class Weights:
    """`base` is the log-odds of a pair sharing a key in a register of one record; each tenfold size takes 2.3 off.

    `tables` is feature → level → log-odds; a level that is not listed counts nothing. `hopes` is the most that names
    may be expected to add, by what is known before they are compared; whoever compares millions looks there first.
    """

    base: float
    tables: Mapping[str, Mapping[str, float]]
    made: str = ""
    hopes: Mapping[str, float] = field(default_factory=dict)

    def prior(self, size: int) -> float:
        """Log-odds before anything is compared: the more records, the more strangers look alike."""
        return self.base - log(max(size, 2))

    def of(self, level: Level) -> float:
        """The log-odds of one level."""
        return self.tables.get(level.feature, {}).get(level.level, 0.0)


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's share in a score."""

    feature: str
    level: str
    log_odds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """`log_odds` is the prior and all parts added; `parts` with the weightiest first."""

    log_odds: float
    parts: tuple[Part, ...]

    @property
    def probability(self) -> float:
        """0 to 1: of a hundred pairs scored 0.9, about ninety are one person."""
        return probability(self.log_odds)


def score(
    a: Ready, b: Ready, weights: Weights, names: Names, *, size: int = SIZE, shares: Shares = UNCOUNTED
) -> Score:
    """Compare two cards among `size` records; `shares` says how common a name part is there."""
    return weigh(levels(a, b, names, shares), weights, size)


def weigh(found: Iterable[Level], weights: Weights, size: int) -> Score:
    """Add up levels that were found elsewhere."""
    parts = [Part(one.feature, one.level, weights.of(one), one.reason) for one in found]
    total = weights.prior(size) + sum(part.log_odds for part in parts)
    return Score(total, tuple(sorted(parts, key=lambda part: -abs(part.log_odds))))


def probability(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    grown = exp(max(log_odds, -700))
    return grown / (1 + grown)


def load_weights(path: Path) -> Weights:
    """Read a weight file. Raises BadRow for one that is not of this form."""
    try:
        read = json.loads(path.read_text("utf-8"))
        tables = {
            str(feature): {str(level): float(value) for level, value in table.items()}
            for feature, table in read["features"].items()
        }
        hopes = {str(cell): float(value) for cell, value in read.get("hopes", {}).items()}
        return Weights(float(read["base"]), tables, str(read.get("made", "")), hopes)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadRow(f"{path.name}: not a weight file ({type(wrong).__name__}).") from wrong
