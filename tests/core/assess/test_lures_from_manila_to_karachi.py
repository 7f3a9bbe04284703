"""Offers that lure and decent advertisements, in the languages from Manila to Karachi. All of them are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bothends.core.assess import lures
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.search import signs
from bothends.data import built

TABLE = tomllib.loads(
    (Path(__file__).parent / "lures_from_manila_to_karachi.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def wording() -> Lexicon:
    return built.lexicon("lures", frozenset(lures.BY_CODE))


def codes_of(row: dict[str, Any], wording: Lexicon) -> set[str]:
    return {sign.code for sign in signs(row["text"], wording)}


@pytest.mark.parametrize("row", TABLE["offers"])
def test_an_offer_that_lures_shows_its_signs(row: dict[str, Any], wording: Lexicon) -> None:
    assert row["language"] in wording.languages
    assert set(row["codes"]) - codes_of(row, wording) == set()


@pytest.mark.parametrize("row", TABLE["decent"])
def test_a_decent_advertisement_shows_next_to_nothing(row: dict[str, Any], wording: Lexicon) -> None:
    assert row["language"] in wording.languages
    found = codes_of(row, wording)
    assert len(found) <= 2
    assert all(lures.BY_CODE[code].weight <= 0.6 for code in found)
