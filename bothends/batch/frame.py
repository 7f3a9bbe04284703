"""A register in numbers: every value a whole number, so that millions of pairs are compared without a loop.

-1 stands for unknown everywhere. Values are counted over all registers read together, so equal means equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from bothends.batch.columns import Table
from bothends.core.countries import Countries
from bothends.core.errors import BadInput
from bothends.core.match.card import PARTS, Card, Locate, Spot
from bothends.core.match.tokens import normalised
from bothends.core.report import Contact

Array = np.ndarray[Any, Any]
MOST_NAMES, MOST_PARTS = 3, PARTS


@dataclass(frozen=True, slots=True)
class Frame:
    """One or two registers, one below the other; `first` rows belong to the first.

    `names` [rows, 3], `parts` [distinct names, 8], `row_parts` [rows, 24] of distinct part numbers; `part_share` the
    share of rows that hold a part; `day` is year * 10000 + month * 100 + day; `seen` days since the year 1.
    """

    ids: Sequence[str] = field(repr=False)
    first: int
    texts: Sequence[str] = field(repr=False)
    names: Array = field(repr=False)
    parts: Array = field(repr=False)
    row_parts: Array = field(repr=False)
    part_share: Array = field(repr=False)
    phones: Array = field(repr=False)
    handles: Array = field(repr=False)
    nationality: Array = field(repr=False)
    year: Array = field(repr=False)
    day: Array = field(repr=False)
    gender: Array = field(repr=False)
    place: Array = field(repr=False)
    spots: Sequence[Spot] = field(repr=False)
    country: Array = field(repr=False)
    countries: Sequence[str] = field(repr=False)
    seen: Array = field(repr=False)

    @property
    def size(self) -> int:
        """All rows."""
        return len(self.ids)


Keys = Callable[[Sequence[str]], Iterable[tuple[str, ...]]]  # distinct names → the coarse keys of each


def frame(tables: Sequence[Table], keys: Keys, countries: Countries, locate: Locate) -> Frame:
    """Count one or two registers."""
    size = sum(one.size for one in tables)

    def column(name: str) -> list[str | None]:
        return [value for one in tables for value in one.of(name)]

    texts, names = _several(column("name"), column("aliases"), width=MOST_NAMES)
    part_numbers: dict[str, int] = {}
    parts = np.full((max(len(texts), 1), MOST_PARTS), -1, np.int32)
    for row, found in enumerate(keys(texts)):
        for at, key in enumerate(sorted(dict.fromkeys(found))[:MOST_PARTS]):
            parts[row, at] = part_numbers.setdefault(key, len(part_numbers))
    row_parts = _distinct(np.where(names[:, :, None] >= 0, parts[names], -1).reshape(size, -1))
    held = np.bincount(row_parts[row_parts >= 0], minlength=max(len(part_numbers), 1))
    codes: dict[str, int] = {}
    lands = _lands(column("country"), countries, codes, "country")
    day = np.fromiter((_day(one) for one in column("birth_date")), np.int32, size)
    year = np.fromiter((_year(one) for one in column("birth_year")), np.int32, size)
    spots, place = _places(column("place"), lands, list(codes), locate)
    return Frame(
        ids=[one or "" for one in column("id")],
        first=tables[0].size,
        texts=texts,
        names=names,
        parts=parts,
        row_parts=row_parts,
        part_share=held / max(size, 1),
        phones=_phones(column("phone")),
        handles=_several([_handles(one) for one in column("handle")], width=2)[1],
        nationality=_lands(column("nationality"), countries, codes, "nationality"),
        year=np.where(day > 0, day // 10000, year),
        day=day,
        gender=np.fromiter((_gender(one) for one in column("gender")), np.int8, size),
        place=place,
        spots=spots,
        country=lands,
        countries=list(codes),
        seen=np.fromiter((_seen(one) for one in column("seen_on")), np.int32, size),
    )


def card(frame: Frame, row: int) -> Card:
    """One row as the desk's own card, for whoever wants to see it compared as the desk would."""
    day, land, nation = int(frame.day[row]), int(frame.country[row]), int(frame.nationality[row])
    spot = frame.spots[frame.place[row]] if frame.place[row] >= 0 else None
    seen = int(frame.seen[row])
    return Card(
        names=tuple(frame.texts[one] for one in frame.names[row] if one >= 0),
        phones=tuple(str(one).zfill(9) for one in frame.phones[row] if one >= 0),
        handles=tuple(f"account:{one}" for one in frame.handles[row] if one >= 0),
        nationalities=(frame.countries[nation],) if nation >= 0 else (),
        birth_year=int(frame.year[row]) if frame.year[row] > 0 else None,
        birth_date=f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day > 0 else None,
        gender="fmx"[frame.gender[row]] if frame.gender[row] >= 0 else None,
        places=(f"{spot.id.partition('|')[0]}|{spot.country or ''}",) if spot else (),
        country=frame.countries[land] if land >= 0 else None,
        seen_on=date.fromordinal(seen).isoformat() if seen > 0 else None,
    )


def _several(*columns: Sequence[str | None], width: int) -> tuple[list[str], Array]:
    """Distinct values of cells that may hold several, and for each row the numbers of its own."""
    numbers: dict[str, int] = {}
    found = np.full((len(columns[0]), width), -1, np.int32)
    for row, cells in enumerate(zip(*columns, strict=True)):
        at = 0
        for cell in cells:
            if cell is None:
                continue
            for value in cell.split(";") if ";" in cell else (cell,):
                if at < width and value.strip():
                    found[row, at] = numbers.setdefault(value.strip(), len(numbers))
                    at += 1
    return list(numbers), found


def _handles(cell: str | None) -> str | None:
    if cell is None:
        return None
    return ";".join(normalised(Contact("handle", one)) for one in cell.split(";"))


def _phones(column: Sequence[str | None]) -> Array:
    found = np.full((len(column), 2), -1, np.int64)
    for row, cell in enumerate(column):
        if cell is not None:
            for at, one in enumerate(cell.split(";")[:2]):
                digits = "".join(char for char in one if char.isdecimal())
                if digits:
                    found[row, at] = int(digits[-9:])
    return found


def _distinct(found: Array) -> Array:
    """Each row's numbers without repeats, -1 behind them."""
    ordered = np.sort(found, axis=1)[:, ::-1]
    ordered[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = -1
    return np.ascontiguousarray(np.sort(ordered, axis=1)[:, ::-1])


def _lands(column: Sequence[str | None], countries: Countries, codes: dict[str, int], name: str) -> Array:
    known: dict[str | None, int] = {None: -1}
    for value in column:
        if value not in known:
            code = countries.find(value or "")
            if code is None:
                near = ", ".join(countries.nearest(value or ""))
                hint = f" Nearest: {near}." if near else ""
                raise BadInput(f"The column {name} holds something that is no country.{hint}")
            known[value] = codes.setdefault(code, len(codes))
    return np.fromiter((known[value] for value in column), np.int16, len(column))


def _places(
    column: Sequence[str | None], lands: Array, codes: Sequence[str], locate: Locate
) -> tuple[list[Spot], Array]:
    numbers: dict[Spot, int] = {}
    known: dict[tuple[str, int], int] = {}
    place = np.full(len(column), -1, np.int32)
    for row, text in enumerate(column):
        if text is None:
            continue
        land = int(lands[row])
        at = known.get((text, land))
        if at is None:
            country = codes[land] if land >= 0 else None
            spot = locate(text, country) or Spot(" ".join(text.casefold().split()), country)
            at = known[text, land] = numbers.setdefault(spot, len(numbers))
        place[row] = at
    return list(numbers), place


def _year(value: str | None) -> int:
    if value is None:
        return -1
    try:
        return int(float(value))
    except ValueError:
        raise BadInput("The column birth_year holds a value that is no year of four digits.") from None


def _day(value: str | None) -> int:
    if value is None:
        return -1
    found = _iso(value, "birth_date")
    return found.year * 10000 + found.month * 100 + found.day


def _seen(value: str | None) -> int:
    return -1 if value is None else _iso(value, "seen_on").toordinal()


def _iso(value: str, name: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise BadInput(f"The column {name} holds a value that is no date like 2026-03-09.") from None


def _gender(value: str | None) -> int:
    return "fmx".find(value[0].casefold()) if value else -1
