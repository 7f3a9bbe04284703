"""Looking for one name in a list: the parts of the list are compared once each, then whole names, best first."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Sequence

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
            for other, holders in self._holders.items():
                chance = self._closeness(part, other)
                if chance > 0.0005:
                    for at in holders:
                        best[at] = max(best.get(at, 0.0), chance)
            for at, chance in best.items():
                told[at] += chance
        return heapq.nlargest(_EXACT, told, key=lambda at: told[at])
