"""A register in numbers: every value a whole number, so that millions of pairs are compared without a loop.

-1 stands for unknown everywhere. Values are counted over all registers read together, so equal means equal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from bothends.batch.columns import Array, Column, Table, together
from bothends.batch.letters import counts
from bothends.batch.rarity import Rarity, Ties, rarities, ties
from bothends.batch.spelt import CHUNK, Parts
from bothends.core.countries import Countries
from bothends.core.errors import BadInput
from bothends.core.match.card import PARTS as MOST_KEYS
from bothends.core.match.card import Card, Locate, Spot
from bothends.core.match.tokens import normalised
from bothends.core.report import Contact

MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """One or two registers, one below the other; `first` rows belong to the first.

    `names` [rows, 3]; `letters` [distinct names, 26] how often each stands in its usual Latin spelling, `latin` whether
    it is written so; `keys` [distinct names, 8] and `row_keys` [rows, 24] of key numbers, `keys_held` of them each
    row has, `tells_keys` what sharing one tells, `ties_keys` which come together; `row_spelt` [rows, n] of part texts,
    `spelt_held` of them each row has, `tells_spelt` and `ties_spelt` likewise, `tells_spelt_keys` what its keys tell;
    `day` is year * 10000 + month * 100 + day; `seen` days since the year 1.
    """

    ids: Sequence[str] = field(repr=False)
    first: int
    texts: Sequence[str] = field(repr=False)
    names: Array = field(repr=False)
    parts: Parts = field(repr=False)
    letters: Array = field(repr=False)
    latin: Array = field(repr=False)
    keys: Array = field(repr=False)
    row_keys: Array = field(repr=False)
    keys_held: Array = field(repr=False)
    tells_keys: Rarity = field(repr=False)
    ties_keys: Ties = field(repr=False)
    row_spelt: Array = field(repr=False)
    spelt_held: Array = field(repr=False)
    tells_spelt: Rarity = field(repr=False)
    tells_spelt_keys: Rarity = field(repr=False)
    ties_spelt: Ties = field(repr=False)
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


Read = Callable[[Sequence[str]], Parts]  # distinct names → their parts


def frame(tables: Sequence[Table], read: Read, countries: Countries, locate: Locate) -> Frame:
    """Count one or two registers."""
    size = sum(one.size for one in tables)

    def column(name: str) -> Column:
        return together(tables, name)

    texts, names = _several(column("name"), column("aliases"), width=MOST_NAMES)
    parts = read(texts)
    keys = _keys(parts)
    row_keys = _distinct(np.where(names[:, :, None] >= 0, keys[names], -1).reshape(size, -1))
    spelt = np.where(names[:, :, None] >= 0, _telling(parts)[names], -1).reshape(size, -1)
    row_spelt = _distinct(np.where(spelt >= 0, parts.text[spelt], -1) if parts.size else spelt)
    text_keys = np.full((parts.size + 1, parts.keys.shape[1]), -1, np.int32)
    text_keys[parts.text] = parts.keys
    codes: dict[str, int] = {}
    nationality = _lands(column("nationality"), countries, codes, "nationality")
    tells = rarities(row_spelt, row_keys, text_keys, len(parts.key_texts), nationality)
    lands = _lands(column("country"), countries, codes, "country")
    day = _each(column("birth_date"), _day, np.int32)
    year = _each(column("birth_year"), _year, np.int32)
    spots, place = _places(column("place"), lands, list(codes), locate)
    return Frame(
        ids=column("id").texts(),  # type: ignore[arg-type]  # `read` gave every row one
        first=tables[0].size,
        texts=texts,
        names=names,
        parts=parts,
        letters=_letters(parts),
        latin=np.append(parts.latin, True)[parts.of].all(axis=1).astype(bool),
        keys=keys,
        row_keys=row_keys,
        keys_held=(row_keys >= 0).sum(axis=1, dtype=np.int8),
        tells_keys=tells[1],
        ties_keys=ties(row_keys, len(parts.key_texts)),
        row_spelt=row_spelt,
        spelt_held=(row_spelt >= 0).sum(axis=1, dtype=np.int8),
        tells_spelt=tells[0],
        tells_spelt_keys=tells[2],
        ties_spelt=ties(row_spelt, parts.size),
        phones=_phones(column("phone")),
        handles=_several(_handles(column("handle")), width=2)[1],
        nationality=nationality,
        year=np.where(day > 0, day // 10000, year),
        day=day,
        gender=_each(column("gender"), _gender, np.int8),
        place=place,
        spots=spots,
        country=lands,
        countries=list(codes),
        seen=_each(column("seen_on"), _seen, np.int32),
    )


def _telling(parts: Parts) -> Array:
    """The parts of each name without its particles, which stay where there is nothing else."""
    there = parts.of >= 0
    whole = there & ~parts.particle[parts.of] if parts.size else there
    return np.where(whole | ~whole.any(axis=1, keepdims=True), parts.of, -1)


def _letters(parts: Parts) -> Array:
    each = np.concatenate([counts(parts.folds[:, 0]), np.zeros((1, 26), np.uint8)])  # the last is for no part
    found = np.zeros((len(parts.of), 26), np.uint8)
    for at in range(parts.of.shape[1]):
        found += each[parts.of[:, at]]
    return found


def _keys(parts: Parts) -> Array:
    """The first keys of each name in order of their text, as `parts_of` has them."""
    telling = _telling(parts)
    found = np.full((len(telling), MOST_KEYS), -1, np.int32)
    last = len(parts.key_texts)
    for at in range(0, len(telling) if parts.size else 0, CHUNK):
        some = telling[at : at + CHUNK]
        keys = np.where(some[:, :, None] >= 0, parts.keys[some], -1).reshape(len(some), -1)
        keys[keys < 0] = last
        keys.sort(axis=1)
        keys[:, 1:][keys[:, 1:] == keys[:, :-1]] = last
        keys.sort(axis=1)
        kept = keys[:, :MOST_KEYS]
        found[at : at + CHUNK] = np.where(kept < last, kept, -1)
    return found


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


def _several(*columns: Column, width: int) -> tuple[list[str], Array]:
    """Distinct values of cells that may hold several, and for each row the numbers of its own."""
    numbers: dict[str, int] = {}
    wide = []
    for column in columns:
        cells = np.full(
            (len(column.values) + 1, width), -1, np.int32
        )  # the last is for rows that hold nothing
        for at, cell in enumerate(column.values):
            values = (
                [one.strip() for one in cell.split(";") if one.strip()] if ";" in cell else [cell.strip()]
            )
            for place, value in enumerate(values[:width]):
                cells[at, place] = numbers.setdefault(value, len(numbers))
        wide.append(cells[column.codes])
    found = np.concatenate(wide, axis=1)
    if len(columns) > 1:
        found = np.take_along_axis(found, np.argsort(found < 0, axis=1, kind="stable"), axis=1)[:, :width]
    return list(numbers), found


def _handles(column: Column) -> Column:
    told = [";".join(normalised(Contact("handle", one)) for one in cell.split(";")) for cell in column.values]
    return Column(told, column.codes)


def _phones(column: Column) -> Array:
    cells = np.full((len(column.values) + 1, 2), -1, np.int64)
    for row, cell in enumerate(column.values):
        for at, one in enumerate(cell.split(";")[:2]):
            digits = "".join(char for char in one if char.isdecimal())
            if digits:
                cells[row, at] = int(digits[-9:])
    return cells[column.codes]


def _each(column: Column, read: Callable[[str], int], kind: type) -> Array:
    """What each different text is read as; -1 where nothing stands."""
    return np.array([*map(read, column.values), -1], kind)[column.codes]


def _distinct(found: Array) -> Array:
    """Each row's numbers without repeats, -1 behind them, no wider than the longest."""
    ordered = np.sort(found, axis=1)[:, ::-1]
    ordered[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = -1
    ordered = np.sort(ordered, axis=1)[:, ::-1]
    width = max(int((ordered >= 0).any(axis=0).sum()), 1)
    return np.ascontiguousarray(ordered[:, :width])


def _lands(column: Column, countries: Countries, codes: dict[str, int], name: str) -> Array:
    def land(value: str) -> int:
        code = countries.find(value)
        if code is None:
            near = ", ".join(countries.nearest(value))
            hint = f" Nearest: {near}." if near else ""
            raise BadInput(f"The column {name} holds something that is no country.{hint}")
        return codes.setdefault(code, len(codes))

    return _each(column, land, np.int16)


def _places(column: Column, lands: Array, codes: Sequence[str], locate: Locate) -> tuple[list[Spot], Array]:
    numbers: dict[Spot, int] = {}
    both = column.codes.astype(np.int64) * (len(codes) + 1) + lands + 1
    distinct, where = np.unique(both[column.codes >= 0], return_inverse=True)
    found = []
    for code, land in zip(*(one.tolist() for one in np.divmod(distinct, len(codes) + 1)), strict=True):
        text, country = column.values[code], codes[land - 1] if land else None
        spot = locate(text, country) or Spot(" ".join(text.casefold().split()), country)
        found.append(numbers.setdefault(spot, len(numbers)))
    place = np.full(len(column.codes), -1, np.int32)
    place[column.codes >= 0] = np.array(found or [0], np.int32)[where]
    return list(numbers), place


def _year(value: str) -> int:
    try:
        return int(float(value))
    except ValueError:
        raise BadInput("The column birth_year holds a value that is no year of four digits.") from None


def _day(value: str) -> int:
    found = _iso(value, "birth_date")
    return found.year * 10000 + found.month * 100 + found.day


def _seen(value: str) -> int:
    return _iso(value, "seen_on").toordinal()


def _iso(value: str, name: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise BadInput(f"The column {name} holds a value that is no date like 2026-03-09.") from None


def _gender(value: str) -> int:
    return "fmx".find(value[0].casefold())
