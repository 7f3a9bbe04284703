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
from copy import copy
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
_UNREAD: frozenset[str] = frozenset({""})  # stands for partners not put together yet
_MOST_WORDS = 60_000  # remembered at once; strange text must not grow the memory

# What a telephone number or a pair of coordinates, a handle and a link look like; a wallet is a very long word.
_NUMBER = re.compile(r"\d(?:[ .()\-]{0,2}\d){6}")
_MARKS = ("@", "://", "t.me/", "wa.me/", "m.me/", "line.me", "geo:")
_WALLET = 25  # letters


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
        # A word or part -> for each code it may stand for, the numbers of the companies of which it needs one
        # beside it; None where it is enough.
        self._wants: dict[str, dict[str, set[int] | None]] = {}
        self._companies: list[frozenset[str]] = []
        self._numbers: dict[frozenset[str], int] = {}
        self._known: dict[str, frozenset[str] | None] = {}
        self._same: dict[str, str] = {}  # one string for all equal tokens, while they are gathered
        self._open: dict[str, None] = {}
        self._letters: dict[str, set[str]] = {}  # phrases without blanks -> their codes
        self._live: list[bool] = []  # of each of them: whether any code of it is still wanted
        self._parts = AhoCorasick([])
        self._wide = AhoCorasick([])
        self._forget()

    def _forget(self) -> None:
        """Of the words met so far: the parts they hold, the wanted tokens they begin, and which do either."""
        self._found: dict[str, tuple[str, ...]] = {}
        self._begins: dict[str, tuple[str, ...]] = {}
        self._parted: set[str] = set()
        self._hot: set[str] = set()
        self._cold: set[str] = set()

    def add(
        self, phrase: str, edges: int, companions: frozenset[str] | None = None, *, code: str = ""
    ) -> None:
        """Look for a folded phrase. `companions` are tokens one of which its rule needs beside it."""
        tokens = self.tokens(phrase, edges)
        if tokens is None:
            self._letters.setdefault(phrase, set()).add(code)
            return
        if not tokens:
            raise BadRow("A rule can be told by nothing but a sign such as %. Add a word to it.")
        first, *further = tokens
        company = companions if companions is not None else frozenset(further[:1]) or None
        if "*" in first:
            self._open.setdefault(first)
        wanted = self._wants.setdefault(first, {})
        held = wanted.setdefault(code, set())
        if company is None:
            wanted[code] = None
        elif held is not None:
            held.add(self._number(company))

    def _number(self, company: frozenset[str]) -> int:
        number = self._numbers.get(company)
        if number is None:
            number = self._numbers[company] = len(self._companies)
            self._companies.append(company)
            self._open.update(dict.fromkeys(token for token in company if "*" in token))
        return number

    def tokens(self, phrase: str, edges: int) -> list[str] | None:
        """The words of a phrase, the rarest first, with "*" where one may go on: "traffick*".

        None where it is written without blanks.
        """
        if any(map(is_wide, phrase)):
            return None
        words = phrase.translate(_WORDS).split()
        last = len(words) - 1
        tokens = [
            "*" * (n == 0 and bool(edges & 1)) + word + "*" * (n == last and bool(edges & 2))
            for n, word in enumerate(words)
        ]
        tokens = [self._same.setdefault(token, token) for token in tokens]
        return sorted(tokens, key=self._commonness)  # none for a sign such as "$": nothing to look for it by

    def _commonness(self, token: str) -> tuple[int, int]:
        word = token.strip("*")
        part = 0 if len(word) == len(token) else max(1, 40 - 10 * len(word))
        return self._common.get(word, 0) + part, -len(word)

    def close(self) -> None:
        """No more phrases come."""
        self._same.clear()
        self._parts = AhoCorasick([part.strip("*") for part in self._open])
        self._letters.pop("", None)
        self._live = [True] * len(self._letters)
        self._wide = AhoCorasick(list(self._letters))

    def without(self, codes: frozenset[str]) -> Net:
        """The same net, no longer looking for what stands for these codes alone."""
        net = copy(self)
        net._wants = {}
        for token, wanted in self._wants.items():
            left = {code: held for code, held in wanted.items() if code not in codes}
            if left:
                net._wants[token] = left
        net._live = [not told <= codes for told in self._letters.values()]
        net._known = {}
        net._forget()
        return net

    def judge(self, words: set[str]) -> None:
        """Decide once about each word not met before."""
        new = sorted(words - self._hot - self._cold)
        if len(self._cold) + len(new) > _MOST_WORDS:
            self._forget()
            new = sorted(words)
        parts = list(self._open)
        ends = list(accumulate(len(word) + 1 for word in new))
        found: dict[str, list[str]] = {}
        for number, start, end in self._parts.find_matches_as_indexes(" ".join(new), overlapping=True):
            at, part = bisect_right(ends, start), parts[number]
            begins, stops = start == ends[at] - len(new[at]) - 1, end == ends[at] - 1
            if (begins or part[0] == "*") and (stops or part[-1] == "*"):
                found.setdefault(new[at], []).append(part)
        self._found.update((word, tuple(held)) for word, held in found.items())
        self._parted.update(found)
        for word in new:
            begun = tuple(token for token in (word, *found.get(word, ())) if token in self._wants)
            if begun:
                self._begins[word] = begun
        self._hot.update(word for word in new if word in self._begins)
        # A number seldom comes twice, and a long chat has tens of thousands: judging anew is cheaper than keeping.
        self._cold.update(word for word in new if word not in self._begins and not word.isdigit())

    def in_words(self, lines: Sequence[Sequence[str]]) -> set[int]:
        """The numbers of the lines whose words, all judged before, may make a phrase."""
        hot = self._hot
        return {n for n, words in enumerate(lines) if not hot.isdisjoint(words) and self._may_hold(words)}

    def _may_hold(self, words: Sequence[str]) -> bool:
        tokens = words
        if not self._parted.isdisjoint(words):
            tokens = [*words, *(part for word in words for part in self._found.get(word, ()))]
        for word in self._hot.intersection(words):
            for token in self._begins[word]:
                partners = self._partners(token)
                if partners is None:
                    return True
                if not partners.isdisjoint(tokens) and self._accompanied(token, tokens):
                    return True
        return False

    def _partners(self, token: str) -> frozenset[str] | None:
        """All that may stand beside a token, put together when it is first met; None where it is enough."""
        found = self._known.get(token, _UNREAD)
        if found is _UNREAD:
            found = self._known[token] = self._put_together(token)
        return found

    def _put_together(self, token: str) -> frozenset[str] | None:
        numbers: set[int] = set()
        for held in self._wants[token].values():
            if held is None:
                return None
            numbers |= held
        return frozenset().union(*[self._companies[number] for number in numbers])

    def _accompanied(self, token: str, tokens: Sequence[str]) -> bool:
        """Whether another token stands beside it: one word does not fill two groups of a rule."""
        partners = self._partners(token) or frozenset()
        return (
            token not in partners or tokens.count(token) > 1 or not partners.isdisjoint({*tokens} - {token})
        )

    def in_letters(self, bare: str, ends: Sequence[int]) -> set[int]:
        """The numbers of the lines, each ending at `ends` in `bare`, that hold a phrase without blanks."""
        live, met = self._live, self._wide.find_matches_as_indexes(bare, overlapping=not all(self._live))
        return {bisect_right(ends, start) for number, start, _ in met if live[number]}


class Sieve:
    """Two nets over the same folded text: for signs, and for what the record is read from."""

    def __init__(self, lexicon: Lexicon, tables: Tables) -> None:
        self._signs, self._told = Net(lexicon.common), Net(lexicon.common)
        companions = _Companions(lexicon, self._signs)
        for number, kind in enumerate(lexicon.kind_of):
            for rule in lexicon.kinds[kind].anchors:
                code = lexicon.rules[rule].code
                self._signs.add(lexicon.bare[number], lexicon.edges[number], companions.of(rule), code=code)
        for cue in tables.cues():
            self._told.add(letters(cue)[0].strip(), 0)
        self._signs.close()
        self._told.close()

    def without(self, codes: frozenset[str]) -> Sieve:
        """A sieve that lets signs of these codes through: enough of them were met. This one stays as it is."""
        sieve = copy(self)
        sieve._signs = self._signs.without(codes)
        return sieve

    def pick(self, texts: Sequence[str]) -> tuple[set[int], set[int]]:
        """The numbers of the texts that may hold a sign, and of those that may tell who, where or how to reach."""
        joined = _joined(texts)
        lines = [line.split() for line in joined.translate(_WORDS).split(_APART)]
        words: set[str] = set().union(*lines)
        found = []
        wide = [n for n, text in enumerate(texts) if not text.isascii() and _HAS_WIDE.search(text)]
        bare = letters(_joined([texts[n] for n in wide]))[0]
        ends = list(accumulate(len(line) + 1 for line in bare.split(_APART)))
        for net in (self._signs, self._told):
            net.judge(words)
            found.append(net.in_words(lines) | {wide[n] for n in net.in_letters(bare, ends)})
        signs, told = found
        wallets = {word for word in words if len(word) > _WALLET}
        if wallets:
            told |= {n for n, line in enumerate(lines) if not wallets.isdisjoint(line)}
        return signs, told | _in_joined(joined)


def _in_joined(joined: str) -> set[int]:
    """The numbers of the texts in which something looks like a way to reach somebody."""
    places = [match.start() for match in _NUMBER.finditer(joined)]
    for mark in _MARKS:
        at = joined.find(mark)
        while at >= 0:
            places.append(at)
            at = joined.find(mark, at + 1)
    if not places:
        return set()
    ends = list(accumulate(len(line) + 1 for line in joined.split(_APART)))
    return {bisect_right(ends, place) for place in places}


def _joined(texts: Sequence[str]) -> str:
    joined = _APART.join(texts)
    if joined.count(_APART) != max(0, len(texts) - 1):  # somebody wrote it
        joined = _APART.join(text.replace(_APART, " ") for text in texts)
    return in_one_form(joined)


class _Companions:
    """What a rule of several groups needs beside its anchor: something of one other group."""

    def __init__(self, lexicon: Lexicon, net: Net) -> None:
        self._rules = lexicon.rules
        self._known: dict[int, frozenset[str] | None] = {}
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

    def of(self, rule: int) -> frozenset[str] | None:
        """The tokens, or None where the rule has one group only or cannot be told by words."""
        if rule not in self._known:
            other = [
                self._tokens[rule, group]
                for group in range(self._rules[rule].groups)
                if group not in self._own[rule] and (rule, group) not in self._untold
            ]
            fewest: set[str] = min(other, key=len, default=set())
            self._known[rule] = frozenset(fewest) or None
        return self._known[rule]
