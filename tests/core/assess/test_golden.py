"""The golden tables of each language: what must be found with its codes, and what must not be.

`golden_<language>.toml` holds `found` rows (lines, codes and, where it matters, urgency) and `ordinary` rows
(lines, codes that must be absent, tactics that must be named). Every sentence is written for these tests.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from bothends.core.assess.disclosure import assess
from bothends.core.assess.lexicon import Lexicon
from bothends.core.findings import Findings, Line

TABLES = {
    path: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("golden_*.toml"))
}


def rows(kind: str) -> list[dict[str, Any]]:
    return [row for table in TABLES.values() for row in table[kind]]


def read(row: dict[str, Any], lexicon: Lexicon) -> Findings:
    return assess([Line(text, "other") for text in row["lines"]], lexicon)


def name_of(row: dict[str, Any]) -> str:
    return f"{row['language']}-{crc32(' '.join(row['lines']).encode()) % 100_000}"


@pytest.mark.parametrize("row", rows("found"), ids=name_of)
def test_a_disclosure_is_found_with_its_codes(row: dict[str, Any], lexicon: Lexicon) -> None:
    found = read(row, lexicon)
    assert found.found
    assert set(row["codes"]) - {finding.code for finding in found.indicators} == set()
    assert set(row.get("urgency", ())) - set(found.urgency.reasons) == set()


@pytest.mark.parametrize("row", rows("ordinary"), ids=name_of)
def test_an_ordinary_text_is_not_taken_for_a_disclosure(row: dict[str, Any], lexicon: Lexicon) -> None:
    found = read(row, lexicon)
    assert not found.found
    assert set(row.get("absent", ())) & {finding.code for finding in found.indicators} == set()
    assert set(row.get("tactics", ())) - {finding.code for finding in found.tactics} == set()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_a_table_is_long_enough_and_names_its_languages(path: Path) -> None:
    table = TABLES[path]
    assert len(table["found"]) >= 15
    assert len(table["ordinary"]) >= 15
    assert all(row["language"] and row["lines"] for kind in ("found", "ordinary") for row in table[kind])
