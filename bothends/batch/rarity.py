"""How much it tells that two rows of a register hold the same parts of a name: the rarer the parts, the more."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from bothends.batch.columns import Array
from bothends.core.match.levels import RAREST

DRAWN = 100  # rows like the whole register that are counted in with those of each nationality
SEVERAL = 10  # rows that may all be of one person who is sought by many
CHANCE = 0.5  # nats by which a part must tell less beside another than alone to be tied to it


@dataclass(frozen=True, slots=True)
class Rarity:
    """Nats: `anywhere` [numbers + 1] by number, among all rows, the last for -1; `at_home` [rows, n] of what each row
    holds, among the rows of its own nationality.
    """

    anywhere: Array = field(repr=False)
    at_home: Array = field(repr=False)


def rarities(
    row_spelt: Array, row_keys: Array, text_keys: Array, keys: int, nationality: Array
) -> tuple[Rarity, Rarity, Rarity]:
    """Of the texts and of the keys, of which there are `keys`, that rows hold; and of all keys of each text together.

    `text_keys` [texts + 1, n], the last for -1. A surname rare in a register may be borne by every third person of one
    nationality: that two rows share the nationality is counted by itself, so a part is then held against its own.
    """
    size, texts = max(len(row_spelt), 1), len(text_keys) - 1
    of_texts, of_keys = _counts(row_spelt, texts) / size, _counts(row_keys, keys) / size
    anywhere = _nats(of_texts), _nats(of_keys)
    told = anywhere[1][text_keys].sum(axis=1)
    at_home = tuple(np.zeros(one.shape, np.float32) for one in (row_spelt, row_keys, row_spelt))
    for home in np.unique(nationality):
        rows = np.flatnonzero(nationality == home)
        many = len(rows) + DRAWN
        near = _nats((_counts(row_spelt[rows], texts) + DRAWN * of_texts) / many)
        near_keys = _nats((_counts(row_keys[rows], keys) + DRAWN * of_keys) / many)
        at_home[0][rows] = near[row_spelt[rows]]
        at_home[1][rows] = near_keys[row_keys[rows]]
        at_home[2][rows] = near_keys[text_keys].sum(axis=1)[row_spelt[rows]]
    return (
        Rarity(anywhere[0], at_home[0]),
        Rarity(anywhere[1], at_home[1]),
        Rarity(told, at_home[2]),
    )


@dataclass(frozen=True, slots=True)
class Ties:
    """Numbers that come together, like the words of one family name: who shares the rarer shares the commoner too.

    `rows` [numbers + 1] that hold each number and `tied` whether it is in any tie, the last for -1; `codes` of rarer *
    numbers + commoner, in order, and `given` the nats that the commoner tells among rows that hold the rarer.
    """

    rows: Array = field(repr=False)
    tied: Array = field(repr=False)
    codes: Array = field(repr=False)
    given: Array = field(repr=False)

    def told_twice(self, held: Array, common: Array, tells: Array) -> Array:
        """What is too much in the sums of `tells` over the `common` ones of `held`, all [pairs, n]."""
        least = np.where(common, tells, 0.0)
        for x, y in combinations(range(held.shape[1]), 2):
            both = np.flatnonzero(common[:, x] & common[:, y])
            if len(both):
                code, first = _tie(self.rows, held[both, x], held[both, y])
                at = np.minimum(np.searchsorted(self.codes, code), len(self.codes) - 1)
                given = np.where(self.codes[at] == code, self.given[at], np.inf)
                commoner = np.where(first, y, x)
                least[both, commoner] = np.minimum(least[both, commoner], given)
        found: Array = np.where(common, tells - least, 0.0).sum(axis=1)
        return found


def ties(held: Array, count: int) -> Ties:
    """Of the `count` numbers that rows hold, [rows, n]."""
    rows = np.append(_counts(held, count), 0)
    held = np.where(rows[held] > SEVERAL, held, -1)
    codes = [np.zeros(0, np.int64)]
    for x, y in combinations(range(held.shape[1]), 2):
        both = (held[:, x] >= 0) & (held[:, y] >= 0)
        codes.append(_tie(rows, held[both, x], held[both, y])[0])
    found, together = np.unique(np.concatenate(codes), return_counts=True)
    found, together = found[together > SEVERAL], together[together > SEVERAL]
    rarer, commoner = np.divmod(found, len(rows))
    given = -np.log((together - SEVERAL) / rows[rarer])
    kept = given < -np.log(rows[commoner] / max(len(held), 1)) - CHANCE
    tied = np.zeros(len(rows), bool)
    tied[rarer[kept]] = tied[commoner[kept]] = True
    return Ties(rows, tied, found[kept], given[kept])


def _tie(rows: Array, one: Array, other: Array) -> tuple[Array, Array]:
    """The code of each two, and whether the first is the rarer."""
    one, other = one.astype(np.int64), other.astype(np.int64)
    first = (rows[one] < rows[other]) | ((rows[one] == rows[other]) & (one < other))
    return np.where(first, one, other) * len(rows) + np.where(first, other, one), first


def _counts(held: Array, count: int) -> Array:
    return np.bincount(held[held >= 0], minlength=count)


def _nats(shares: Array) -> Array:
    return np.append(-np.log(np.maximum(shares, RAREST)), 0.0)
