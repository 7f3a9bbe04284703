"""The golden table: golden.csv, one case a row, written from the rules and the sources named in it.

`first_routes` are the routes in order from the first, `later` one further down, `never` what may not be named at all,
`mark` how the first post is known. Columns that are empty ask nothing, save holds and notices, which are complete.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bothends.core.refer.directory import Directory
from bothends.core.refer.routing import Override, Route, RouteAsked, Routing, route

TODAY = date(2026, 11, 23)
POLICE = Override("Ada Example", "asked by the ministry")


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("golden.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CASES = rows()
ASKED = ("nationality", "also", "held_in", "place", "flags", "police")


def ask(row: dict[str, str], directory: Directory) -> Routing:
    asked = RouteAsked(
        nationality=row["nationality"] or None,
        host=row["held_in"] or None,
        place=row["place"] or None,
        other_nationalities=tuple(row["also"].split()),
        flags=frozenset(row["flags"].split()),
        local_police=POLICE if row["police"] else None,
    )
    return route(asked, directory, today=TODAY)


def named(row: Route) -> str:
    return f"{row.sending} {row.city} ({row.basis})" if row.kind == "mission" else row.id


def is_named(what: str, found: Routing) -> bool:
    """Whether a token of the column `never` is among the routes."""
    missions = [row for row in found.routes if row.kind == "mission"]
    if what.startswith("missions of "):
        return what.removeprefix("missions of ") in {row.sending for row in missions}
    kinds = {
        "any mission": {"mission"},
        "any ministry": {"ministry", "consular_line"},
        "police": {"local_police"},
    }
    return any(row.kind in kinds[what] for row in found.routes)


@pytest.mark.parametrize("row", CASES, ids=lambda row: " ".join(filter(None, (row[one] for one in ASKED))))
def test_the_golden_table_holds(row: dict[str, str], directory: Directory) -> None:
    found = ask(row, directory)
    wanted = row["first_routes"].split("; ")
    assert [named(one) for one in found.routes[: len(wanted)]] == wanted
    assert {one.id for one in found.routes} >= set(row["later"].split())
    assert not [what for what in row["never"].split(", ") if what and is_named(what, found)]
    assert " ".join(one.code for one in found.holds) == row["holds"]
    assert " ".join(one.code for one in found.notices) == row["notices"]


@pytest.mark.parametrize("row", [row for row in CASES if row["mark"]], ids=lambda row: row["first_routes"])
def test_a_post_known_from_hearsay_is_never_told_as_a_fact(row: dict[str, str], directory: Directory) -> None:
    first = ask(row, directory).routes[0]
    entry = directory.find(first.id)
    assert getattr(entry, "status", "") == row["mark"]
    doubted = row["mark"] != "recorded"
    assert ("confirm that it exists" in (first.caution or "")) == doubted
    if doubted and first.basis in {"resident", "accredited"}:
        assert "not confirmed" in first.why


def test_the_table_is_long_and_asks_nothing_twice() -> None:
    assert len(CASES) >= 400
    assert not [key for key, n in Counter(tuple(row[one] for one in ASKED) for row in CASES).items() if n > 1]
    assert all(row["theme"] and row["reason"] and row["source"] and row["first_routes"] for row in CASES)
