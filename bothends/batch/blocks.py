"""The keys of `core.match.blocking` for a whole register at once, as hashes of numbers.

The same compositions; a finer key is made only where the coarser one is held by too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from bothends.batch.columns import Array
from bothends.batch.frame import MOST_NAMES, Frame
from bothends.core.match.blocking import FEW

MOST, MOST_OF_MANY, MANY = (
    60,
    24,
    300_000,
)  # rows under one key, and in a register of many rows: pairs grow with its square
_ODD = np.uint64(0x9E3779B97F4A7C15)
_PRIME = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Held:
    """Which row holds which key; parallel arrays."""

    rows: Array = field(repr=False)
    keys: Array = field(repr=False)


def held(frame: Frame) -> Held:
    """All keys held by at least two rows and by no more than `MOST`, or `MOST_OF_MANY` in a large register."""
    most = MOST if frame.size <= MANY else MOST_OF_MANY
    found = list(_found(frame, most))
    rows = np.concatenate([one for one, _ in found])
    keys = np.concatenate([one for _, one in found])
    order = np.argsort(keys, kind="stable")
    counts = _counts(keys[order])
    small = (counts > 1) & (counts <= most)
    return Held(rows[order][small], keys[order][small].view(np.int64))


def _found(frame: Frame, most: int) -> Iterator[tuple[Array, Array]]:
    every = np.arange(frame.size, dtype=np.int32)
    for kind, values in (("handle", frame.handles), ("phone", frame.phones)):
        for at in range(values.shape[1]):
            rows = every[values[:, at] >= 0]
            yield rows, _mix(kind, values[rows, at])
    rows = every[(frame.day > 0) & (frame.nationality >= 0)]
    yield rows, _mix("born", frame.day[rows], frame.nationality[rows], frame.gender[rows])
    for size, kind in ((2, "full"), (3, "three")):
        wide = list(_together(frame, size, kind))
        yield from wide
        if size == 2:
            yield from _finer(frame, wide, ("n", "y", "p", "b", "ny", "np", "yp"), most)
    yield from _finer(frame, list(_together(frame, 1, "part")), ("b", "ny", "np", "yp"), 0)


def _together(frame: Frame, size: int, kind: str) -> Iterator[tuple[Array, Array]]:
    """Rows and one hash for each combination of so many parts of one name."""
    every = np.arange(frame.size, dtype=np.int32)
    ordered = np.sort(frame.keys, axis=1)[:, ::-1]
    for slot in range(MOST_NAMES):
        named = every[frame.names[:, slot] >= 0]
        parts = ordered[frame.names[named, slot]]
        if size > 2:
            few = parts[:, FEW] < 0
            named, parts = named[few], parts[few][:, :FEW]
        for chosen in combinations(range(parts.shape[1]), size):
            there = parts[:, chosen[-1]] >= 0
            yield named[there], _mix(kind, *(parts[there, at] for at in chosen))


def _finer(
    frame: Frame, wide: list[tuple[Array, Array]], rests: tuple[str, ...], most: int
) -> Iterator[tuple[Array, Array]]:
    """Keys with something else for those that more than `most` rows hold."""
    rows = np.concatenate([one for one, _ in wide])
    keys = np.concatenate([one for _, one in wide])
    if most:
        order = np.argsort(keys, kind="stable")
        many = _counts(keys[order]) > most
        rows, keys = rows[order][many], keys[order][many]
    columns = {"n": frame.nationality, "y": frame.year, "p": frame.place, "b": frame.day}
    for rest in rests:
        there = np.ones(len(rows), bool)
        for name in rest:
            there &= columns[name][rows] >= (1 if name in "yb" else 0)
        kept = rows[there]
        yield kept, _mix(rest, keys[there], *(columns[name][kept] for name in rest))


def _counts(ordered: Array) -> Array:
    """How often each value of an ordered array stands in it."""
    if not len(ordered):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    lengths = np.diff(np.append(starts, len(ordered)))
    return np.repeat(lengths, lengths)


def _mix(kind: str, *values: Array) -> Array:
    """64 bits of a kind and several numbers; a chance meeting in millions of keys costs one needless comparison."""
    seed = np.uint64(int.from_bytes(kind.encode()[:8], "big") | 1)
    mixed = np.full(len(values[0]), seed, np.uint64)
    for one in values:
        mixed ^= (
            one.astype(np.int64).view(np.uint64) + _ODD + (mixed << np.uint64(6)) + (mixed >> np.uint64(2))
        )
        mixed *= _PRIME
        mixed ^= mixed >> np.uint64(29)
    return mixed
