"""Names read and compared by several processes. Each reads the names it compares once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from typing import Any, TypeVar

import numpy as np

from bothends.batch.frame import Array
from bothends.data.names import names

CHUNK = 20_000
ALONE = 5_000  # below this another process costs more than it brings

Progress = Callable[[int, int], None]
In = TypeVar("In")
Out = TypeVar("Out")


class Readers:
    """Use as a context. `processes` 0 means as many as the machine has."""

    def __init__(self, processes: int = 0) -> None:
        self._count = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def keys(self, texts: Sequence[str], progress: Progress) -> Iterator[tuple[str, ...]]:
        """The coarse keys of each name."""
        chunks = [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)]
        for done, found in enumerate(self._map(_keys, chunks, len(texts))):
            progress(done + 1, len(chunks))
            for one in found:
                yield tuple(one.split(" ")) if one else ()

    def compare(self, texts: Sequence[str], left: Array, right: Array, progress: Progress) -> Array:
        """How alike the names of these numbers are."""
        order = np.argsort(left, kind="stable")  # a name's pairs lie together, so it is read once
        pieces = [order[at : at + CHUNK] for at in range(0, len(order), CHUNK)]
        chunks = [
            [(texts[x], texts[y]) for x, y in zip(left[one], right[one], strict=True)] for one in pieces
        ]
        found = np.zeros(len(left))
        for done, (piece, likeness) in enumerate(
            zip(pieces, self._map(_compare, chunks, len(left)), strict=True)
        ):
            found[piece] = likeness
            progress(done + 1, len(chunks))
        return found

    def _map(self, work: Callable[[In], Out], chunks: Sequence[In], size: int) -> Iterator[Out]:
        if size < ALONE or self._count == 1:
            return map(work, chunks)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, mp_context=get_context("spawn"))
        return self._pool.map(work, chunks)


def _keys(texts: Sequence[str]) -> list[str]:
    model = names()
    return [" ".join(sorted(model.keys(text))) for text in texts]


def _compare(pairs: Sequence[tuple[str, str]]) -> list[float]:
    model = names()
    return [model.score(_read(one), _read(other)) for one, other in pairs]


@lru_cache(maxsize=100_000)
def _read(text: str) -> Any:
    return names().prepare(text)
