"""Link two registers or de-duplicate one: count, block, score, and say of each pair why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from bothends.batch.alike import scores
from bothends.batch.blocks import held
from bothends.batch.columns import Array, Table
from bothends.batch.engines import Engine, candidates
from bothends.batch.frame import Frame, frame
from bothends.batch.pairs import REASONS, Levels, best_name, cells_of, name_codes, without_likeness
from bothends.batch.spelt import Readers
from bothends.core.countries import Countries
from bothends.core.match.card import Locate
from bothends.core.match.score import Weights

CHUNK = 100_000  # pairs compared at a time: what is worked out of them stays near the processor
Likely = tuple[
    Array, Array, Array, Array, Levels
]  # rows, rows, log-odds without the names, parts alike, levels
Progress = Callable[[str], Callable[[int, int], None]]


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs with their probability, likeliest first; `levels` say why."""

    frame: Frame = field(repr=False)
    left: Array = field(repr=False)
    right: Array = field(repr=False)
    probability: Array = field(repr=False)
    levels: Levels = field(repr=False)
    compared: int = 0

    def of(self, chosen: Array) -> Linked:
        """Some of the pairs."""
        return Linked(
            self.frame,
            self.left[chosen],
            self.right[chosen],
            self.probability[chosen],
            self.levels.of(chosen),
            self.compared,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """How to link. `least` is the lowest probability kept."""

    least: float = 0.5
    engine: Engine = "duckdb"
    master: str = "local[2]"
    processes: int = 0


def link(
    tables: Sequence[Table],
    plan: Plan,
    weights: Weights,
    countries: Countries,
    locate: Locate,
    progress: Progress,
) -> Linked:
    """Every pair at least so likely to be one person."""
    with Readers(plan.processes) as readers:
        reading = progress("reading names")
        counted = frame(tables, lambda texts: readers.parts(texts, reading), countries, locate)
        left, right = candidates(counted, held(counted), plan.engine, plan.master)
        return _scored(counted, left, right, plan, weights, readers, progress)


def _scored(
    counted: Frame,
    left: Array,
    right: Array,
    plan: Plan,
    weights: Weights,
    readers: Readers,
    progress: Progress,
) -> Linked:
    size = max(counted.first, counted.size - counted.first)
    bar = np.log(plan.least / (1 - plan.least)) - weights.prior(size)
    pieces = [(left[at : at + CHUNK], right[at : at + CHUNK]) for at in range(0, max(len(left), 1), CHUNK)]
    with ThreadPoolExecutor(readers.count) as threads:
        kept = list(threads.map(lambda piece: likely(counted, piece[0], piece[1], weights, bar), pieces))
    one, other, total, alike = (np.concatenate([part[at] for part in kept]) for at in range(4))
    codes = {name: np.concatenate([part[4].codes[name] for part in kept]) for name in kept[0][4].codes}
    codes["name"] = name_codes(likeness(counted, one, other, readers, progress("comparing names")), alike)
    total = total + Levels({"name": codes["name"]}).log_odds(weights) + weights.prior(size)
    order = np.argsort(-total, kind="stable")
    order = order[total[order] >= bar + weights.prior(size)]
    probability = 1 / (1 + np.exp(-np.clip(total, -700, 700)))
    return Linked(counted, one, other, probability, Levels(codes), len(left)).of(order)


def likely(counted: Frame, left: Array, right: Array, weights: Weights, bar: float) -> Likely:
    """The pairs that their names may be expected to lift over the bar; no other names are compared."""
    levels, alike = without_likeness(counted, left, right)
    total = levels.log_odds(weights)
    able = np.flatnonzero(total + max(weights.tables.get("name", {}).values(), default=0.0) >= bar)
    hopes = best_name(weights, cells_of(counted, left[able], right[able], alike[able]))
    able = able[total[able] + hopes >= bar]
    return left[able], right[able], total[able], alike[able], levels.of(able)


def likeness(
    counted: Frame, left: Array, right: Array, readers: Readers, progress: Callable[[int, int], None]
) -> Array:
    """The best likeness over all names of both; -1 where one has none."""
    found = np.full(len(left), -1.0)
    a, b = counted.names[left], counted.names[right]
    rows, firsts, seconds = [], [], []
    for x in range(a.shape[1]):
        for y in range(b.shape[1]):
            there = np.flatnonzero((a[:, x] >= 0) & (b[:, y] >= 0))
            rows.append(there)
            firsts.append(a[there, x])
            seconds.append(b[there, y])
    row, first, second = np.concatenate(rows), np.concatenate(firsts), np.concatenate(seconds)
    code = np.minimum(first, second).astype(np.int64) * len(counted.texts) + np.maximum(first, second)
    distinct, where = np.unique(code, return_inverse=True)
    one, other = np.divmod(distinct, max(len(counted.texts), 1))
    np.maximum.at(found, row, scores(counted.texts, counted.parts, one, other, readers, progress)[where])
    return found


def reasons(linked: Linked, weights: Weights) -> Iterator[str]:
    """For each pair what spoke for it, weightiest first, then after "against:" what spoke against."""
    features = list(REASONS)
    values = [
        np.array([*(weights.tables.get(one, {}).get(level, 0.0) for level in REASONS[one]), 0.0])
        for one in features
    ]
    words = [[*REASONS[one].values(), ""] for one in features]
    codes = np.stack([linked.levels.codes[one] for one in features], axis=1)
    distinct, where = np.unique(codes, axis=0, return_inverse=True)
    told = [_told(row, values, words) for row in distinct.tolist()]
    return (told[at] for at in where.ravel().tolist())


def _told(row: list[int], values: list[Array], words: list[list[str]]) -> str:
    parts = sorted(
        ((float(values[at][code]), words[at][code]) for at, code in enumerate(row)), key=lambda p: -abs(p[0])
    )
    speaks = [word for value, word in parts if word and value >= 0]
    against = [word for value, word in parts if word and value < 0]
    return "; ".join(speaks) + (f"; against: {', '.join(against)}" if against else "")
