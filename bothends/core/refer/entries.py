"""The three kinds of directory entry, and how a checked row of the data files becomes one."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from bothends.core.errors import BadRow

KINDS = {
    "embassy": "Embassy",
    "high_commission": "High Commission",
    "consulate_general": "Consulate General",
    "consulate": "Consulate",
    "nunciature": "Apostolic Nunciature",
    "representative_office": "Representative Office",
    "interests_section": "Interests Section",
}
CONFIDENCE = ("R", "2", "K")
# `not_casework`: documents, advises or trains, and takes no single case, so it is listed and never a route.
ONLY_IF = ("", "protection", "released", "returned", "not_casework")
TASKS = (
    "consular",
    "anti_trafficking",
    "police",
)  # for its own people abroad; for cases on its soil; by telephone


@dataclass(frozen=True, slots=True)
class Mission:
    """One post of a state abroad. `covers`: other countries it is recorded as serving, alpha-3."""

    id: str
    sending: str
    host: str
    city: str
    kind: str
    covers: tuple[str, ...]
    phone: str
    email: str
    website: str
    source: str
    checked_on: date
    status: str  # recorded (in the snapshot), press, unverified (general knowledge)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A rights organisation that takes referrals. `serves`: hosts, alpha-3, or `*`."""

    id: str
    name: str
    base: str
    serves: tuple[str, ...]
    nationalities: tuple[str, ...]  # empty: any
    mandates: tuple[str, ...]
    accepts: tuple[str, ...]
    only_if: str  # one of ONLY_IF: empty, or what must be there first
    channel: str
    role: str
    source: str
    checked_on: date
    confidence: str  # R read in its own text, 2 second-hand, K general knowledge


@dataclass(frozen=True, slots=True)
class Ministry:
    """An authority of a state: foreign ministry, ministry in charge, local police if switched on."""

    id: str
    country: str
    name: str
    line: str
    channel: str
    source: str
    checked_on: date
    confidence: str
    status: str
    task: str = "consular"  # one of TASKS


Entry = Mission | Organisation | Ministry
T = TypeVar("T")
Row = Mapping[str, str]
Make = Callable[[Row, frozenset[str]], T]
Over = Mapping[str, Row | None]  # rows a desk took in, by id; None where it withdrew one


def read(
    folder: Path, name: str, make: Make[T], known: frozenset[str], over: Over | None = None
) -> tuple[T, ...]:
    """All rows of one file, checked, with the desk's rows laid over them. Raises BadRow naming file and row."""
    laid = dict(over or {})
    try:
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            rows = checked(lines, name, make, known)
    except FileNotFoundError:
        raise BadRow(f"{name} is not in the folder of reviewed rows. Restore it.") from None
    found = {row["id"]: made for row, made in rows if row["id"] not in laid}
    found |= {key: make(row, known) for key, row in laid.items() if row is not None}
    return tuple(found.values())


def checked(lines: Iterable[str], name: str, make: Make[T], known: frozenset[str]) -> list[tuple[Row, T]]:
    """Each row beside what it becomes. Raises BadRow naming the file and the row (row 1 is the heading)."""
    made: dict[str, tuple[Row, T]] = {}
    for number, row in enumerate(csv.DictReader(lines, restval=""), start=2):
        if None in row:
            raise BadRow(f"{name}, row {number}: more cells than the heading has. Correct the row.")
        try:
            if row["id"] in made or not re.fullmatch(r"[a-z0-9-]+", row["id"]):
                raise ValueError("the id is missing, doubled, or not in small letters, digits and hyphens")
            made[row["id"]] = (row, make(row, known))
        except KeyError as missing:
            raise BadRow(f"{name}, row {number}: the column {missing} is missing. Restore it.") from None
        except ValueError as wrong:
            raise BadRow(f"{name}, row {number}: {wrong}. Correct the row.") from None
    return list(made.values())


def codes(row: Row, column: str, known: frozenset[str]) -> tuple[str, ...]:
    """The alpha-3 codes of a cell, joined by `|`."""
    found = tuple(code for code in row[column].split("|") if code)
    if not known.issuperset(found):
        raise ValueError(f"{column} holds something that is no ISO 3166-1 alpha-3 code")
    return found


def _one(row: Row, column: str, known: frozenset[str]) -> str:
    found = codes(row, column, known)
    if len(found) != 1:
        raise ValueError(f"{column} must hold exactly one country")
    return found[0]


def among(row: Row, column: str, allowed: object) -> str:
    if row[column] not in allowed:  # type: ignore[operator]  # a dict or a tuple
        raise ValueError(f"{column} is none of the known codes")
    return row[column]


def day(row: Row) -> date:
    try:
        return date.fromisoformat(row["checked_on"])
    except ValueError:
        raise ValueError("checked_on is no date (YYYY-MM-DD)") from None


def said(row: Row, column: str) -> str:
    if not row[column].strip():
        raise ValueError(f"{column} is empty")
    return row[column]


def mission(row: Row, known: frozenset[str]) -> Mission:
    if "honorary" in row["kind"]:
        raise ValueError("an honorary consulate is no route: its kind is not taken in")
    return Mission(
        id=row["id"],
        sending=_one(row, "sending", known),
        host=_one(row, "host", known),
        city=row["city"],
        kind=among(row, "kind", KINDS),
        covers=codes(row, "covers", known),
        phone=row["phone"],
        email=row["email"],
        website=row["website"],
        source=said(row, "source"),
        checked_on=day(row),
        status=among(row, "status", ("recorded", "press", "unverified")),
    )


def organisation(row: Row, known: frozenset[str]) -> Organisation:
    return Organisation(
        id=row["id"],
        name=said(row, "name"),
        base=_one(row, "base", known),
        serves=codes(row, "serves", known | {"*"}),
        nationalities=codes(row, "nationalities", known),
        mandates=tuple(said(row, "mandates").split("|")),
        accepts=tuple(said(row, "accepts").split("|")),
        only_if=among(row, "only_if", ONLY_IF),
        channel=row["channel"],
        role=said(row, "role"),
        source=said(row, "source"),
        checked_on=day(row),
        confidence=among(row, "confidence", CONFIDENCE),
    )


def ministry(row: Row, known: frozenset[str]) -> Ministry:
    return Ministry(
        id=row["id"],
        country=_one(row, "country", known),
        name=said(row, "name"),
        line=row["line"],
        channel=row["channel"],
        source=said(row, "source"),
        checked_on=day(row),
        confidence=among(row, "confidence", CONFIDENCE),
        status=among(row, "status", ("unverified", "confirmed")),
        task=among(row, "task", TASKS),
    )
