"""A country is found by code or by name in any of our languages; a mistyped one gets suggestions."""

from __future__ import annotations

import pytest

from bothends.core.countries import Countries, load_countries, rows_of
from bothends.core.places import load_gazetteer
from bothends.data import folder


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_countries(folder())


@pytest.mark.parametrize(
    ("text", "alpha3"),
    [
        ("KH", "KHM"),
        ("khm", "KHM"),
        ("cambodia", "KHM"),
        ("カンボジア", "KHM"),
        ("柬埔寨", "KHM"),
        ("Campuchia", "KHM"),
        ("กัมพูชา", "KHM"),
        ("កម្ពុជា", "KHM"),
        ("Burma", "MMR"),
        ("緬甸", "MMR"),
        ("Côte d’Ivoire", "CIV"),
        ("UK", "GBR"),
        ("Kenyan", "KEN"),
        ("Pinoy", "PHL"),
        ("大马", "MYS"),
        ("印尼", "IDN"),
        ("Việt Nam", "VNM"),
        ("Đức", "DEU"),
        ("香港", "HKG"),
        ("ไทย", "THA"),
        (" Laos ", "LAO"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_any_of_its_names(countries: Countries, text: str, alpha3: str | None) -> None:
    assert countries.find(text) == alpha3


def test_a_mistyped_country_gets_suggestions(countries: Countries) -> None:
    assert "Cambodia" in countries.nearest("Cambodja")
    assert countries.nearest("zzzzqqq") == ()


def test_every_name_in_every_language_is_found(countries: Countries) -> None:
    missing = [
        name
        for row in rows_of(folder() / "countries.csv")
        for language, name in row.items()
        if language != "alpha2" and name and countries.find(name.partition(" (")[0]) is None
        if "(" not in name and "（" not in name
    ]
    assert missing == []


def test_a_country_word_inside_another_word_is_not_seen(countries: Countries) -> None:
    assert countries.mentions("タイプ woman indiana") == []
    assert [m.alpha3 for m in countries.mentions("タイとミャンマー, oman")] == ["THA", "MMR", "OMN"]


def test_every_place_row_names_a_known_country_and_is_a_town_or_more(countries: Countries) -> None:
    gazetteer = load_gazetteer(folder())
    assert {known.country for known in gazetteer.places} <= set(countries.english)
    assert not [known for known in gazetteer.places if 0 < known.population < 500]


def test_an_ambiguous_name_keeps_every_place_it_may_mean() -> None:
    seen = load_gazetteer(folder()).mentions("i am in san fernando")
    assert len(seen[0].places) > 1


def test_reviewed_rows_carry_source_and_date() -> None:
    for name in ("places_overlay.csv", "hosts.csv"):
        assert all(row["source"] and row["checked_on"] for row in rows_of(folder() / name))
    assert "GeoNames" in (folder() / "places.tsv").read_text("utf-8")[:80]
