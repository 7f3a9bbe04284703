"""Which of many texts are worth reading closely: one pass over all of them, folded and searched in bulk.

A text without one of the lexicon's anchors cannot meet any rule; one without a cue says nothing of who and where
somebody is. Texts are judged in whole blocks, because a hundred megabytes leave a few microseconds a line: words
are judged once each and remembered, and only scripts without blanks between words are searched letter by letter.
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
from bothends.core.assess.record import Tables

_APART = "\x01"  # between two texts: no phrase holds it and no fold changes it
_MOST_WORDS = 300_000  # remembered at once; strange text must not grow the memory

# What a telephone number, a handle, a link, a wallet or a pair of coordinates looks like.
_REACHED = re.compile(r"[@]|://|\d(?:[ .()\-]{0,2}\d){6}|\w{26}|\b[tm]\.me\b|wa\.me")


def _letter(char: str) -> str:
    """As fold has it, without accents, and a blank for whatever continues no word."""
    if char == _APART:
        return char
    return "".join(one if is_word(one) or is_wide(one) else " " for one in bare_letters(char))


_WORDS = Table(_letter)
_HAS_WIDE = re.compile(WIDE_LETTER)


class Net:
    """Finds the texts that may hold one of many phrases: never misses one, and passes few of the others."""

    def __init__(self, phrases: Iterable[tuple[str, int]], common: Mapping[str, int]) -> None:
        """`phrases` are folded, each with its edges, and `common` counts words, as lexicon.Packed has them."""
        # A word -> the words one of which must stand beside it; None for a phrase of one word.
        self._beside: dict[str, set[str] | None] = {}
        parts: set[str] = set()
        wide: set[str] = set()
        for phrase, edges in phrases:
            words = phrase.translate(_WORDS).split()
            if not words or any(map(is_wide, phrase)):
                wide.add(phrase)
            else:
                self._add(_rarest(words, edges, common), parts)
        self._parts = AhoCorasick(sorted(parts))
        self._wide = AhoCorasick(sorted(wide - {""}))
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

    def judge(self, words: set[str]) -> None:
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

    def in_words(self, lines: Sequence[Sequence[str]]) -> set[int]:
        """The numbers of the lines whose words, all judged before, may make a phrase."""
        hot = self._hot
        return {n for n, words in enumerate(lines) if not hot.isdisjoint(words) and self._may_hold(words)}

    def _may_hold(self, words: Sequence[str]) -> bool:
        for word in self._hot.intersection(words):
            beside = self._beside.get(word)
            if beside is None or not beside.isdisjoint(words):
                return True
        return False

    def in_letters(self, bare: str, ends: Sequence[int]) -> set[int]:
        """The numbers of the lines, each ending at `ends` in `bare`, that hold a phrase without blanks."""
        return {bisect_right(ends, start) for _, start, _ in self._wide.find_matches_as_indexes(bare)}


class Sieve:
    """Two nets over the same folded text: for signs, and for what the record is read from."""

    def __init__(self, lexicon: Lexicon, tables: Tables) -> None:
        anchors = ((lexicon.bare[number], lexicon.edges[number]) for number in lexicon.anchors)
        self._signs = Net(anchors, lexicon.common)
        self._told = Net(((letters(cue)[0].strip(), 0) for cue in tables.cues()), lexicon.common)

    def pick(self, texts: Sequence[str]) -> tuple[set[int], set[int]]:
        """The numbers of the texts that may hold a sign, and of those that may tell who, where or how to reach."""
        joined = _joined(texts)
        lines = [line.split() for line in joined.translate(_WORDS).split(_APART)]
        words = {word for line in lines for word in line}
        found = []
        wide = [n for n, text in enumerate(texts) if not text.isascii() and _HAS_WIDE.search(text)]
        bare = letters(_joined([texts[n] for n in wide]))[0]
        ends = list(accumulate(len(line) + 1 for line in bare.split(_APART)))
        for net in (self._signs, self._told):
            net.judge(words)
            found.append(net.in_words(lines) | {wide[n] for n in net.in_letters(bare, ends)})
        signs, told = found
        return signs, told | _in_joined(joined)


def _in_joined(joined: str) -> set[int]:
    """The numbers of the texts in which something looks like a way to reach somebody."""
    ends = list(accumulate(len(line) + 1 for line in joined.split(_APART)))
    return {bisect_right(ends, match.start()) for match in _REACHED.finditer(joined)}


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
