"""The levels of `core.match.levels` for millions of pairs at once. A test holds both to the same weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from bothends.batch.columns import Array
from bothends.batch.frame import Frame
from bothends.batch.letters import in_common
from bothends.batch.rarity import Rarity, Ties
from bothends.core.match.card import Spot
from bothends.core.match.levels import ALIKE, DAYS, SPELT, TELLS, name_code, name_words, tells_words
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
    "name": {name_code(low, alike): name_words(low) for low in ALIKE for alike in range(SPELT + 1)},
    "spelt": {f"{low:g}": tells_words("spelt", low) for low in TELLS},
    "sounds": {f"{low:g}": tells_words("sounds", low) for low in TELLS},
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


def without_likeness(frame: Frame, left: Array, right: Array) -> tuple[Levels, Array]:
    """All levels but the likeness of the names, which costs most; and how many parts of these are written alike."""
    gap = np.abs(frame.seen[left] - frame.seen[right])
    gap[(frame.seen[left] < 0) | (frame.seen[right] < 0)] = -1
    place = _place(frame, left, right, gap)
    country = _same(frame.country, left, right)
    country[place >= 0] = -1
    spelt, sounds, alike = _tells(frame, left, right)
    codes = {
        "handle": _shared(frame.handles, left, right, differs=1),
        "phone": _phone(frame, left, right),
        "spelt": spelt,
        "sounds": sounds,
        "nationality": _same(frame.nationality, left, right),
        "birth": _birth(frame, left, right),
        "gender": _same(frame.gender, left, right),
        "place": place,
        "country": country,
        "time": np.where(gap < 0, -1, np.searchsorted(DAYS, gap, side="right") - 1),
    }
    return Levels({feature: found.astype(np.int8) for feature, found in codes.items()}), alike


def name_codes(likeness: Array, alike: Array) -> Array:
    """The level of each likeness with so many parts written alike; below 0 there was no name to compare."""
    step = np.searchsorted(ALIKE, likeness, side="right") - 1
    return np.where(likeness < 0, -1, (SPELT + 1) * step + np.minimum(alike, SPELT)).astype(np.int8)


def best_name(weights: Weights, cells: Array) -> Array:
    """The most that the likeness of names may be expected to add: of 500 pairs in a cell one may come to more.

    From `cells_of`; where nothing was learnt of a cell, the most that the table of names gives.
    """
    table = weights.tables.get("name", {})
    most = max(table.values(), default=0.0)
    return np.array([weights.hopes.get(one, most) for one in CELLS])[cells]


SCRIPTS = ("latin", "other")
STEPS = 16
CELLS = tuple(
    f"{script}, {many} alike, {step}/{STEPS} of letters"
    for script in SCRIPTS
    for many in range(SPELT + 1)
    for step in range(STEPS + 1)
)


def cells_of(frame: Frame, left: Array, right: Array, alike: Array) -> Array:
    """For each pair a number of `CELLS`: all names Latin or not, parts written alike, letters in common."""
    common = np.zeros(len(left))
    latin = np.ones(len(left), bool)
    for x, y in product(range(frame.names.shape[1]), repeat=2):
        a, b = frame.names[left, x], frame.names[right, y]
        some = np.flatnonzero((a >= 0) & (b >= 0))
        a, b = a[some], b[some]
        common[some] = np.maximum(common[some], in_common(frame.letters[a], frame.letters[b]))
        latin[some] &= frame.latin[a] & frame.latin[b]
    script = np.where(latin, 0, 1) * (SPELT + 1) + np.minimum(alike, SPELT)
    return script * (STEPS + 1) + np.floor(common * STEPS).astype(np.int64)


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
    asked = np.flatnonzero(found == 2)
    for x, y in product(range(frame.phones.shape[1]), repeat=2):
        a, b = frame.phones[left[asked], x], frame.phones[right[asked], y]
        unlike = sum((a // 10**at % 10 != b // 10**at % 10).astype(np.int8) for at in range(9))
        found[asked[(a >= 0) & (b >= 0) & (unlike == 1)]] = 1
    return found


def _tells(frame: Frame, left: Array, right: Array) -> tuple[Array, Array, Array]:
    """Levels of the parts written alike and of those that sound alike, and how many are written alike."""
    home = _same(frame.nationality, left, right) == 0
    spelt, keys, alike = _in_common(
        frame.row_spelt,
        frame.spelt_held,
        left,
        right,
        home,
        (frame.tells_spelt, frame.tells_spelt_keys),
        frame.ties_spelt,
    )
    sounds, _ = _in_common(
        frame.row_keys, frame.keys_held, left, right, home, (frame.tells_keys,), frame.ties_keys
    )
    named = (frame.names[left, 0] >= 0) & (frame.names[right, 0] >= 0)
    told = [
        np.where(named, np.searchsorted(TELLS, one, side="right") - 1, -1) for one in (spelt, sounds - keys)
    ]
    told[1] = np.where(named, np.maximum(told[1], 0), -1)
    return told[0], told[1], alike.astype(np.int8)


def _in_common(
    held: Array,
    many: Array,
    left: Array,
    right: Array,
    home: Array,
    tells: tuple[Rarity, ...],
    ties: Ties,
) -> list[Array]:
    """What all numbers tell that both rows hold, one sum for each of `tells`, and last how many these are.

    `many` each row has; few have many, gone through apart. `home` where both are of one nationality. From the first
    sum is taken what `ties` say is told twice.
    """
    sums = [np.zeros(len(left)) for _ in range(len(tells) + 1)]
    most = np.maximum(many[left], many[right])
    low = 0
    for high in (2, 4, 8, held.shape[1]):
        some = np.flatnonzero((most > low) & (most <= high))
        low = high
        if len(some):
            a, b = held[left[some], :high], held[right[some], :high]
            tied = np.zeros(a.shape, bool)
            for at in range(a.shape[1]):
                common = (a[:, [at]] == b).any(axis=1) & (a[:, at] >= 0)
                hit, which = some[common], a[common, at]
                for total, told in zip(sums, tells, strict=False):
                    total[hit] += np.where(home[hit], told.at_home[left[hit], at], told.anywhere[which])
                sums[-1][hit] += 1
                tied[common, at] = ties.tied[which]
            two = np.flatnonzero(tied.sum(axis=1) > 1)
            if len(two):
                near = tells[0].at_home[left[some[two]], :high]
                each = np.where(home[some[two], None], near, tells[0].anywhere[a[two]])
                sums[0][some[two]] -= ties.told_twice(a[two], tied[two], each)
    return sums


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
