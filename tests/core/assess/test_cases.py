"""Golden tables: what is found, what is not, and how often."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from bothends.core.assess.disclosure import assess
from bothends.core.assess.lexicon import Lexicon
from bothends.core.findings import Findings, Line

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["rows"]


def read(row: dict[str, Any], lexicon: Lexicon) -> Findings:
    return assess([Line(text, "other") for text in row["lines"]], lexicon)


def share(name: str, lexicon: Lexicon) -> float:
    """Share of rows found, printed (`pytest -s`) with one line per language."""
    table = rows(name)
    hits = {id(row): read(row, lexicon).found for row in table}
    for language in sorted({row["language"] for row in table}):
        own = [hits[id(row)] for row in table if row["language"] == language]
        print(f"{name:12} {language:8} found {sum(own):3} of {len(own):3}")
    return sum(hits.values()) / len(table)


def name_of(row: dict[str, Any]) -> str:
    return f"{row['language']}-{crc32(' '.join(row['lines']).encode()) % 100_000}"


@pytest.mark.parametrize("row", rows("plain"), ids=name_of)
def test_a_plain_disclosure_is_found_with_its_codes(row: dict[str, Any], lexicon: Lexicon) -> None:
    found = read(row, lexicon)
    assert found.found
    assert set(row["codes"]) <= {finding.code for finding in found.indicators}
    assert set(row.get("urgency", ())) <= set(found.urgency.reasons)
    assert found.urgency.level == ("urgent" if row.get("urgency") else found.urgency.level)


@pytest.mark.parametrize("row", rows("ordinary"), ids=name_of)
def test_an_ordinary_line_is_not_taken_for_the_codes_it_must_not_have(
    row: dict[str, Any], lexicon: Lexicon
) -> None:
    found = read(row, lexicon)
    assert not set(row.get("absent", ())) & {finding.code for finding in found.indicators}
    assert set(row.get("tactics", ())) <= {finding.code for finding in found.tactics}


def test_at_most_two_in_a_hundred_ordinary_chats_are_taken_for_a_disclosure(lexicon: Lexicon) -> None:
    assert share("ordinary", lexicon) <= 0.02


def test_ninety_five_in_a_hundred_paraphrased_disclosures_are_found(lexicon: Lexicon) -> None:
    assert share("paraphrased", lexicon) >= 0.95


def test_ninety_five_in_a_hundred_of_the_later_held_out_sets_are_found(lexicon: Lexicon) -> None:
    assert share("second", lexicon) >= 0.95


@pytest.mark.parametrize("row", rows("paraphrased"), ids=name_of)
def test_a_paraphrased_disclosure_that_is_found_carries_its_codes(
    row: dict[str, Any], lexicon: Lexicon
) -> None:
    found = read(row, lexicon)
    if found.found:
        assert set(row["codes"]) & {finding.code for finding in found.indicators}


def test_the_disclosure_is_among_the_first_three_lines_of_a_long_scam_chat(lexicon: Lexicon) -> None:
    """Every plain row hidden among all ordinary lines is found and shown first."""
    chatter = [Line(text, "other") for row in rows("ordinary") for text in row["lines"]]
    missed = []
    for row in rows("plain"):
        told = [Line(text, "other") for text in row["lines"]]
        shown = assess([*chatter[:60], *told, *chatter[60:]], lexicon).evidence[:3]
        if not {line.text for line in told} & {evidence.text for evidence in shown}:
            missed.append(row["lines"])
    assert missed == []


def test_there_are_enough_rows_to_mean_something() -> None:
    assert len(rows("plain")) + len(rows("paraphrased")) + len(rows("second")) + len(rows("ordinary")) >= 250
    assert len(rows("ordinary")) >= 100
