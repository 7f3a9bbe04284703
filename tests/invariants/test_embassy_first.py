"""P5 Embassy and rights organisation first: local police is off, and a hold waits for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bothends.core.report import Report
from tests import cast
from tests.web.desk_story import member, told, until_case

REASON = "Spoke with the organisation that knows the region."


def case_page(login: str, report: Report) -> tuple[str, str]:
    case = until_case(told(report))
    return f"/cases/{case.pk}/", member(login).get(f"/cases/{case.pk}/").content.decode()


def holding(**said: str) -> Report:
    report = cast.report()
    return replace(report, person=replace(report.person, **said))


def test_local_police_is_no_route(desk: cast.Desk) -> None:
    _, page = case_page("carol", cast.report())
    assert "local police" not in page.lower()


def test_an_approver_may_allow_local_police_only_with_a_reason(desk: cast.Desk) -> None:
    where, _ = case_page("dana", cast.report())
    dana = member("dana")
    allow = {"kind": "local_police", "code": "local_police"}
    assert dana.post(f"{where}decision/", {**allow, "reason": ""}).status_code == 409
    assert dana.post(f"{where}decision/", {**allow, "reason": REASON}).status_code == 302
    routes = (
        dana.get(where).content.decode().split('class="routes"', 1)[1].split("Local police</summary>", 1)[0]
    )
    assert "police" in routes.rsplit("<h3>", 1)[1].lower(), "after every other route"


@pytest.mark.parametrize("said", [{"fears_return": "yes"}, {"child": "yes"}])
def test_a_hold_blocks_every_route_to_a_state(desk: cast.Desk, said: dict[str, str]) -> None:
    _, page = case_page("carol", holding(**said))
    assert "On hold" in page
    routes = page.split('class="routes"', 1)[1].split("</section>", 1)[0].split('<li class="route')[1:]
    kinds = [one.split('class="tag">', 1)[1].split("<", 1)[0] for one in routes]
    blocked = ["blocked" in one.split(">", 1)[0] for one in routes]
    assert "organisation" in kinds
    for kind, stopped in zip(kinds, blocked, strict=True):
        assert stopped is (kind != "organisation"), kind


def test_an_approver_releases_a_hold_with_a_reason(desk: cast.Desk) -> None:
    where, _ = case_page("dana", holding(fears_return="yes"))
    dana = member("dana")
    assert (
        dana.post(
            f"{where}decision/", {"kind": "hold_released", "code": "fear_of_return", "reason": REASON}
        ).status_code
        == 302
    )
    page = dana.get(where).content.decode()
    assert "On hold" not in page
    assert REASON in page


def test_a_caseworker_cannot_release_a_hold(desk: cast.Desk) -> None:
    where, _ = case_page("carol", holding(fears_return="yes"))
    answer = member("carol").post(
        f"{where}decision/", {"kind": "hold_released", "code": "x", "reason": REASON}
    )
    assert answer.status_code == 403


def test_a_held_route_cannot_be_proposed(desk: cast.Desk) -> None:
    from bothends.core.errors import OnHold
    from bothends.core.refer.routing import Route
    from bothends.web.store.actions.refer import check_open

    route = Route(
        "m", "mission", "n", None, None, None, "resident", "r", "w", None, "s", "2026-01-01", True, "held"
    )
    with pytest.raises(OnHold):
        check_open(route, [])
