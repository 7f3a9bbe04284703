"""Which of many texts are worth reading closely: one pass over all of them, folded and searched in bulk.

A text without one of the lexicon's anchors cannot meet any rule. It is judged on whole blocks, because a
hundred megabytes leave a few microseconds a line: words are judged once each and remembered, and only scripts
without blanks between words are searched letter by letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
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

    def __init__(self, phrases: Iterable[tuple[str, int]], common: Mapping[str, int]) -> None:
        """`phrases` are folded, each with its edges, and `common` counts words, as lexicon.Packed has them."""
        rows = [(phrase, edges, phrase.translate(_WORDS).split()) for phrase, edges in phrases]
        # A word -> the words one of which must stand beside it; none for a phrase of one word.
        self._beside: dict[str, set[str] | None] = {}
        parts: set[str] = set()
        wide: set[str] = set()
        for phrase, edges, words in rows:
            if not words or any(map(is_wide, phrase)):
                wide.add(phrase)
            else:
                self._add(_rarest(words, edges, common), parts)
        self._parts = AhoCorasick(sorted(parts))
        self._wide = AhoCorasick(sorted(wide))
        self._hot: set[str] = set()
        self._cold: set[str] = set()

    def _add(self, rarest: list[tuple[str, bool]], parts: set[str]) -> None:
        (word, opens), (second, second_opens) = (*rarest, ("", True))[:2]
        if opens:
            parts.add(word)
        elif second_opens:
            self._beside[word] = None
        elif (beside := self._beside.setdefault(word, set())) is not None:
            beside.add(second)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Sieve:
        """The anchors of all rules."""
        phrases = ((lexicon.bare[number], lexicon.edges[number]) for number in lexicon.anchors)
        return cls(phrases, lexicon.common)

    def pick(self, texts: Sequence[str]) -> list[int]:
        """The numbers, in order, of the texts that may hold a phrase."""
        lines = _joined(texts).translate(_WORDS).split(_APART)
        self._judge(set(" ".join(lines).split()))
        found = {number for number, line in enumerate(lines) if self._may_hold(line.split())}
        wide = [number for number, text in enumerate(texts) if not text.isascii() and _HAS_WIDE.search(text)]
        found.update(wide[line] for line in self._in_wide([texts[number] for number in wide]))
        return sorted(found)

    def _may_hold(self, words: list[str]) -> bool:
        for word in self._hot.intersection(words):
            beside = self._beside.get(word)
            if beside is None or not beside.isdisjoint(words):
                return True
        return False

    def _judge(self, words: set[str]) -> None:
        """Decide once about each word not met before."""
        new = sorted(words - self._hot - self._cold)
        if len(self._cold) + len(new) > _MOST_WORDS:
            self._cold.clear()
        ends = list(accumulate(len(word) + 1 for word in new))
        matches = self._parts.find_matches_as_indexes(" ".join(new))
        alone = {new[bisect_right(ends, start)] for _, start, _ in matches}
        self._beside.update(dict.fromkeys(alone))
        hot = alone | (self._beside.keys() & set(new))
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


def _rarest(words: Sequence[str], edges: int, common: Mapping[str, int]) -> list[tuple[str, bool]]:
    """The words of a phrase, the rarest first, each with whether it may be a part of a longer word."""
    last = len(words) - 1
    opens = [bool((n == 0 and edges & 1) or (n == last and edges & 2)) for n in range(len(words))]
    order = sorted(range(len(words)), key=lambda n: (common.get(words[n], 0), -len(words[n])))
    return [(words[n], opens[n]) for n in order]
