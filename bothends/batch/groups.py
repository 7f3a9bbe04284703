"""From pairs to people: clusters of records, or each record with its one best partner."""

from __future__ import annotations

import numpy as np

from bothends.batch.columns import Array
from bothends.batch.link import Linked


def clusters(linked: Linked) -> Array:
    """For each row the number of its cluster: the smallest row that pairs lead to."""
    parent = list(range(linked.frame.size))

    def top(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for left, right in zip(linked.left.tolist(), linked.right.tolist(), strict=True):
        a, b = top(left), top(right)
        parent[max(a, b)] = min(a, b)
    return np.array([top(row) for row in range(linked.frame.size)], np.int32)


def one_to_one(linked: Linked) -> Linked:
    """Each record in one pair at most, likeliest pairs first."""
    taken: set[int] = set()
    kept = []
    for at, pair in enumerate(zip(linked.left.tolist(), linked.right.tolist(), strict=True)):
        if taken.isdisjoint(pair):
            taken.update(pair)
            kept.append(at)
    return linked.of(np.array(kept, np.int64))
