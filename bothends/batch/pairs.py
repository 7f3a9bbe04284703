"""The levels of `core.match.levels` for millions of pairs at once. A test holds both to the same weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bothends.batch.frame import Array, Frame
from bothends.core.match.card import Spot
from bothends.core.match.levels import ALIKE, DAYS, TELLS
from bothends.core.match.place import MOVED_DAYS, apart
from bothends.core.match.score import Weights

# Feature → its levels with the reason shown. The order numbers them; -1 is unknown.
BIRTH = {
    "date": "same date of birth",
    "near date": "date of birth nearly the same",
    "same year": "same birth year",
    "same year of two dates": "same birth year, another day",
    **{str(gap): f"birth year differs by {gap}" for gap in (1, 2, 3)},
    **{f"{gap} of two dates": f"birth year differs by {gap}" for gap in (1, 2, 3)},
    "differs": "birth year differs by more than 3",
}
PLACE = {
    "same": "same place",
    "near": "places close by",
    "region": "places in one region",
    "region later": "places in one region at another time",
    "country": "another place in the same country",
    "country later": "another place in the same country at another time",
    "differs": "a place in another country",
    "differs later": "a place in another country at another time",
}
REASONS: dict[str, dict[str, str]] = {
    "handle": {"same": "same handle", "differs": "different handle"},
    "phone": {
        "same": "same phone number",
        "near": "phone number differs by one digit",
        "differs": "different phone number",
    },
    "name": {
        f"{low:g}": "name reads alike"
        if at >= 6
        else "name reads partly alike"
        if at >= 4
        else "name differs"
        for at, low in enumerate(ALIKE)
    },
    "rarity": {
        f"{low:g}": "few bear these names"
        if low >= 10
        else "many bear these names"
        if low < 7
        else "names not rare"
        for low in TELLS
    },
    "nationality": {"same": "same nationality", "differs": "different nationality"},
    "birth": BIRTH,
    "gender": {"same": "same gender", "differs": "different gender"},
    "place": PLACE,
    "country": {"same": "held in the same country", "differs": "held in different countries"},
    "time": {str(low): f"seen at least {low} days apart" if low else "seen within a week" for low in DAYS},
}


@dataclass(frozen=True, slots=True)
class Levels:
    """Feature → for each pair the number of its level, -1 where unknown."""

    codes: dict[str, Array] = field(repr=False)

    def log_odds(self, weights: Weights) -> Array:
        """The weights of all features added."""
        size = len(next(iter(self.codes.values())))
        total = np.zeros(size)
        for feature, codes in self.codes.items():
            table = weights.tables.get(feature, {})
            values = np.array([*(table.get(level, 0.0) for level in REASONS[feature]), 0.0])
            total += values[codes]  # -1 is the last, which is nothing
        return total

    def of(self, chosen: Array) -> Levels:
        """Some of the pairs only."""
        return Levels({feature: codes[chosen] for feature, codes in self.codes.items()})


def without_likeness(frame: Frame, left: Array, right: Array) -> Levels:
    """All levels but the likeness of the names, which costs most."""
    gap = np.abs(frame.seen[left] - frame.seen[right])
    gap[(frame.seen[left] < 0) | (frame.seen[right] < 0)] = -1
    place = _place(frame, left, right, gap)
    country = _same(frame.country, left, right)
    country[place >= 0] = -1
    codes = {
        "handle": _shared(frame.handles, left, right, differs=1),
        "phone": _phone(frame, left, right),
        "rarity": _rarity(frame, left, right),
        "nationality": _same(frame.nationality, left, right),
        "birth": _birth(frame, left, right),
        "gender": _same(frame.gender, left, right),
        "place": place,
        "country": country,
        "time": np.where(gap < 0, -1, np.searchsorted(DAYS, gap, side="right") - 1),
    }
    return Levels({feature: found.astype(np.int8) for feature, found in codes.items()})


def alike(likeness: Array) -> Array:
    """The level of each likeness; below 0 there was no name to compare."""
    return np.where(likeness < 0, -1, np.searchsorted(ALIKE, likeness, side="right") - 1).astype(np.int8)


def _same(column: Array, left: Array, right: Array) -> Array:
    a, b = column[left], column[right]
    return np.where((a < 0) | (b < 0), -1, np.where(a == b, 0, 1))


def _shared(columns: Array, left: Array, right: Array, *, differs: int) -> Array:
    a, b = columns[left], columns[right]
    both = (a >= 0).any(axis=1) & (b >= 0).any(axis=1)
    same = np.zeros(len(left), bool)
    for at in range(columns.shape[1]):
        same |= ((a == b[:, [at]]) & (a >= 0)).any(axis=1)
    return np.where(both, np.where(same, 0, differs), -1)


def _phone(frame: Frame, left: Array, right: Array) -> Array:
    found = _shared(frame.phones, left, right, differs=2)
    for at in np.flatnonzero(found == 2):
        numbers = (
            (x, y) for x in frame.phones[left[at]] for y in frame.phones[right[at]] if x >= 0 and y >= 0
        )
        if any(sum(p != q for p, q in zip(f"{x:09}", f"{y:09}", strict=True)) == 1 for x, y in numbers):
            found[at] = 1
    return found


def _rarity(frame: Frame, left: Array, right: Array) -> Array:
    told = np.append(-np.log(np.maximum(frame.part_share, 1e-7)), 0.0)
    a, b = frame.row_parts[left], frame.row_parts[right]
    nats = np.zeros(len(left))
    for at in range(a.shape[1]):
        if not (a[:, at] >= 0).any():
            break
        common = (a[:, [at]] == b).any(axis=1) & (a[:, at] >= 0)
        nats += np.where(common, told[a[:, at]], 0.0)
    named = (a[:, 0] >= 0) & (b[:, 0] >= 0)
    return np.where(named, np.searchsorted(TELLS, nats, side="right") - 1, -1)


def _birth(frame: Frame, left: Array, right: Array) -> Array:
    day, other = frame.day[left], frame.day[right]
    year, later = frame.year[left], frame.year[right]
    gap, dated = np.abs(year - later), (day > 0) & (other > 0)
    found = np.where(gap == 0, 2 + dated, np.where(gap <= 3, 3 + gap + 3 * dated, 10))
    swapped = dated & (gap == 0) & (day % 100 == other // 100 % 100) & (other % 100 == day // 100 % 100)
    unlike = sum((day // 10**at % 10 != other // 10**at % 10).astype(np.int8) for at in range(8))
    found[dated & ((unlike == 1) | swapped)] = 1
    found[dated & (day == other)] = 0
    return np.where((year <= 0) | (later <= 0), -1, found)


def _place(frame: Frame, left: Array, right: Array, gap: Array) -> Array:
    """From a table over all pairs of places, soon and later, as long as there are few; else each pair alone."""
    a, b = frame.place[left], frame.place[right]
    both = (a >= 0) & (b >= 0)
    later = (gap > MOVED_DAYS).astype(np.int64)
    count = len(frame.spots)
    code = (np.where(both, a, 0).astype(np.int64) * max(count, 1) + np.where(both, b, 0)) * 2 + later
    found = np.full(len(left), -1, np.int8)
    distinct, where = np.unique(code[both], return_inverse=True)
    number = {level: at for at, level in enumerate(PLACE)}
    told = [number[_spots(frame.spots, int(one) // 2, count, int(one) % 2)] for one in distinct]
    found[both] = np.array(told, np.int8)[where] if told else -1
    return found


def _spots(spots: Sequence[Spot], code: int, count: int, later: int) -> str:
    return apart([spots[code // count]], [spots[code % count]], MOVED_DAYS + later)[0]
