"""Thousands of phrases found in one pass, each with what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from bothends.core.plain import at_edges

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A phrase at text[start:end] and what it stands for."""

    start: int
    end: int
    meaning: Meaning


class Phrases(Generic[Meaning]):
    """A fixed set of folded phrases. The longest wins where two overlap, if it stands at word edges."""

    __slots__ = ("_automaton", "_meanings", "phrases")

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.phrases = tuple(phrase for phrase in meanings if phrase)
        self._meanings = [meanings[phrase] for phrase in self.phrases]
        self._automaton = AhoCorasick(self.phrases)

    def find(self, folded: str) -> list[Hit[Meaning]]:
        """Hits left to right, none overlapping another."""
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        standing = [(s, -e, which) for which, s, e in found if at_edges(folded, s, e)]
        hits: list[Hit[Meaning]] = []
        for start, minus_end, which in sorted(standing):
            if not hits or start >= hits[-1].end:
                hits.append(Hit(start, -minus_end, self._meanings[which]))
        return hits
