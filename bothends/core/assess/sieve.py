"""Which of many texts are worth reading closely: one pass over all of them, folded and searched in bulk.

A text without one of the lexicon's anchors cannot meet any rule; one without a cue says nothing of who and where
somebody is. Texts are judged in whole blocks, because a hundred megabytes leave a few microseconds a line: words
are judged once each and remembered, and only scripts without blanks between words are searched letter by letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
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
from bothends.core.errors import BadRow

_APART = "\x01"  # between two texts: no phrase holds it and no fold changes it
_NOTHING: set[str] = set()
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
    """Finds the texts that may hold one of many phrases: never misses one, and passes few of the others.

    A phrase is looked for by its rarest word, or part of a word, and by what must stand beside that.
    """

    def __init__(self, common: Mapping[str, int]) -> None:
        """`common` counts words, as lexicon.Packed has them."""
        self._common = common
        # A word or part -> the words or parts one of which must stand beside it; None where it is enough.
        self._beside: dict[str, set[str] | None] = {}
        self._open: dict[str, None] = {}
        self._letters: dict[str, None] = {}
        self._parts = AhoCorasick([])
        self._wide = AhoCorasick([])
        self._found: dict[str, tuple[str, ...]] = {}  # words that hold parts
        self._hot: set[str] = set()
        self._cold: set[str] = set()

    def add(self, phrase: str, edges: int, companions: frozenset[str] | None = None) -> None:
        """Look for a folded phrase. `companions` are tokens one of which its rule needs beside it."""
        tokens = self.tokens(phrase, edges)
        if tokens is None:
            self._letters.setdefault(phrase)
            return
        if not tokens:
            raise BadRow("A rule can be told by nothing but a sign such as %. Add a word to it.")
        first, *further = tokens
        beside = companions if companions is not None else frozenset(further[:1]) or None
        if first.startswith("*"):
            self._open.setdefault(first)
        held = self._beside.setdefault(first, set())
        if beside is None:
            self._beside[first] = None
        elif held is not None:
            held |= beside
        for token in beside or ():
            if token.startswith("*"):
                self._open.setdefault(token)

    def tokens(self, phrase: str, edges: int) -> list[str] | None:
        """The words of a phrase, the rarest first, "*" before one that may be part of a longer word.

        None where it is written without blanks.
        """
        words = phrase.translate(_WORDS).split()
        if any(map(is_wide, phrase)):
            return None
        if not words:
            return []  # a sign such as "$": nothing to look for it by
        last = len(words) - 1
        opens = [(n == 0 and edges & 1) or (n == last and edges & 2) for n in range(len(words))]
        order = sorted(range(len(words)), key=lambda n: (self._common.get(words[n], 0), -len(words[n])))
        return [f"*{words[n]}" if opens[n] else words[n] for n in order]

    def close(self) -> None:
        """No more phrases come."""
        self._parts = AhoCorasick([part[1:] for part in self._open])
        self._wide = AhoCorasick([one for one in self._letters if one])

    def judge(self, words: set[str]) -> None:
        """Decide once about each word not met before."""
        new = sorted(words - self._hot - self._cold)
        if len(self._cold) + len(new) > _MOST_WORDS:
            self._cold.clear()
            self._found.clear()
            self._hot.clear()
            new = sorted(words)
        parts = list(self._open)
        ends = list(accumulate(len(word) + 1 for word in new))
        found: dict[str, list[str]] = {}
        for number, start, _ in self._parts.find_matches_as_indexes(" ".join(new), overlapping=True):
            found.setdefault(new[bisect_right(ends, start)], []).append(parts[number])
        self._found.update((word, tuple(held)) for word, held in found.items())
        begins = self._beside.keys()
        hot = {word for word, held in found.items() if not begins.isdisjoint(held)}
        hot |= begins & set(new)
        self._hot |= hot
        self._cold.update(set(new) - hot)

    def in_words(self, lines: Sequence[Sequence[str]]) -> set[int]:
        """The numbers of the lines whose words, all judged before, may make a phrase."""
        hot = self._hot
        return {n for n, words in enumerate(lines) if not hot.isdisjoint(words) and self._may_hold(words)}

    def _may_hold(self, words: Sequence[str]) -> bool:
        parts = self._found.keys() & words
        held = [part for word in parts for part in self._found[word]] if parts else ()
        for token in (*self._hot.intersection(words), *held):
            beside = self._beside.get(token, _NOTHING)
            if beside is None or not (beside.isdisjoint(words) and beside.isdisjoint(held)):
                return True
        return False

    def in_letters(self, bare: str, ends: Sequence[int]) -> set[int]:
        """The numbers of the lines, each ending at `ends` in `bare`, that hold a phrase without blanks."""
        return {bisect_right(ends, start) for _, start, _ in self._wide.find_matches_as_indexes(bare)}


class Sieve:
    """Two nets over the same folded text: for signs, and for what the record is read from."""

    def __init__(self, lexicon: Lexicon, tables: Tables) -> None:
        self._signs, self._told = Net(lexicon.common), Net(lexicon.common)
        companions = _Companions(lexicon, self._signs)
        for number, kind in enumerate(lexicon.kind_of):
            for rule in lexicon.kinds[kind].anchors:
                self._signs.add(lexicon.bare[number], lexicon.edges[number], companions.of(rule))
        for cue in tables.cues():
            self._told.add(letters(cue)[0].strip(), 0)
        self._signs.close()
        self._told.close()

    def pick(self, texts: Sequence[str]) -> tuple[set[int], set[int]]:
        """The numbers of the texts that may hold a sign, and of those that may tell who, where or how to reach."""
        joined = _joined(texts)
        lines = [line.split() for line in joined.translate(_WORDS).split(_APART)]
        words = set().union(*lines)
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


class _Companions:
    """What a rule of several groups needs beside its anchor: something of one other group."""

    def __init__(self, lexicon: Lexicon, net: Net) -> None:
        self._rules = lexicon.rules
        self._own: dict[int, set[int]] = defaultdict(set)  # rule -> its anchor groups
        self._tokens: dict[tuple[int, int], set[str]] = defaultdict(set)
        self._untold: set[tuple[int, int]] = set()  # groups with phrases written without blanks
        for number, which in enumerate(lexicon.kind_of):
            tokens = net.tokens(lexicon.bare[number], lexicon.edges[number])
            kind = lexicon.kinds[which]
            for rule, group in kind.uses:
                if rule in kind.anchors:
                    self._own[rule].add(group)
                if not tokens:
                    self._untold.add((rule, group))
                else:
                    self._tokens[rule, group].add(tokens[0])

    @cache  # noqa: B019 - lives as long as the sieve is being made
    def _told(self, rule: int) -> frozenset[str] | None:
        other = [
            self._tokens[rule, group]
            for group in range(self._rules[rule].groups)
            if group not in self._own[rule] and (rule, group) not in self._untold
        ]
        return frozenset(min(other, key=lambda tokens: len(tokens))) if other else None

    def of(self, rule: int) -> frozenset[str] | None:
        """The tokens, or None where the rule has one group only or cannot be told by words."""
        return self._told(rule)
