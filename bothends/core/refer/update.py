"""A newer file of the directory beside what is there: what is new, changed, older or missing. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bothends.core.errors import BadInput
from bothends.core.refer import entries
from bothends.core.refer.entries import Entry, Make, Ministry, Mission, Organisation, Row
from bothends.core.refer.material import material

# What each file's rows become. A file is known by its columns, not by its name.
MAKE: dict[str, Make[Any]] = {
    "missions.csv": entries.mission,
    "organisations.csv": entries.organisation,
    "ministries.csv": entries.ministry,
}
SHAPES: dict[str, type[Entry]] = {
    "missions.csv": Mission,
    "organisations.csv": Organisation,
    "ministries.csv": Ministry,
}
WHAT = ("new", "changed", "withdrawn", "older", "missing")
APPLIED = frozenset({"new", "changed", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Change:
    """One row. `what` is one of WHAT; `older` and `missing` are told and not applied.

    `columns`: column, what stands here, what the file says. `anew`: this desk verified it and must do so again.
    """

    id: str
    what: str
    columns: tuple[tuple[str, str, str], ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What one file would change. `rows`: by id, what to keep; None withdraws the row."""

    file: str
    changes: tuple[Change, ...]
    rows: Mapping[str, dict[str, str] | None]
    same: int

    def to_json(self) -> dict[str, Any]:
        """One object of the list that `bothends directory import --json` prints."""
        return {"file": self.file, "same": self.same, "changes": [asdict(one) for one in self.changes]}


def columns_of(file: str) -> tuple[str, ...]:
    """The columns of a file of this shape, in their order."""
    return tuple(SHAPES[file].__dataclass_fields__)


def shape_of(text: str) -> str:
    """Which file of the directory this is, by its heading. Raises BadInput with the headings that are known."""
    heading = frozenset(text.partition("\n")[0].strip("\r\ufeff").split(","))
    for file in SHAPES:
        if heading == frozenset(columns_of(file)):
            return file
    known = "; ".join(f"{file}: {','.join(columns_of(file))}" for file in SHAPES)
    raise BadInput(f"The file's first line is no heading of the directory. Give it one of these. {known}")


def plan(
    text: str,
    here: Iterable[Entry],
    known: frozenset[str],
    *,
    complete: bool = False,
    verified: frozenset[str] = frozenset(),
) -> Plan:
    """Compare a file with the entries of its shape. `complete`: what the file lacks is withdrawn.

    Raises BadInput for a file that is no directory file, BadRow for a row in it that is wrong.
    """
    file = shape_of(text)
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    told = {row["id"]: (row, made) for row, made in entries.checked(lines, file, MAKE[file], known)}
    ours = {one.id: one for one in here if isinstance(one, SHAPES[file])}
    changes = [_change(ours.get(key), made, key in verified) for key, (_, made) in told.items()]
    gone = "withdrawn" if complete else "missing"
    changes += [Change(key, gone, anew=complete and key in verified) for key in ours if key not in told]
    found = tuple(one for one in changes if one is not None)
    keep = {one.id: _kept(told, one) for one in found if one.what in APPLIED}
    return Plan(file, found, keep, len(changes) - len(found))


def _kept(told: Mapping[str, tuple[Row, Entry]], change: Change) -> dict[str, str] | None:
    return None if change.what == "withdrawn" else dict(told[change.id][0])


def _change(ours: Entry | None, theirs: Entry, verified: bool) -> Change | None:
    """None when both say the same."""
    if ours is None:
        return Change(theirs.id, "new")
    before, after = cells(ours), cells(theirs)
    columns = tuple((name, before[name], after[name]) for name in after if before[name] != after[name])
    if not columns:
        return None
    if theirs.checked_on < ours.checked_on:
        return Change(theirs.id, "older", columns)
    counts = {name for name, _, _ in columns} & set(material(theirs))
    return Change(theirs.id, "changed", columns, anew=verified and bool(counts))


def cells(entry: Entry) -> dict[str, str]:
    """An entry as its row of the file."""
    return {name: _cell(value) for name, value in asdict(entry).items()}


def _cell(value: str | date | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    return value.isoformat() if isinstance(value, date) else value
