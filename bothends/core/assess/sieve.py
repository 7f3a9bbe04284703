"""Which of many texts are worth reading closely: one pass over all of them, folded and searched in bulk.

A text without one of the lexicon's anchors cannot meet any rule. It is judged on whole blocks, because a
hundred megabytes leave a few microseconds a line: words are judged once each and remembered, and only scripts
without blanks between words are searched letter by letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from bothends.core.assess.fold import (
    WIDE_LETTER,
    Table,
    bare_letters,
    in_one_form,
    is_wide,
    is_word,
    letters,
)
from bothends.core.assess.lexicon import Lexicon

_APART = "\x01"  # between two texts: no phrase holds it and no fold changes it
_MOST_WORDS = 300_000  # remembered at once; strange text must not grow the memory


def _letter(char: str) -> str:
    """As fold has it, without accents, and a blank for whatever continues no word."""
    if char == _APART:
        return char
    return "".join(one if is_word(one) or is_wide(one) else " " for one in bare_letters(char))


_WORDS = Table(_letter)
_HAS_WIDE = re.compile(WIDE_LETTER)


class Sieve:
    """Finds the texts that may hold one of many phrases: never misses one, and passes few of the others."""

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        """`phrases` are folded, each with its edges as lexicon.Packed has them."""
        rows = [(phrase, edges, phrase.translate(_WORDS).split()) for phrase, edges in phrases]
        common = Counter(word for _, _, words in rows for word in set(words))
        self._whole: set[str] = set()
        parts: set[str] = set()
        wide: set[str] = set()
        for phrase, edges, words in rows:
            if not words or any(map(is_wide, phrase)):
                wide.add(phrase)
            else:
                word, opens = _rarest(words, edges, common)
                (parts if opens else self._whole).add(word)
        self._parts = AhoCorasick(sorted(parts))
        self._wide = AhoCorasick(sorted(wide))
        self._hot: set[str] = set()
        self._cold: set[str] = set()

    @classmethod
    def of(cls, lexicon: Lexicon) -> Sieve:
        """The anchors of all rules."""
        return cls((lexicon.bare[number], lexicon.edges[number]) for number in lexicon.anchors)

    def pick(self, texts: Sequence[str]) -> list[int]:
        """The numbers, in order, of the texts that may hold a phrase."""
        lines = _joined(texts).translate(_WORDS).split(_APART)
        self._judge(set(" ".join(lines).split()))
        found = {number for number, line in enumerate(lines) if not self._hot.isdisjoint(line.split())}
        wide = [number for number, text in enumerate(texts) if not text.isascii() and _HAS_WIDE.search(text)]
        found.update(wide[line] for line in self._in_wide([texts[number] for number in wide]))
        return sorted(found)

    def _judge(self, words: set[str]) -> None:
        """Decide once about each word not met before."""
        new = sorted(words - self._hot - self._cold)
        if len(self._cold) + len(new) > _MOST_WORDS:
            self._cold.clear()
        ends = list(accumulate(len(word) + 1 for word in new))
        hits = self._parts.find_matches_as_indexes(" ".join(new))
        hot = {new[bisect_right(ends, start)] for _, start, _ in hits}.union(self._whole.intersection(new))
        self._hot |= hot
        self._cold.update(set(new) - hot)

    def _in_wide(self, texts: Sequence[str]) -> set[int]:
        bare = letters(_joined(texts))[0]
        ends = list(accumulate(len(line) + 1 for line in bare.split(_APART)))
        return {bisect_right(ends, start) for _, start, _ in self._wide.find_matches_as_indexes(bare)}


def _joined(texts: Sequence[str]) -> str:
    joined = _APART.join(texts)
    if joined.count(_APART) != max(0, len(texts) - 1):  # somebody wrote it
        joined = _APART.join(text.replace(_APART, " ") for text in texts)
    return in_one_form(joined)


def _rarest(words: Sequence[str], edges: int, common: Counter[str]) -> tuple[str, bool]:
    """The word of a phrase that fewest phrases have, and whether it may be a part of a longer one."""
    last = len(words) - 1
    number = min(range(len(words)), key=lambda n: (common[words[n]], -len(words[n])))
    return words[number], bool((number == 0 and edges & 1) or (number == last and edges & 2))
