"""A newer file beside the directory: what is told, what is kept, and which verification must be renewed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from bothends.core.errors import BadInput, BadRow, NotVerified
from bothends.core.refer.directory import Directory, Mission, Verification, load
from bothends.core.refer.material import fingerprint
from bothends.core.refer.routing import RouteAsked, route
from bothends.core.refer.update import Plan, cells, columns_of, plan, shape_of
from bothends.data import folder

BANGKOK = "gap-ken-tha-bangkok"
TODAY = date(2026, 11, 26)


def row(directory: Directory, entry_id: str = BANGKOK, **other: str) -> dict[str, str]:
    entry = directory.find(entry_id)
    assert entry is not None
    return cells(entry) | {"checked_on": "2026-11-25"} | other


def as_file(*rows: dict[str, str], file: str = "missions.csv") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns_of(file), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def planned(directory: Directory, *rows: dict[str, str], complete: bool = False) -> Plan:
    here = directory.index.by_id.values()
    known = frozenset(directory.countries)
    return plan(as_file(*rows), here, known, complete=complete, verified=frozenset({BANGKOK}))


def told(found: Plan) -> list[tuple[str, str, bool]]:
    return [(one.id, one.what, one.anew) for one in found.changes if one.what != "missing"]


@pytest.mark.parametrize("file", ["missions.csv", "organisations.csv", "ministries.csv"])
def test_the_shipped_file_changes_nothing(file: str, directory: Directory) -> None:
    text = (folder() / file).read_text(encoding="utf-8")
    found = plan(text, directory.index.by_id.values(), frozenset(directory.countries), complete=True)
    assert (found.file, found.changes, found.rows) == (file, (), {})
    assert found.same == text.count("\n") - 1


@pytest.mark.parametrize(
    ("other", "anew"),
    [({"city": "Nonthaburi"}, True), ({"phone": "+66 2 000 0000"}, True), ({"kind": "consulate"}, True),
     ({"covers": "KHM"}, False), ({"source": "letter"}, False)],
)  # fmt: skip
def test_a_verification_is_to_be_renewed_only_if_who_or_where_changed(
    other: dict[str, str], anew: bool, directory: Directory
) -> None:
    found = planned(directory, row(directory, **other))
    assert told(found) == [(BANGKOK, "changed", anew)]
    column = next(iter(other))
    assert (column, row(directory)[column], other[column]) in found.changes[0].columns


def test_a_row_that_is_older_than_ours_is_told_and_kept_out(directory: Directory) -> None:
    found = planned(directory, row(directory, city="Nonthaburi", checked_on="2020-01-01"))
    assert told(found) == [(BANGKOK, "older", False)]
    assert found.rows == {}


def test_what_the_file_lacks_is_withdrawn_only_when_it_is_the_whole_list(directory: Directory) -> None:
    part = planned(directory, row(directory))
    assert "q59344378" not in part.rows
    whole = planned(directory, row(directory), complete=True)
    assert whole.rows["q59344378"] is None
    assert {one.what for one in whole.changes} == {"changed", "withdrawn"}


def test_rows_taken_in_are_what_routing_uses(directory: Directory) -> None:
    new = row(directory, id="new-rwa-khm", sending="RWA", host="KHM", city="Phnom Penh", covers="")
    found = planned(directory, new, row(directory, city="Nonthaburi"))
    desk = load(folder(), over={"missions.csv": found.rows})
    assert route(RouteAsked("RWA", "KHM"), desk, today=TODAY).routes[0].id == "new-rwa-khm"
    assert route(RouteAsked("KEN", "KHM"), desk, today=TODAY).routes[0].city == "Nonthaburi"
    gone = load(folder(), over={"missions.csv": {BANGKOK: None}})
    assert gone.find(BANGKOK) is None


def test_a_verification_stands_and_is_shown_as_to_be_renewed(directory: Directory) -> None:
    entry = directory.find(BANGKOK)
    assert isinstance(entry, Mission)
    mine = Verification(BANGKOK, "Ben", date(2026, 11, 20), "called them", "age1example", fingerprint(entry))
    same = load(folder(), verified=[mine], over={"missions.csv": {BANGKOK: row(directory, source="letter")}})
    assert same.require_verified(BANGKOK, today=TODAY) == mine
    moved = load(folder(), verified=[mine], over={"missions.csv": {BANGKOK: row(directory, phone="+66 2 1")}})
    assert moved.verification(BANGKOK) == mine
    first = route(RouteAsked("KEN", "KHM"), moved, today=TODAY).routes[0]
    assert (first.id, first.verified) == (BANGKOK, False)
    assert "verify it anew" in (first.blocked or "")
    with pytest.raises(NotVerified, match="changed after this desk verified it"):
        moved.require_verified(BANGKOK, today=TODAY)


def test_a_row_taken_in_answers_the_doubt_about_the_shipped_one(directory: Directory) -> None:
    sweden = row(directory, "q18333534")
    desk = load(folder(), over={"missions.csv": {"q18333534": sweden}})
    found = route(RouteAsked("SWE", "KHM"), desk, today=TODAY)
    assert (found.routes[0].id, found.notices) == ("q18333534", ())


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "first line"), ("name,city\nx,y\n", "first line"), ("# a comment\n", "first line")],
)
def test_a_file_that_is_none_of_ours_is_bad_input(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        shape_of(text)


@pytest.mark.parametrize(
    ("other", "says"),
    [({"kind": "honorary_consulate"}, "honorary"), ({"host": "XXX"}, "host"), ({"source": ""}, "source"),
     ({"id": "No Id"}, "id")],
)  # fmt: skip
def test_a_broken_row_takes_nothing_in(other: dict[str, str], says: str, directory: Directory) -> None:
    with pytest.raises(BadRow, match=f"missions.csv, row 3: .*{says}"):
        planned(directory, row(directory), {**row(directory), "id": "a-1", **other})


def test_the_fingerprint_follows_the_columns_that_count(directory: Directory) -> None:
    entry = directory.find(BANGKOK)
    assert isinstance(entry, Mission)
    assert fingerprint(entry) == fingerprint(replace(entry, covers=(), source="letter"))
    assert fingerprint(entry) != fingerprint(replace(entry, email="a@example.org"))
