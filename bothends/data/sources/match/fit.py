"""Additive log-odds by penalised logistic regression on pairs whose truth is known, drawn towards first weights.

A level that is rare in what was learnt from keeps nearly its first weight. Newton steps with halving; numpy only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
STEPS = 40
DRAWN = 3.0  # pairs' worth of evidence that each first weight has


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one register: `codes` [pairs, features] level numbers, -1 unknown; `same` 0 or 1."""

    codes: Array = field(repr=False)
    same: Array = field(repr=False)
    size: int


Tables = dict[str, dict[str, float]]


def fit(
    pairs: Sequence[Pairs], levels: Mapping[str, Sequence[str]], first: Tables, base: float
) -> tuple[float, Tables]:
    """The base and the tables, by feature and level, that fit best."""
    names = [(feature, level) for feature in levels for level in levels[feature]]
    starts = np.cumsum([0, *(len(levels[feature]) for feature in levels)])[:-1]
    codes, same, many, offset = _gathered(pairs)
    cells = np.where(codes >= 0, codes + starts, len(names))
    cells = np.column_stack([cells, np.full(len(cells), len(names) + 1)])  # the last is the base
    drawn = np.array([*(first.get(f, {}).get(level, 0.0) for f, level in names), 0.0, base])
    force = np.full(len(drawn), DRAWN)
    force[-1] = 1e-3
    found = _newton(cells, same, many, offset, drawn, force, idle=len(names))
    tables: Tables = {feature: {} for feature in levels}
    for (feature, level), value in zip(names, found, strict=False):
        tables[feature][level] = round(float(value), 3)
    return round(float(found[-1]), 3), tables


def _gathered(pairs: Sequence[Pairs]) -> tuple[Array, Array, Array, Array]:
    """Equal rows counted once: level codes, the share that is the same person, how many, and minus log of the size."""
    codes, same, many, offset = [], [], [], []
    for one in pairs:
        distinct, where, counts = np.unique(one.codes, axis=0, return_inverse=True, return_counts=True)
        codes.append(distinct)
        same.append(np.bincount(where.ravel(), one.same, minlength=len(distinct)) / counts)
        many.append(counts.astype(float))
        offset.append(np.full(len(distinct), -np.log(one.size)))
    return np.concatenate(codes), np.concatenate(same), np.concatenate(many), np.concatenate(offset)


def _newton(
    cells: Array, same: Array, many: Array, offset: Array, drawn: Array, force: Array, *, idle: int
) -> Array:
    found = drawn.copy()

    def loss(weights: Array) -> tuple[float, Array]:
        total = offset + weights[cells].sum(axis=1)
        fit = (many * (np.logaddexp(0, total) - same * total)).sum()
        return float(fit + 0.5 * (force * (weights - drawn) ** 2).sum()), total

    best, total = loss(found)
    for _ in range(STEPS):
        believed = 1 / (1 + np.exp(-np.clip(total, -700, 700)))
        slope = _sums(cells, many * (believed - same), len(found)) + force * (found - drawn)
        bend = _products(cells, many * believed * (1 - believed), len(found)) + np.diag(force)
        slope[idle], bend[idle], bend[:, idle], bend[idle, idle] = 0, 0, 0, 1
        step, share = np.linalg.solve(bend, slope), 1.0
        while share > 1e-4 and loss(found - share * step)[0] > best:
            share /= 2
        before = best
        found = found - share * step
        best, total = loss(found)
        if before - best < 1e-3:
            break
    return found


def _sums(cells: Array, values: Array, size: int) -> Array:
    return sum(np.bincount(cells[:, at], values, minlength=size) for at in range(cells.shape[1]))  # type: ignore[return-value]


def _products(cells: Array, values: Array, size: int) -> Array:
    found = np.zeros(size * size)
    for x in range(cells.shape[1]):
        for y in range(cells.shape[1]):
            found += np.bincount(
                cells[:, x].astype(np.int64) * size + cells[:, y], values, minlength=size * size
            )
    return found.reshape(size, size)
