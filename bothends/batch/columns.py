"""A register as a file: CSV or Parquet with columns we know, and no others."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bothends.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

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
class Table:
    """The columns of one register as texts, None where nothing stands; those absent are absent."""

    size: int
    columns: dict[str, Sequence[str | None]] = field(repr=False)

    def of(self, name: str) -> Sequence[str | None]:
        """A column; all None where the file has none of that name."""
        return self.columns.get(name) or [None] * self.size


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
    columns = {name: found.column(at).to_pylist() for at, name in enumerate(names)}
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


def _check_ids(file: str, table: Table) -> None:
    ids = table.of("id")
    if None in ids:
        raise BadInput(f"{file}: row {list(ids).index(None) + 1} has no id. Give every row one.")
    if len(set(ids)) < table.size:
        raise BadInput(f"{file}: an id stands in two rows. Give every row its own.")
