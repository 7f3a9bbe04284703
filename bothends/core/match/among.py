"""Looking for one name in a list: the parts of the list are compared once each, then whole names, best first."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bothends.core.match.likeness import GATE
from bothends.core.match.pieces import Piece, Prepared

_EXACT = 300  # so many names are compared whole for a query; the rest share too little with it


class Among:
    """A list of prepared names."""

    def __init__(
        self,
        names: Sequence[Prepared],
        closeness: Callable[[Piece, Piece], float],
        score: Callable[[Prepared, Prepared], float],
    ) -> None:
        self._names = names
        self._closeness = closeness
        self._score = score
        self._holders: dict[Piece, list[int]] = defaultdict(list)
        for at, one in enumerate(names):
            for part in {*one.parts, *one.joins}:
                self._holders[part].append(at)
        self._latin = [one for one in self._holders if one.script == "latin" and one.folds]
        self._folds = [one.folds[0] for one in self._latin]
        self._others = [one for one in self._holders if one.script != "latin"]

    def best(self, query: Prepared, most: int) -> list[tuple[Prepared, float]]:
        """The `most` names most like the query, best first; equal ones in the order of the list."""
        compared = [(self._score(query, self._names[at]), -at) for at in self._likely(query)]
        return [(self._names[-at], score) for score, at in heapq.nlargest(most, compared)]

    def _likely(self, query: Prepared) -> Sequence[int]:
        if len(self._names) <= _EXACT:
            return range(len(self._names))
        told: dict[int, float] = defaultdict(float)
        for part in (*query.parts, *query.joins):
            best: dict[int, float] = {}
            for other in self._near(part):
                chance = self._closeness(part, other)
                if chance > 0.0005:
                    for at in self._holders[other]:
                        best[at] = max(best.get(at, 0.0), chance)
            for at, chance in best.items():
                told[at] += chance
        return heapq.nlargest(_EXACT, told, key=lambda at: told[at])

    def _near(self, part: Piece) -> Iterable[Piece]:
        """Parts of the list that may be this one. Of Latin ones, for another script, those with letters in common."""
        if part.script == "latin":
            return self._holders
        near: dict[Piece, None] = dict.fromkeys(self._others)
        for fold in part.folds:
            for _, _, at in process.extract(
                fold, self._folds, scorer=Indel.normalized_similarity, score_cutoff=GATE, limit=None
            ):
                near[self._latin[at]] = None
        return near
