"""What a text sounds like, by learnt weights of its short letter sequences: for words no phrase was written for.

It needs no package: some table look-ups a letter. Weights come from the exemplar bank
(`bothends.data.sources.learn`); a sequence is found by a hash of it, so the table has a fixed size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt
from zlib import crc32

from bothends.core.assess.fold import letters
from bothends.core.assess.head import CODES

LONGEST = 6  # letters of a sequence
MOST_LETTERS = 600  # of a text; a longer one is heard by its pieces
TOLD_BITS, CODE_BITS = 18, 15  # the tables have 2**bits rows
SCALE = 8  # weights are kept as whole eighths, in one byte each
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cues:
    """Two tables of signed bytes: `told`, one a row, and `codes`, len(CODES) a row.

    The biases are log-odds.
    """

    told_bytes: memoryview = field(repr=False)
    code_bytes: memoryview = field(repr=False)
    told_bias: float
    code_biases: tuple[float, ...] = field(repr=False)

    def told(self, text: str) -> float:
        """Log-odds that somebody in `text` is held or forced."""
        rows = sequences(text, TOLD_BITS)
        if not rows:
            return self.told_bias
        table = self.told_bytes
        return self.told_bias + sum([table[row] for row in rows]) / (SCALE * sqrt(len(rows)))

    def codes(self, text: str) -> tuple[float, ...]:
        """Log-odds of each code, in the order of CODES. Some forty times as dear as `told`."""
        rows = sequences(text, CODE_BITS)
        if not rows:
            return self.code_biases
        width, table = len(CODES), self.code_bytes
        sums = [0] * width
        for row in rows:
            sums = list(map(int.__add__, sums, table[row * width : (row + 1) * width]))
        shrink = 1 / (SCALE * sqrt(len(rows)))
        return tuple(bias + one * shrink for bias, one in zip(self.code_biases, sums, strict=True))


def sequences(text: str, bits: int) -> set[int]:
    """Rows, of 2**bits, of the different letter sequences of `text`, word by word with the blanks round it."""
    plain = _DIGIT.sub("0", letters(text[:MOST_LETTERS])[0])
    mask = (1 << bits) - 1
    return {found & mask for word in plain.split() for found in _of_word(word)}


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> Sequence[int]:
    edged = f" {word} "
    return tuple(
        {
            crc32(edged[start : start + length].encode())
            for length in range(1, min(LONGEST, len(edged)) + 1)
            for start in range(len(edged) - length + 1)
        }
    )
