"""Where somebody says they are: a hand-kept overlay first, then the gazetteer; ambiguity is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from bothends.core.countries import rows_of
from bothends.core.phrases import Phrases
from bothends.core.plain import fold
from bothends.core.report import Place

KINDS = {"compound area": "compound", "border gate": "border_gate", "mountain": "area"}
CITY_FROM = 100_000  # inhabitants
WITHIN_KM = 60.0  # a map pin further than this from any known town names no town
TOWNS = frozenset({"town", "city"})


@dataclass(frozen=True, slots=True)
class Known:
    """A place we know. `overlay` marks the hand-kept list; `population` 0 means unknown."""

    name: str
    kind: str
    country: str
    latitude: float = field(repr=False)
    longitude: float = field(repr=False)
    population: int = 0
    overlay: bool = False

    def place(self) -> Place:
        """As the record keeps it: named, without coordinates."""
        return Place(name=self.name, kind=self.kind, country=self.country)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name at text[start:end] and every place it may mean, likeliest first.

    `sure` is false for names that are also ordinary words: they need a country or a "there" beside them.
    """

    start: int
    end: int
    places: tuple[Known, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places with their names, ready to be found in folded text."""

    places: tuple[Known, ...]
    phrases: Phrases[tuple[tuple[int, ...], bool]]

    def mentions(self, folded: str) -> list[PlaceMention]:
        """Places named in folded text, left to right."""
        hits = ((h, *h.meaning) for h in self.phrases.find(folded))
        return [PlaceMention(h.start, h.end, tuple(self.places[i] for i in ids), ok) for h, ids, ok in hits]

    def town_near(self, latitude: float, longitude: float) -> Known | None:
        """The nearest known town within WITHIN_KM. A pin is coarsened to it and then forgotten."""
        box = [k for k in self.places if k.kind in TOWNS and abs(k.latitude - latitude) < 1]
        measured = [(_kilometres((latitude, longitude), (k.latitude, k.longitude)), k) for k in box]
        close = min(measured, key=lambda pair: pair[0], default=None)
        return close[1] if close and close[0] <= WITHIN_KM else None


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read places_overlay.csv, places.tsv and place_words.txt (names that are also ordinary words)."""
    words = {fold(line.strip()) for line in (folder / "place_words.txt").read_text("utf-8").splitlines()}
    places: list[Known] = []
    names: dict[str, list[int]] = {}
    unsure: set[str] = set()
    for known, spellings, doubtful in (*_overlay(folder), *_gazetteer(folder)):
        unsure.update(fold(name) for name in doubtful)
        for name in {fold(spelling) for spelling in spellings}:
            names.setdefault(name, []).append(len(places))
        places.append(known)
    meanings = {
        name: (tuple(ids), name not in unsure and name not in words and not _short(name))
        for name, ids in names.items()
        if len(name) > 1
    }
    return Gazetteer(tuple(places), Phrases(meanings))


def _short(name: str) -> bool:
    return len(name) < 5 if name.isascii() else False


_Row = tuple[Known, list[str], list[str]]


def _overlay(folder: Path) -> Iterator[_Row]:
    for row in rows_of(folder / "places_overlay.csv"):
        where = float(row["lat"]), float(row["lon"])
        known = Known(
            _main_name(row["name"]), KINDS.get(row["kind"], row["kind"]), row["country"], *where, 0, True
        )
        spellings = [*re.split(r" / | \(|\)", row["name"]), *row["aliases"].split(";")]
        yield known, [s for s in spellings if s], row["unsure"].split(";")


def _main_name(written: str) -> str:
    """ "Kawit (Island Cove)" is kept whole as a heading; the first name is the one shown."""
    return re.split(r" / | \(", written)[0]


def _gazetteer(folder: Path) -> Iterator[_Row]:
    with (folder / "places.tsv").open(encoding="utf-8") as stream:
        next(stream), next(stream)
        for line in stream:
            _, name, country, latitude, longitude, people, alternates = line.rstrip("\n").split("\t")
            population = int(people)
            kind = "city" if population >= CITY_FROM else "town"
            known = Known(name, kind, country, float(latitude), float(longitude), population)
            yield known, [n for n in (name, *alternates.split("|")) if len(n) > 3 or not n.isascii()], []


def _kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    (a, b), (c, d) = (map(radians, here), map(radians, there))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))
