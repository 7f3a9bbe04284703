"""A guesser is slowed; a stranger cannot lock a member out; nothing tells whether a name exists."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothends.web.store.actions import budget
from bothends.web.store.actions.budget import DEVICE, FACTOR, LOGIN, SITE, Cost, Limit
from bothends.web.store.models import Budget
from tests import cast
from tests.web.desk_story import code_for, halfway, member

PEPPER = b"p" * 32


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A clock that stands still; its one entry is the time."""
    held = [timezone.now()]
    monkeypatch.setattr(budget.timezone, "now", lambda: held[0])
    return held


def guess(login: str, browser: Client | None = None) -> int:
    answer = (browser or Client()).post("/login/", {"login": login, "password": "a wrong password"})
    return int(answer.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("limit", budget.LIMITS, ids=lambda one: one.name)
def test_a_budget_allows_its_burst_and_then_one_at_a_time(limit: Limit, clock: list[datetime]) -> None:
    costs = [Cost(limit, "x")]
    assert [budget.spend(costs, pepper=PEPPER) for _ in range(limit.burst)] == [0] * limit.burst
    assert budget.spend(costs, pepper=PEPPER) == limit.seconds
    clock[0] += timedelta(seconds=limit.seconds)
    assert budget.spend(costs, pepper=PEPPER) == 0
    assert budget.spend(costs, pepper=PEPPER) == limit.seconds
    clock[0] += timedelta(seconds=limit.seconds * limit.burst)
    assert [budget.spend(costs, pepper=PEPPER) for _ in range(limit.burst + 1)][-2:] == [0, limit.seconds]


@pytest.mark.django_db
def test_a_burst_is_whole_when_the_tries_are_a_moment_apart(clock: list[datetime]) -> None:
    answers = []
    for _ in range(LOGIN.burst + 1):
        answers.append(budget.spend([Cost(LOGIN, "x")], pepper=PEPPER))
        clock[0] += timedelta(milliseconds=300)
    assert answers == [0] * LOGIN.burst + [59]


@pytest.mark.django_db
def test_a_try_given_back_may_be_made_again_and_never_more(clock: list[datetime]) -> None:
    costs = [Cost(LOGIN, "x")]
    for _ in range(3):
        budget.spend(costs, pepper=PEPPER)
        budget.repay(costs, pepper=PEPPER)
    assert [budget.spend(costs, pepper=PEPPER) for _ in range(LOGIN.burst + 1)] == [0] * LOGIN.burst + [60]


@pytest.mark.django_db
def test_a_try_that_one_budget_refuses_costs_the_others_nothing(clock: list[datetime]) -> None:
    for _ in range(LOGIN.burst):
        budget.spend([Cost(LOGIN, "x")], pepper=PEPPER)
    assert all(budget.spend([Cost(LOGIN, "x"), Cost(SITE)], pepper=PEPPER) for _ in range(SITE.burst + 1))
    assert budget.spend([Cost(SITE)], pepper=PEPPER) == 0


@pytest.mark.django_db
def test_a_row_goes_when_its_budget_is_full_again(clock: list[datetime]) -> None:
    budget.spend([Cost(LOGIN, "x")], pepper=PEPPER)
    clock[0] += timedelta(seconds=LOGIN.seconds + 1)
    budget.spend([Cost(SITE)], pepper=PEPPER)
    assert Budget.objects.count() == 1


@pytest.mark.parametrize("login", ["carol", "nobody-here"])
def test_the_sixth_guess_is_told_to_wait_whether_or_not_the_name_exists(
    desk: cast.Desk, login: str, clock: list[datetime]
) -> None:
    assert [guess(login) for _ in range(LOGIN.burst + 1)] == [403] * LOGIN.burst + [429]
    answer = Client().post("/login/", {"login": login, "password": cast.PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Try again in 60 seconds" in answer.content.decode()
    assert login not in answer.content.decode()


def test_a_stranger_who_guesses_does_not_lock_out_a_browser_that_is_known(
    desk: cast.Desk, clock: list[datetime]
) -> None:
    carol = member("carol")
    carol.post("/logout/")
    while guess("carol") != 429:
        pass
    form = {"login": "carol", "password": cast.PASSWORD}
    assert carol.post("/login/", form).headers["Location"] == "/second/"
    assert carol.post("/second/", {"code": code_for("carol")}).status_code == 302


def test_a_known_browser_has_a_limit_too_and_is_known_for_one_name_only(
    desk: cast.Desk, clock: list[datetime]
) -> None:
    carol = member("carol")
    carol.post("/logout/")
    assert [guess("carol", carol) for _ in range(DEVICE.burst + 1)] == [403] * DEVICE.burst + [429]
    assert [guess("dana", carol) for _ in range(LOGIN.burst + 1)][-1] == 429


def test_a_forged_cookie_makes_no_browser_known(desk: cast.Desk, clock: list[datetime]) -> None:
    forged = Client()
    forged.cookies["known"] = "me:1abcde:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    assert [guess("carol", forged) for _ in range(LOGIN.burst + 1)][-1] == 429


def test_many_names_together_are_slowed_for_the_site(desk: cast.Desk, clock: list[datetime]) -> None:
    for number in range(SITE.burst):
        budget.spend([Cost(LOGIN, str(number)), Cost(SITE)], pepper=b"")
    from django.conf import settings

    for _ in range(SITE.burst):
        budget.spend([Cost(SITE)], pepper=settings.DESK.pepper)
    assert guess("somebody-new") == 429


def test_a_right_password_costs_nothing(desk: cast.Desk, clock: list[datetime]) -> None:
    for _ in range(LOGIN.burst + 2):
        halfway("carol")


def test_guessing_the_second_factor_is_slowed_and_a_right_code_is_refused_meanwhile(
    desk: cast.Desk, clock: list[datetime]
) -> None:
    browser = halfway("carol")
    tried = [browser.post("/second/", {"code": "000000"}).status_code for _ in range(FACTOR.burst + 1)]
    assert tried == [403] * FACTOR.burst + [429]
    assert halfway("carol").post("/second/", {"code": code_for("carol")}).status_code == 429


def test_codes_for_joining_are_slowed_for_the_site(desk: cast.Desk, clock: list[datetime]) -> None:
    form = {"code": "0" * 25, "password": cast.PASSWORD, "again": cast.PASSWORD}
    tried = [Client().post("/join/", form).status_code for _ in range(SITE.burst + 1)]
    assert tried == [400] * SITE.burst + [429]


def test_what_was_typed_as_a_name_stands_nowhere(desk: cast.Desk) -> None:
    from django.db import connection

    guess("a-password-typed-early")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any("typed-early" in str(one) for row in cursor.fetchall() for one in row), table
