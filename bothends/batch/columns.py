"""A register as a file: CSV or Parquet with columns we know, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from bothends.core.errors import BadInput

Array = np.ndarray[Any, Any]

COLUMNS = {
    "id": "any text, different in every row",
    "name": "in any script",
    "aliases": "other names, separated by ;",
    "phone": "international form; several separated by ;",
    "handle": "on any network; several separated by ;",
    "nationality": "a country's name or code",
    "birth_year": "four digits",
    "birth_date": "YYYY-MM-DD",
    "gender": "f, m or x",
    "place": "where the person is held",
    "country": "where that is: a name or code",
    "seen_on": "YYYY-MM-DD, when the person was last heard of",
}
ENDINGS = {".csv": "read_csv(?, all_varchar=true, header=true)", ".parquet": "read_parquet(?)"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column in which each different text stands once: `codes` number them row by row, -1 where nothing stands."""

    values: Sequence[str] = field(repr=False)
    codes: Array = field(repr=False)

    @classmethod
    def of(cls, texts: Sequence[str | None]) -> Column:
        """From a text or None for each row."""
        numbers: dict[str, int] = {}
        codes = [-1 if one is None else numbers.setdefault(one, len(numbers)) for one in texts]
        return cls(list(numbers), np.array(codes, np.int32))

    def texts(self) -> list[str | None]:
        """A text or None for each row."""
        return [self.values[one] if one >= 0 else None for one in self.codes.tolist()]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one register; those that the file lacks are absent."""

    size: int
    columns: dict[str, Column] = field(repr=False)

    def of(self, name: str) -> Column:
        """A column; nothing in any row where the file has none of that name."""
        return self.columns.get(name) or Column([], np.full(self.size, -1, np.int32))


def together(tables: Sequence[Table], name: str) -> Column:
    """A column of all tables, one below the other."""
    first, *more = (one.of(name) for one in tables)
    for one in more:
        numbers = {text: at for at, text in enumerate(first.values)}
        new = np.array([numbers.setdefault(text, len(numbers)) for text in one.values] or [0], np.int32)
        codes = np.where(one.codes >= 0, new[one.codes], -1)
        first = Column(list(numbers), np.concatenate([first.codes, codes]))
    return first


def read(path: Path) -> Table:
    """Read a register. Raises BadInput naming the nearest columns for one we do not know."""
    import duckdb

    reader = ENDINGS.get(path.suffix.lower())
    if reader is None:
        raise BadInput(f"{path.name}: give a .csv or .parquet file.")
    if not path.is_file():
        raise BadInput(f"{path.name}: no such file. Check the path and try again.")
    with duckdb.connect(config={"threads": 2}) as connection:
        try:
            # S608: only words of ENDINGS and, once checked, of COLUMNS are put into a query.
            described = connection.execute(f"DESCRIBE SELECT * FROM {reader}", [str(path)]).fetchall()  # noqa: S608
            names = [str(row[0]) for row in described]
            _check(path.name, names)
            chosen = ", ".join(f"nullif(trim(\"{name}\"::VARCHAR), '')" for name in names)
            rows: Any = connection.sql(f"SELECT {chosen} FROM {reader}", params=[str(path)])  # noqa: S608
            found = rows.to_arrow_table()
        except duckdb.Error as wrong:
            raise BadInput(f"{path.name}: cannot be read: {str(wrong).splitlines()[0]}") from wrong
    columns = {name: _encoded(found.column(at)) for at, name in enumerate(names)}
    table = Table(found.num_rows, columns)
    _check_ids(path.name, table)
    return table


def _check(file: str, names: list[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            near = get_close_matches(name.casefold().replace(" ", "_"), COLUMNS, n=3, cutoff=0.4) or list(
                COLUMNS
            )
            raise BadInput(f'{file}: the column "{name}" is not understood. Nearest: {", ".join(near)}.')
    if "id" not in names:
        raise BadInput(f"{file}: there is no column id. Add one that is different in every row.")


def _encoded(column: Any) -> Column:
    found = column.combine_chunks().dictionary_encode()
    return Column(found.dictionary.to_pylist(), found.indices.fill_null(-1).to_numpy().astype(np.int32))


def _check_ids(file: str, table: Table) -> None:
    ids = table.of("id")
    if (ids.codes < 0).any():
        raise BadInput(f"{file}: row {int((ids.codes < 0).argmax()) + 1} has no id. Give every row one.")
    if len(ids.values) < table.size:
        raise BadInput(f"{file}: an id stands in two rows. Give every row its own.")
