"""Rows of regular expressions that are tried only on texts holding a word they cannot match without.

Hundreds of patterns on each line of a long chat would cost seconds. What a pattern needs is read off the pattern
itself; one that needs no certain word is tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Generic, TypeVar

from ahocorasick_rs import AhoCorasick

Row = TypeVar("Row")
MOST = 400  # words that may stand for one row
_WIDE = 3  # a letter of a script without capitals says as much as three Latin ones

_Needed = frozenset[str]


class Needled(Generic[Row]):
    """Rows in their order, with the words without which each cannot match."""

    __slots__ = ("_always", "_automaton", "_of", "rows")

    def __init__(self, rows: Iterable[Row], patterns: Callable[[Row], Sequence[re.Pattern[str]]]) -> None:
        """`patterns`: the patterns of a row that must all match, of which the most telling is used."""
        self.rows = tuple(rows)
        self._always: list[int] = []
        of: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            needed = best(needles(pattern) for pattern in patterns(row))
            if needed is None:
                self._always.append(number)
            for word in needed or ():
                of.setdefault(word, []).append(number)
        self._of = list(of.values())
        self._automaton = AhoCorasick(list(of))

    def on(self, folded: str) -> list[Row]:
        """The rows that may match this text, in order."""
        found = {which for which, _, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True)}
        if not found:
            return [self.rows[number] for number in self._always]
        numbers = {number for which in found for number in self._of[which]}
        return [self.rows[number] for number in sorted(numbers.union(self._always))]


class Cue:
    """One pattern, searched only where it may match."""

    __slots__ = ("_needled", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._needled = Needled([pattern], lambda row: [row])

    def search(self, folded: str) -> re.Match[str] | None:
        """The first match in folded text."""
        return self.pattern.search(folded) if self._needled.on(folded) else None


def needles(pattern: re.Pattern[str]) -> _Needed | None:
    """Folded words of which any text that matches holds at least one; None where nothing is certain."""
    try:
        parser: Any = import_module("re._parser")  # private: without it every pattern is tried everywhere
        parsed = parser.parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError):
        return None
    return _of_sequence(parsed)


def best(choices: Iterable[_Needed | None]) -> _Needed | None:
    """The set whose weakest word says most."""
    return max((one for one in choices if one), key=_worth, default=None)


def _worth(needed: _Needed) -> tuple[int, int]:
    return min(sum(1 if char.isascii() else _WIDE for char in word) for word in needed), -len(needed)


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> _Needed | None:
    """Every item of a sequence must match, so the most telling one will do."""
    found: list[_Needed | None] = []
    run = ""
    for operation, argument in parsed:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        found.append(_word(run))
        run = ""
        found.append(_of_item(str(operation), argument))
    found.append(_word(run))
    return best(found)


def _word(run: str) -> _Needed | None:
    return frozenset({run.casefold()}) if run.strip() else None


def _of_item(operation: str, argument: Any) -> _Needed | None:
    if operation == "BRANCH":
        return _of_branches(argument[1])
    if operation == "SUBPATTERN":
        return _of_sequence(argument[3])
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
        return _of_sequence(argument[2])
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    return _of_set(argument) if operation == "IN" else None


def _of_branches(branches: Iterable[Any]) -> _Needed | None:
    """One of several must match: the words of all of them together, if each has some."""
    together: set[str] = set()
    for branch in branches:
        needed = _of_sequence(branch)
        if needed is None:
            return None
        together |= needed
    return frozenset(together) if len(together) <= MOST else None


def _of_set(members: Iterable[tuple[Any, Any]]) -> _Needed | None:
    """ "[ab]" needs one of its letters; ranges and classes are too wide to say anything."""
    told = [(str(kind), value) for kind, value in members]
    if any(kind != "LITERAL" for kind, _ in told):
        return None
    letters = frozenset(chr(value).casefold() for _, value in told)
    return letters if all(letter.strip() and not letter.isascii() for letter in letters) else None
