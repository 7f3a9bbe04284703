"""How many letters words can have in common, told from which letters each holds; no word is read twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from bothends.batch.columns import Array

_TIMES = 3  # how often a letter is counted; a word that holds one more often may share anything


@dataclass(frozen=True, slots=True)
class Bags:
    """`held` [3, words]: a bit for each letter that stands once, twice, three times; `sizes` letters of a word."""

    held: Array = field(repr=False)
    sizes: Array = field(repr=False)
    open: Array = field(repr=False)

    def may_share(self, a: Array, b: Array, least: float) -> Array:
        """False where 2 * letters in common / letters of both cannot reach `least`: an upper bound, never below."""
        common = np.zeros(len(a), np.int16)
        for bits in self.held:
            common += np.bitwise_count(bits[a] & bits[b])
        return (2 * common >= least * (self.sizes[a] + self.sizes[b])) | self.open[a] | self.open[b]


def bags(words: Iterable[str]) -> Bags:
    """Count the letters of words."""
    held, sizes, opened = [], [], []
    for word in words:
        bits = [0] * _TIMES
        plain = word.isascii() and (word.isalpha() or not word)
        for letter, count in Counter(word).items() if plain else ():
            for at in range(min(count, _TIMES)):
                bits[at] |= 1 << (ord(letter) & 31)
            plain &= count <= _TIMES
        held.append(bits)
        sizes.append(len(word))
        opened.append(not plain)
    return Bags(
        np.array(held, np.uint32).reshape(-1, _TIMES).T.copy(),
        np.array(sizes, np.int32),
        np.array(opened, bool),
    )


def counts(words: Iterable[str]) -> Array:
    """[words, 26] how often each letter from a to z stands in a word."""
    rows = []
    for word in words:
        row = bytearray(26)
        for letter in word.encode("ascii", "ignore"):
            if 97 <= letter <= 122:
                row[letter - 97] += 1
        rows.append(bytes(row))
    return np.frombuffer(b"".join(rows), np.uint8).reshape(-1, 26)


def in_common(a: Array, b: Array) -> Array:
    """2 * letters in common / letters of both, from two rows of counts each, 0 to 1."""
    both = a.sum(axis=1, dtype=np.int32) + b.sum(axis=1, dtype=np.int32)
    told: Array = 2 * np.minimum(a, b).sum(axis=1, dtype=np.int32) / np.maximum(both, 1)
    return told
