"""What one statement says of the person: a table a caseworker can read, row by row."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bothends.core.assess.record import Tables, extract
from bothends.core.findings import Line
from bothends.core.report import Person

TABLE = Path(__file__).with_name("record.tsv")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(
            csv.DictReader(
                (r for r in stream if not r.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
            )
        )


def said(person: Person, field: str) -> str:
    """The field as the table writes it; blank where the record has nothing."""
    if field == "contact":
        return ", ".join(f"{c.kind} {c.value}" for c in person.contacts)
    if field == "alias":
        return ", ".join(person.aliases)
    if field == "place":
        return person.place.name if person.place else ""
    value = getattr(person, field)
    return "" if value in (None, "unknown") else str(value)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['field']}: {row['text'][:50]}")
def test_a_statement_says_what_the_table_says(row: dict[str, str], tables: Tables) -> None:
    line = Line(row["text"], "other" if row["voice"] == "other" else None)
    assert said(extract([line], tables).person, row["field"]) == row["expected"]
