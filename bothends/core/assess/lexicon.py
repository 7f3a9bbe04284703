"""The lexicon ready to search: what every phrase of every language serves for, in one automaton."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from ahocorasick_rs import AhoCorasick

from bothends.core.assess import indicators, tactics, urgency

MONEY_LOST = "money_lost"  # the reporter's own words: a cue for advice, neither indicator nor tactic
# What ties weaker signs to this kind of captivity; see concepts.toml. Neither indicator nor tactic.
SETTING, SELF, OTHER_NEWS = "setting", "self", "other_news"
ROW_CODES = frozenset(indicators.BY_CODE) | frozenset(tactics.BY_CODE) | urgency.CUES | {MONEY_LOST}
TIES = frozenset({SETTING, SELF, OTHER_NEWS})
CODES = ROW_CODES | TIES
UNLESS = -1  # the group number of words that switch a rule off
NUMBERS = "I"  # array type code of pattern and kind numbers


@dataclass(frozen=True, slots=True)
class Rule:
    """One lexicon row group: every group must be met within `within` characters, in order if `ordered`.

    `weak` rows never make a disclosure without another sign.
    """

    code: str
    language: str
    groups: int = 1
    weak: bool = False
    within: int = 0
    ordered: bool = False


class Kind(msgspec.Struct, frozen=True):
    """What patterns serve for, many of them for the same: (rule, group) pairs, and cues as (language, kind).

    `anchors` are the rules that cannot speak without a pattern of this kind or another of its group.
    """

    uses: tuple[tuple[int, int], ...] = ()
    anchors: tuple[int, ...] = ()
    cues: tuple[tuple[str, str], ...] = ()


class Packed(msgspec.Struct, frozen=True):
    """A compiled lexicon as plain rows, so that it can be kept and read again in a moment.

    Per pattern number: `bare` text, `edges` (1: may begin inside a word, 2: may end inside one) and, as unsigned
    integers of the machine, the number of its kind in `kinds`. `marked` holds the accented form where there is
    one, `common` in how many lines of ordinary chat a word stands.
    """

    rules: tuple[Rule, ...]
    bare: tuple[str, ...]
    edges: bytes
    kind_of: bytes
    marked: dict[int, str]
    kinds: tuple[Kind, ...]
    common: dict[str, int]
    languages: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rows of all languages, as Packed has them, with the automaton that finds pattern numbers.

    `needs` are, per rule and group, the kinds one of which must be met; `ties` the rules that only tie others.
    """

    rules: tuple[Rule, ...] = field(repr=False)
    bare: tuple[str, ...] = field(repr=False)
    edges: bytes = field(repr=False)
    kind_of: Sequence[int] = field(repr=False)
    marked: Mapping[int, str] = field(repr=False)
    kinds: tuple[Kind, ...] = field(repr=False)
    common: Mapping[str, int] = field(repr=False)
    automaton: AhoCorasick = field(repr=False)
    needs: tuple[tuple[frozenset[int], ...], ...] = field(repr=False)
    ties: frozenset[int] = field(repr=False)
    languages: tuple[str, ...]
    version: str


def unpacked(rows: Packed) -> Lexicon:
    """A compiled lexicon made ready to search."""
    return Lexicon(
        rules=rows.rules,
        bare=rows.bare,
        edges=rows.edges,
        kind_of=array(NUMBERS, rows.kind_of),
        marked=rows.marked,
        kinds=rows.kinds,
        common=rows.common,
        automaton=AhoCorasick(rows.bare),
        needs=_needs(rows),
        ties=frozenset(number for number, rule in enumerate(rows.rules) if rule.code in TIES),
        languages=rows.languages,
        version=rows.version,
    )


def _needs(rows: Packed) -> tuple[tuple[frozenset[int], ...], ...]:
    met: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, kind in enumerate(rows.kinds):
        for use in kind.uses:
            met[use].add(number)
    return tuple(
        tuple(frozenset(met[rule, group]) for group in range(row.groups))
        for rule, row in enumerate(rows.rules)
    )
