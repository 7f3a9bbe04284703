"""The second layer: what an encoder hears in windows of one to three lines, beside the lexicon's signs.

The lexicon stands alone; this adds what it does not know the words for, and takes back a lone hit that the
encoder firmly rejects. No import of numpy and no model here: both come in with the `Encoder`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from statistics import median
from typing import Any

from bothends.core.assess import indicators
from bothends.core.assess.head import CODES, Head
from bothends.core.assess.search import Sign
from bothends.core.findings import Line

MOST_WINDOWS = 400  # a chat: six to nine seconds on one core
_LEAST_LETTERS = 6
_SHORT_LINE = 80  # characters; a longer line needs no neighbours to be understood
_LONG_LINE = 160  # characters; a longer one is heard sentence by sentence as well
_MOST_SENTENCES = 6
_MANY = 20  # lines heard from which a chat is its own measure
_QUIET = -5.0  # log-odds of "told" in the middle of an ordinary chat in the bank's languages
_SHIFT = (-1.0, 3.0)  # how far the chat's own middle may move the scale, down and up
_TOLD = 2.0  # log-odds from which one window is a disclosure: a chance of 0.88
_REJECTED = -4.0  # log-odds below which the encoder firmly hears none: a chance of 0.02
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？।။።])|\n")

Signs = Mapping[int, tuple[Sign, ...]]  # place of a line -> its signs


@dataclass(frozen=True, slots=True)
class Encoder:
    """`embed` makes an array (n, dim) of n texts; `head` makes chances of it."""

    embed: Callable[[Sequence[str]], Any] = field(repr=False)
    head: Head = field(repr=False)


@dataclass(frozen=True, slots=True)
class Window:
    """A text heard as one: lines `first` to `last`, a sentence of `first`, or `first` alone."""

    first: int
    last: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scored:
    """A window with its log-odds of "told", moved by the chat's own middle, and the chance of each code."""

    window: Window
    told: float
    chances: tuple[float, ...]  # in the order of CODES


@dataclass(frozen=True, slots=True)
class Heard:
    """The signs of both layers by place, and the places whose words are a disclosure to the encoder."""

    signs: dict[int, tuple[Sign, ...]]
    told: frozenset[int] = frozenset()


def combine(lines: Sequence[Line], signs: Signs, encoder: Encoder | None) -> Heard:
    """The lexicon's `signs` with what the encoder adds and takes back; without one, `signs` as they are."""
    if encoder is None:
        return Heard(dict(signs))
    best = score(lines, signs, encoder)
    told = frozenset(place for place, one in best.items() if one.told >= _bar(len(best)))
    found = {place: _weighed(own, best.get(place)) for place, own in signs.items()}
    for place in best:
        more = _heard(best[place], lines[place].text, encoder.head, place in told)
        found[place] = (*found.get(place, ()), *more)
    return Heard({place: own for place, own in sorted(found.items()) if own}, told)
