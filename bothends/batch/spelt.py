"""The names of a register cut into parts, each different part read once, by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context
from typing import Any, TypeVar

import numpy as np

from bothends.batch.columns import Array
from bothends.batch.letters import counts
from bothends.core.match.likeness import bones_of
from bothends.core.match.normalise import Part, cut
from bothends.core.match.pieces import Piece, joined, piece
from bothends.data.names import names

CHUNK = 20_000
ALONE = 5_000  # below this another process costs more than it brings
MOST_PARTS, MOST_KEYS, MOST_FOLDS = (
    12,
    8,
    8,
)  # of a name; of a part; spellings that decide whether to look further

Progress = Callable[[int, int], None]
In = TypeVar("In")
Out = TypeVar("Out")
Told = tuple[Any, ...]  # what is told of one part; `_read` says what


@dataclass(frozen=True, slots=True)
class Parts:
    """The different parts of all names, as parallel arrays by number; -1 and "" where there is no more.

    `of` [names, 12] part numbers; `text` numbers of equal texts; `keys` [parts, 8] and `key_texts`, in order of text;
    `folds` [parts, 8]; `spelt`, `families` numbers of spellings and pet names; `read` part * parts + part where one
    is a reading of the other, in order, `readings` those of each part and itself; `heads` its likeliest spelling, of
    `long` letters; `known` where a table has the spelling; `written` the text, Chinese in simple characters; `most`
    [parts, 26] how often each letter stands in any of its spellings, the shortest of which has `least`.
    """

    parts: Sequence[Part] = field(repr=False)
    of: Array = field(repr=False)
    text: Array = field(repr=False)
    keys: Array = field(repr=False)
    key_texts: Sequence[str] = field(repr=False)
    latin: Array = field(repr=False)
    script: Array = field(repr=False)
    particle: Array = field(repr=False)
    burmese: Array = field(repr=False)
    known: Array = field(repr=False)
    letters: Array = field(repr=False)
    forms: Array = field(repr=False)
    folds: Array = field(repr=False)
    bones: Array = field(repr=False)
    spelt: Array = field(repr=False)
    families: Array = field(repr=False)
    read: Array = field(repr=False)
    readings: Sequence[tuple[str, ...]] = field(repr=False)
    heads: Array = field(repr=False)
    long: Array = field(repr=False)
    written: Array = field(repr=False)
    han: Array = field(repr=False)
    most: Array = field(repr=False)
    least: Array = field(repr=False)

    @property
    def size(self) -> int:
        """How many parts."""
        return len(self.parts)


class Readers:
    """Use as a context. `processes` 0 means as many as the machine has."""

    def __init__(self, processes: int = 0) -> None:
        self.count = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def parts(self, texts: Sequence[str], progress: Progress) -> Parts:
        """Cut the names and read their parts."""
        numbers: dict[Part, int] = {}
        of = np.full((max(len(texts), 1), MOST_PARTS), -1, np.int32)
        chunks = _chunks(texts)
        for done, (local, many, flat) in enumerate(self._map(_cut, chunks, len(texts))):
            mine = np.array([numbers.setdefault(Part(*one), len(numbers)) for one in local] or [0], np.int32)
            rows = np.repeat(np.arange(len(many)), many)
            columns = np.arange(len(flat)) - np.repeat(np.cumsum(many) - many, many)
            of[done * CHUNK + rows, columns] = mine[flat]
            progress(done + 1, 2 * len(chunks))
        parts = list(numbers)
        told: list[Told] = []
        for done, some in enumerate(self._map(_told, _chunks([_plain(one) for one in parts]), len(parts))):
            told += some
            progress(len(chunks) + min(done + 1, len(chunks)), 2 * len(chunks))
        return _gathered(parts, of, told)

    def close(self, parts: Parts, one: Array, other: Array, progress: Progress) -> Array:
        """Chance that two parts are the same, for each pair of numbers."""
        plain = {at: _plain(parts.parts[at]) for at in np.unique(np.concatenate([one, other])).tolist()}
        pairs = [(plain[a], plain[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
        return self._numbers(_close, pairs, progress)

    def together(self, parts: Parts, one: Array, other: Array) -> Array:
        """Chance that some parts taken together are what some others are; -1 where there is no more."""
        plain = {at: _plain(parts.parts[at]) for at in np.unique(np.append(one, other)).tolist() if at >= 0}

        def spans(numbers: Array) -> list[tuple[Any, ...]]:
            return [tuple(plain[at] for at in row if at >= 0) for row in numbers.tolist()]

        return self._numbers(
            _close_together, list(zip(spans(one), spans(other), strict=True)), lambda *_: None
        )

    def compare(self, texts: Sequence[str], left: Array, right: Array, progress: Progress) -> Array:
        """How alike the names of these numbers are, each pair by itself."""
        pairs = [(texts[a], texts[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
        return self._numbers(_compare, pairs, progress)

    def _numbers(self, work: Callable[[Any], list[float]], pairs: Sequence[Any], progress: Progress) -> Array:
        chunks, found = _chunks(pairs), [np.zeros(0)]
        for done, some in enumerate(self._map(work, chunks, len(pairs))):
            found.append(np.array(some))
            progress(done + 1, len(chunks))
        return np.concatenate(found)

    def _map(self, work: Callable[[In], Out], chunks: Sequence[In], size: int) -> Iterator[Out]:
        if size < ALONE or self.count == 1:
            return map(work, chunks)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.count, mp_context=get_context("spawn"))
        return self._pool.map(work, chunks)


def _chunks(some: Sequence[In]) -> list[Sequence[In]]:
    return [some[at : at + CHUNK] for at in range(0, len(some), CHUNK)]


def _plain(part: Part) -> tuple[str, str, str, bool]:
    return part.text, part.script, part.place, part.particle


def _cut(texts: Sequence[str]) -> tuple[list[tuple[str, str, str, bool]], Array, Array]:
    """Different parts, how many each name has, and their numbers one after another."""
    tables = names().tables
    numbers: dict[Part, int] = {}
    many, flat = [], []
    for text in texts:
        found = cut(text, tables)
        many.append(len(found))
        flat += [numbers.setdefault(one, len(numbers)) for one in found]
    return [_plain(one) for one in numbers], np.array(many, np.int32), np.array(flat, np.int32)


def _told(parts: Sequence[tuple[str, str, str, bool]]) -> list[Told]:
    return [_read(piece(Part(*one), 0, names().tables)) for one in parts]


def _read(one: Piece) -> Told:
    return (
        one.keys, one.folds[:MOST_FOLDS], sorted(one.spelt), sorted(one.families), sorted(one.read),
        (one.burmese, bool(one.known)), one.forms[0] if one.forms else "",
        one.text.translate(names().tables.simplified) if one.script == "han" else one.text,
        counts(one.folds).max(axis=0).tobytes() if one.folds else bytes(26), min(map(len, one.folds), default=0),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _piece(part: tuple[str, str, str, bool]) -> Piece:
    return piece(Part(*part), 0, names().tables)


def _close(pairs: Sequence[tuple[Any, Any]]) -> list[float]:
    close = names().closeness
    return [close(_piece(one), _piece(other)) for one, other in pairs]


@lru_cache(maxsize=50_000)
def _joined(parts: tuple[tuple[str, str, str, bool], ...]) -> Piece:
    return joined(tuple(map(_piece, parts)), names().tables) if len(parts) > 1 else _piece(parts[0])


def _close_together(pairs: Sequence[tuple[Any, Any]]) -> list[float]:
    close = names().closeness
    return [close(_joined(one), _joined(other)) for one, other in pairs]


def _compare(pairs: Sequence[tuple[str, str]]) -> list[float]:
    model = names()
    return [model.score(_name(one), _name(other)) for one, other in pairs]


@lru_cache(maxsize=50_000)
def _name(text: str) -> Any:
    return names().prepare(text)


def _gathered(parts: list[Part], of: Array, told: Sequence[Told]) -> Parts:
    texts: dict[str, int] = {}
    scripts: dict[str, int] = {}
    latin = np.array([one.script == "latin" for one in parts], bool)
    forms = np.array([one.text for one in parts], object)
    folds = _padded([one[1] for one in told], MOST_FOLDS, "")
    key_texts = sorted({key for one in told for key in one[0]})
    place = {key: at for at, key in enumerate(key_texts)}
    return Parts(
        parts=parts,
        of=of,
        text=np.array([texts.setdefault(one.text, len(texts)) for one in parts], np.int32),
        keys=_padded([[place[key] for key in one[0]] for one in told], MOST_KEYS, -1),
        key_texts=key_texts,
        latin=latin,
        script=np.array([scripts.setdefault(one.script, len(scripts)) for one in parts], np.int8),
        particle=np.array([one.particle for one in parts], bool),
        burmese=np.array([one[5][0] for one in told], bool),
        known=np.array([one[5][1] for one in told], bool),
        letters=np.array([len(one.text) for one in parts], np.int8),
        forms=forms,
        folds=folds,
        bones=np.array([bones_of(one) for one in folds[:, 0]], object),
        spelt=_padded([one[2] for one in told], 0, -1),
        families=_padded([one[3] for one in told], 0, -1),
        read=_readings(parts, told),
        readings=[(*one[4], part.text) if one[4] else () for part, one in zip(parts, told, strict=True)],
        heads=np.array([one[6] for one in told] or [""], object),
        written=np.array([one[7] for one in told] or [""], object),
        han=np.array([one.script == "han" for one in parts], bool),
        most=np.frombuffer(b"".join(bytes(one[8]) for one in told), np.uint8).reshape(-1, 26),
        least=np.array([one[9] for one in told], np.uint8),
        long=np.array([len(one[6]) for one in told], np.int16),
    )


def _padded(rows: Sequence[Sequence[Any]], width: int, empty: Any) -> Array:
    """Lists of different lengths as one array; `width` 0 is as wide as the longest."""
    width = width or max((len(one) for one in rows), default=1) or 1
    found = np.full((len(rows), width), empty, object if empty == "" else np.int32)
    for at, one in enumerate(rows):
        if one:
            found[at, : len(one)] = one[:width]
    return found


def _readings(parts: Sequence[Part], told: Sequence[Told]) -> Array:
    latin: dict[str, list[int]] = {}
    for at, one in enumerate(parts):
        if one.script == "latin":
            latin.setdefault(one.text, []).append(at)
    codes = {
        pair
        for at, one in enumerate(told)
        for text in one[4]
        for other in latin.get(text, ())
        for pair in (at * len(parts) + other, other * len(parts) + at)
    }
    return np.array(sorted(codes), np.int64)
