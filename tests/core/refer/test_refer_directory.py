"""The directory: broken rows are named, ages are days, only what this desk verified counts as verified."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bothends.core.countries import load_countries
from bothends.core.errors import BadInput, BadRow, NotVerified
from bothends.core.refer.directory import Directory, Mission, Verification, load
from bothends.core.refer.routing import RouteAsked, route
from bothends.data import folder

FILES = (
    "countries.csv",
    "doubts.csv",
    "missions.csv",
    "organisations.csv",
    "ministries.csv",
    "routing.toml",
    "nearness.toml",
)
HEAD = "id,sending,host,city,kind,covers,phone,email,website,source,checked_on,status\n"
GOOD = "a-1,KEN,THA,Bangkok,embassy,KHM,,,,press,2026-01-02,press\n"
BANGKOK = "gap-ken-tha-bangkok"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(folder() / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a-2,XXX,THA,Bangkok,embassy,,,,,press,2026-01-02,press", "sending"),
        ("a-2,KEN,THA,Bangkok,honorary_consulate,,,,,press,2026-01-02,press", "kind"),
        ("a-2,KEN,THA,Bangkok,embassy,KHM|YYY,,,,press,2026-01-02,press", "covers"),
        ("a-2,KEN,THA,Bangkok,embassy,,,,,,2026-01-02,press", "source"),
        ("a-2,KEN,THA,Bangkok,embassy,,,,,press,yesterday,press", "checked_on"),
        ("a-1,KEN,THA,Bangkok,embassy,,,,,press,2026-01-02,press", "id"),
        ("a-2,KEN,THA,Bangkok,embassy,,,,,press,2026-01-02,press,more", "more cells"),
    ],
)
def test_a_broken_row_names_file_row_and_cell(copy: Path, row: str, says: str) -> None:
    (copy / "missions.csv").write_text(HEAD + GOOD + row + "\n", encoding="utf-8")
    with pytest.raises(BadRow, match=f"missions.csv, row 3: .*{says}"):
        load(copy)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('find = "missions_nearest"', 'find = "missions_somewhere"', "nearest_mission: its look-up"),
        ('basis = "nearest"', 'basis = "close"', "nearest_mission: its basis"),
        ("known = true", "knows = true", "organisation_for_nationality: a condition"),
        ('any_flag = ["released"]', 'any_flag = ["free"]', "shelter_after_release: a flag"),
        ('nationality = ["LIE"]', 'nationality = ["LIX"]', "agreements"),
        ("[limits]", "[limits", "not valid TOML"),
    ],
)
def test_a_broken_rule_names_itself(copy: Path, old: str, new: str, says: str) -> None:
    table = copy / "routing.toml"
    table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadRow, match=says):
        load(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(BadRow, match=name):
        load(copy)


def test_nothing_is_verified_until_this_desk_did_it(directory: Directory) -> None:
    with pytest.raises(NotVerified, match="Nobody at this desk"):
        directory.require_verified(BANGKOK, today=date(2026, 11, 23))


def test_a_verification_counts_and_then_grows_old() -> None:
    known = Verification(BANGKOK, "Ben", date(2026, 11, 1), "called the switchboard", "age1example")
    desk = load(folder(), verified=[known])
    assert desk.require_verified(BANGKOK, today=date(2026, 11, 23)).recipient == "age1example"
    first = route(RouteAsked("KEN", "KHM"), desk, today=date(2026, 11, 23)).routes[0]
    assert (first.id, first.verified, first.blocked) == (BANGKOK, True, None)
    later = date(2027, 6, 1)
    old = route(RouteAsked("KEN", "KHM"), desk, today=later).routes[0]
    assert not old.verified
    assert "too old" in (old.blocked or "")
    with pytest.raises(NotVerified, match="over 180 days"):
        desk.require_verified(BANGKOK, today=later)


def test_age_is_days_since_the_row_was_checked(directory: Directory) -> None:
    entry = directory.find(BANGKOK)
    assert entry is not None
    assert directory.age(entry, today=date(2026, 11, 23)) == 1


def test_an_old_row_says_so_in_its_caution(directory: Directory) -> None:
    first = route(RouteAsked("IND", "KHM"), directory, today=date(2026, 11, 23)).routes[0]
    assert "2022-11-16" in (first.caution or "")


def test_every_proposed_id_is_found_again(directory: Directory) -> None:
    for asked in (RouteAsked("KEN", "KHM"), RouteAsked("GBR", "KHM"), RouteAsked("KHM", "KHM")):
        for row in route(asked, directory, today=date(2026, 11, 23)).routes:
            entry = directory.find(row.id)
            assert entry is not None
            assert directory.name_of(entry) == row.name


def test_whoever_the_domain_names_is_listed_with_source_date_and_standing(directory: Directory) -> None:
    named = (
        "hrc", "exodus-road", "ijm", "gaso", "acts-of-mercy", "civil-society-network-tak", "immanuel", "lift",
        "paveena", "caritas-cambodia", "eos-collective", "blue-dragon", "mho", "brac-migration", "amnesty", "iom",
        "unhcr", "unseen", "charms", "scars", "tenaganita", "migrant-care", "gaatw", "freedom-collaborative",
    )  # fmt: skip
    rows = {row.id: row for row in directory.index.organisations}
    assert set(named) == set(rows)
    assert all(
        row.source and row.checked_on <= date(2026, 11, 23) and row.confidence for row in rows.values()
    )


def test_every_doubt_is_about_a_post_or_a_country_that_is_there(directory: Directory) -> None:
    for one in directory.doubts.values():
        code = one.id.removeprefix("host-").upper()
        assert directory.find(one.id) is not None or code in directory.countries, one.id


def test_no_honorary_consulate_is_in_the_directory(directory: Directory) -> None:
    kinds = {entry.kind for entry in directory.index.by_id.values() if isinstance(entry, Mission)}
    assert not [kind for kind in kinds if "honorary" in kind]


@pytest.mark.parametrize(
    ("said", "code"),
    [("KH", "KHM"), ("khm", "KHM"), ("Cambodia", "KHM"), ("the philippines", "PHL"), ("Cote d'Ivoire", "CIV"),
     ("Burma", "MMR"), ("Kosovo", "XKX"), ("Türkiye", "TUR")],
)  # fmt: skip
def test_a_country_is_known_by_code_and_name(said: str, code: str) -> None:
    assert load_countries(folder()).asked(said) == code


def test_an_unknown_country_names_the_nearest_and_not_what_was_typed() -> None:
    with pytest.raises(BadInput, match="Cambodia") as wrong:
        load_countries(folder()).asked("Cambodja-land")
    assert "Cambodja" not in str(wrong.value)
