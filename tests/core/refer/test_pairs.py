"""910 pairs: 91 nationalities (nationalities.csv says why each) held in ten countries, and every set of flags.

What the first route should be is worked out here a second time, straight from the rows of the data files.
"""

from __future__ import annotations

import csv
import os
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from bothends.core.refer.directory import Directory
from bothends.core.refer.routing import TO_A_STATE, RouteAsked, Routing, route
from bothends.core.refer.rules import FLAGS
from bothends.data import folder

TODAY = date(2026, 11, 23)
HOSTS = ("KHM", "MMR", "LAO", "THA", "PHL", "VNM", "MYS", "IDN", "CHN", "ARE")
WEIGHED = {"AFG", "ERI", "MMR", "PRK"}
NOT_ACTING = {"nunciature"}
SPECIAL = {"TWN", "HKG", "MAC"}  # each has its own rows in the golden table
EU = frozenset(tomllib.loads((folder() / "nearness.toml").read_text(encoding="utf-8"))["groups"]["eu"])
SHARE = 8
SETS = [frozenset(some) for n in range(len(FLAGS) + 1) for some in combinations(sorted(FLAGS), n)]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


NATIONALITIES = [row["alpha3"] for row in table(Path(__file__).with_name("nationalities.csv"))]
PAIRS = [(nationality, host) for nationality in NATIONALITIES for host in HOSTS]


@cache
def posts() -> tuple[dict[str, str], ...]:
    """Rows of missions.csv that can act and are not marked as closed."""
    closed = {row["id"] for row in table(folder() / "doubts.csv") if row["kind"] == "closed"}
    rows = table(folder() / "missions.csv")
    return tuple(row for row in rows if row["kind"] not in NOT_ACTING and row["id"] not in closed)


@cache
def resident() -> frozenset[tuple[str, str]]:
    return frozenset((row["sending"], row["host"]) for row in posts())


@cache
def covered() -> frozenset[tuple[str, str]]:
    return frozenset((row["sending"], host) for row in posts() for host in row["covers"].split("|"))


def bases(nationality: str, host: str) -> set[str]:
    """The grounds a first route may have for a pair without flags."""
    if nationality == host or nationality in WEIGHED:
        return {"mandate"}
    if (nationality, host) in resident():
        return {"resident"}
    if (nationality, host) in covered():
        return {"accredited"}
    if nationality in EU:
        return {"eu_unrepresented", "agreement"}
    return {"agreement", "nearest", "mandate"}


def test_there_are_910_pairs() -> None:
    assert len(set(PAIRS)) == 910
    assert len(NATIONALITIES) == 91


@pytest.mark.parametrize("host", HOSTS)
def test_each_pair_gives_a_right_first_route_or_says_that_none_is_known(
    host: str, directory: Directory
) -> None:
    for nationality in NATIONALITIES:
        found = route(RouteAsked(nationality, host), directory, today=TODAY)
        first, told = found.routes[0], {one.code for one in found.notices}
        if nationality not in SPECIAL:
            assert first.basis in bases(nationality, host), (nationality, host)
        if first.basis in {"resident", "accredited"}:
            assert first.sending == nationality
            assert (first.basis == "resident") == (first.host == host)
        if first.basis == "nearest":
            assert "no_competent_mission_known" in told
            assert "may not be competent" in (first.caution or "")
        if first.kind == "organisation" and nationality not in WEIGHED:
            assert told & {"own_country", "no_mission_known"}, (nationality, host)


def chosen(number: int) -> list[frozenset[str]]:
    """The sets of flags one nationality is asked with: none, each alone, all, and its share of the others.

    Together the nationalities meet every set in every host several times; with BOTHENDS_EVERY_FLAG_SET=1 each pair
    meets all 256, which takes some minutes of processor time.
    """
    if os.environ.get("BOTHENDS_EVERY_FLAG_SET"):
        return SETS
    return [*SETS[: len(FLAGS) + 1], SETS[-1], *SETS[len(FLAGS) + 1 + number % SHARE : -1 : SHARE]]


def test_every_set_of_flags_is_met() -> None:
    met = {one for number in range(len(NATIONALITIES)) for one in chosen(number)}
    assert met == set(SETS)
    assert len(SETS) == 2 ** len(FLAGS)


def flagged(host: str, place: str | None, directory: Directory) -> Iterator[tuple[RouteAsked, Routing]]:
    for number, nationality in enumerate(NATIONALITIES):
        for flags in chosen(number):
            asked = RouteAsked(nationality, host, place=place, flags=flags)
            yield asked, route(asked, directory, today=TODAY)


@pytest.mark.parametrize(("host", "place"), [*((one, None) for one in HOSTS), ("MMR", "Myawaddy")])
def test_no_pair_under_any_flags_breaks_a_promise(host: str, place: str | None, directory: Directory) -> None:
    for asked, found in flagged(host, place, directory):
        about = (asked.nationality, host, sorted(asked.flags))
        for row in found.routes:
            assert row.kind != "local_police", about
            assert not row.id.startswith(("police-", "local-police")), about
            assert not (row.kind == "mission" and row.sending == host), about
            assert not (row.kind == "mission" and "onorary" in row.name), about
            assert all((row.why, row.caution, row.fresh, row.source)), about
            assert bool(row.blocked) == (bool(found.holds) and row.kind in TO_A_STATE), about
        first = found.routes[0]
        assert first.kind == "organisation" or not found.holds, about
        if "stateless" in asked.flags:
            assert {row.kind for row in found.routes} == {"organisation"}, about
