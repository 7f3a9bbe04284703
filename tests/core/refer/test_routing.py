"""What must hold whatever routing is asked; test_golden_routes.py has the single cases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.errors import BadInput
from bothends.core.refer.directory import Directory, load
from bothends.core.refer.routing import TO_A_STATE, Override, RouteAsked, route
from bothends.core.refer.rules import FLAGS
from bothends.data import folder

TODAY = date(2026, 11, 23)
POLICE = Override("Ada Example", "asked by the ministry")
DIRECTORY = load(folder())


states = st.sampled_from(sorted(DIRECTORY.countries))
questions = st.builds(
    RouteAsked,
    nationality=st.none() | states,
    host=st.none() | states,
    place=st.none() | st.sampled_from(["Myawaddy", "Bavet", "{host}"]),
    other_nationalities=st.lists(states, max_size=2).map(tuple),
    flags=st.frozensets(st.sampled_from(sorted(FLAGS)), max_size=3),
    local_police=st.none() | st.just(POLICE),
)


@settings(max_examples=300, deadline=None)
@given(questions)
def test_whatever_is_asked_the_promises_hold(asked: RouteAsked) -> None:
    found = route(asked, DIRECTORY, today=TODAY)
    kinds = [row.kind for row in found.routes]
    assert not [r for r in found.routes if r.kind == "mission" and r.sending == asked.host]
    assert ("local_police" in kinds) <= (asked.local_police is not None)
    assert "local_police" not in kinds[:-1]
    assert all(row.why and "{" not in row.why + (row.caution or "") + row.source for row in found.routes)
    assert len({row.id for row in found.routes}) == len(found.routes)
    assert "organisation" in kinds
    if found.holds:
        assert all(bool(row.blocked) == (row.kind in TO_A_STATE) for row in found.routes)
        assert kinds[0] == "organisation"


def test_without_the_override_no_police_is_ever_named() -> None:
    for host in DIRECTORY.countries:
        found = route(RouteAsked("IND", host), DIRECTORY, today=TODAY)
        assert "local_police" not in {row.kind for row in found.routes}


@pytest.mark.parametrize("override", [Override("", "why"), Override("Ada Example", " ")])
def test_police_needs_a_name_and_a_reason(override: Override) -> None:
    with pytest.raises(BadInput, match="named approver and a reason"):
        route(RouteAsked("IND", "KHM", local_police=override), DIRECTORY, today=TODAY)


def test_an_unknown_flag_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="fear_of_return"):
        route(RouteAsked("IND", "KHM", flags=frozenset({"fears"})), DIRECTORY, today=TODAY)


def test_an_unknown_nationality_gives_hints_and_no_state() -> None:
    asked = RouteAsked(None, "KHM", languages=("am", "zh-TW", "xx"), phone_prefixes=("+254", "+"))
    found = route(asked, DIRECTORY, today=TODAY)
    assert [hint.nationality for hint in found.hints] == ["ETH", "TWN", "KEN"]
    assert all(hint.why.startswith("Only a hint") for hint in found.hints)
    assert {row.kind for row in found.routes} == {"organisation"}


@pytest.mark.parametrize(
    ("prefix", "first"),
    [
        ("+84", "VNM"),
        ("+8491", "VNM"),
        ("+855", "KHM"),
        ("+251", "ETH"),
        ("+1", "USA"),
        ("+", ""),
        ("+0", ""),
    ],
)
def test_a_phone_prefix_is_a_hint_marked_as_one(prefix: str, first: str) -> None:
    found = route(RouteAsked(None, "KHM", phone_prefixes=(prefix,)), DIRECTORY, today=TODAY)
    assert [hint.nationality for hint in found.hints[:1]] == ([first] if first else [])
    assert all(hint.why.startswith("Only a hint") for hint in found.hints)
    assert {row.kind for row in found.routes} == {"organisation"}


def test_a_hint_is_not_given_where_the_nationality_was_said() -> None:
    asked = RouteAsked("KEN", "KHM", languages=("am",), phone_prefixes=("+84",))
    assert route(asked, DIRECTORY, today=TODAY).hints == ()


@pytest.mark.parametrize(
    ("typed", "near"), [("fear", "fear_of_return"), ("chld", "child"), ("asylm", "asylum")]
)
def test_a_mistyped_flag_is_answered_with_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(BadInput, match=f"Nearest: {near}"):
        route(RouteAsked("IND", "KHM", flags=frozenset({typed})), DIRECTORY, today=TODAY)


def test_a_post_marked_as_closed_is_left_out_and_the_answer_says_so() -> None:
    found = route(RouteAsked("SWE", "KHM"), DIRECTORY, today=TODAY)
    [notice] = found.notices
    assert (notice.code, "2021" in notice.why, "[K]" in notice.why) == ("marked_closed", True, True)
    assert "q18333534" not in {row.id for row in found.routes}
    assert DIRECTORY.find("q18333534") is not None


def test_a_doubt_about_every_post_of_a_country_stands_in_the_caution() -> None:
    first = route(RouteAsked("CHN", "MMR"), DIRECTORY, today=TODAY).routes[0]
    assert "changed status after 2022" in (first.caution or "")


def test_what_takes_no_single_case_is_listed_and_never_a_route() -> None:
    assert DIRECTORY.find("amnesty") is not None
    for host in ("KHM", "MYS", "IDN", None):
        found = route(RouteAsked("IDN", host), DIRECTORY, today=TODAY)
        assert not {"amnesty", "tenaganita", "scars", "migrant-care"} & {row.id for row in found.routes}


def test_json_has_the_keys_of_the_interface() -> None:
    found = route(RouteAsked("KEN", "KHM"), DIRECTORY, today=TODAY).to_json()
    keys = {
        "kind", "name", "sending", "host", "city", "basis", "why", "caution", "source", "checked_on",
        "verified", "blocked", "fresh",
    }  # fmt: skip
    assert keys <= found["routes"][0].keys()
    assert found["holds"] == []


def test_a_taiwanese_case_never_names_a_mission_of_china(directory: Directory) -> None:
    for host in directory.countries:
        found = route(RouteAsked("TWN", host), directory, today=TODAY)
        assert "CHN" not in {row.sending for row in found.routes}
