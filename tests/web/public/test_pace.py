"""Guessing is slowed for the whole site; a slip of the pen costs nothing; a burst of reports is taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothends.core.crypto.receipt import new_receipt
from bothends.web.store.actions import pace
from bothends.web.store.models import Pace, StoredReport
from bothends.web.wording import say
from tests.web.public.steps import answer, code_on, send


def empty(*, ago: float = 0.0) -> None:
    """Nothing is left of the wrong codes the site bears; `ago` seconds have passed since."""
    at = timezone.now() - timedelta(seconds=ago)
    Pace.objects.update_or_create(name=pace.NAME, defaults={"level": 0.0, "at": at})


def level() -> float:
    return float(Pace.objects.get().level)


def test_a_wrong_code_costs_one_and_it_comes_back_with_time(stranger: Client) -> None:
    stranger.post("/en/return/", {"code": new_receipt()})
    assert level() == pace.AT_ONCE - 1
    Pace.objects.update(level=0.0, at=timezone.now() - timedelta(seconds=10))
    pace.wrong_code()
    assert 10 * pace.A_SECOND - 1 <= level() <= 11 * pace.A_SECOND


def test_a_mistyped_code_and_a_right_one_cost_nothing(stranger: Client) -> None:
    answer(stranger, "name", name="Minh Synthetic")
    code = code_on(send(stranger))
    stranger.post("/en/return/", {"code": code[:-1]})
    stranger.post("/en/return/", {"code": code})
    assert not Pace.objects.exists()


def test_too_many_wrong_codes_make_everybody_wait_and_say_how_long(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "AT_ONCE", 3.0)
    monkeypatch.setattr(pace, "A_SECOND", 0.001)  # so slow that none comes back during the test
    pages = [
        stranger.post("/en/return/", {"code": new_receipt()}, REMOTE_ADDR=f"10.0.0.{number}")
        for number in range(4)
    ]
    assert [one.status_code for one in pages] == [404, 404, 404, 429]
    assert pages[-1].headers["Retry-After"] == "1000"
    assert say("return.wait", seconds=1000) in pages[-1].content.decode()


def test_the_wait_is_a_second_and_then_the_right_code_works(stranger: Client) -> None:
    answer(stranger, "name", name="Minh Synthetic")
    code = code_on(send(stranger))
    empty()
    page = stranger.post("/en/return/", {"code": code})
    assert (page.status_code, page.headers["Retry-After"]) == (429, "1")
    assert f'value="{code}"' in page.content.decode()
    empty(ago=1)
    assert stranger.post("/en/return/", {"code": code}).status_code == 303


def test_who_has_come_back_is_not_stopped_by_guesses_of_others(stranger: Client) -> None:
    answer(stranger, "name", name="Minh Synthetic")
    stranger.post("/en/return/", {"code": code_on(send(stranger))})
    empty()
    assert stranger.get("/en/report/").status_code == 200


def test_while_it_waits_a_wrong_code_writes_nothing(stranger: Client) -> None:
    empty()
    before = Pace.objects.values().get()
    stranger.post("/en/return/", {"code": new_receipt()})
    assert Pace.objects.values().get() == before


def test_a_clock_set_back_takes_nothing_away(db: None) -> None:
    Pace.objects.create(name=pace.NAME, level=5.0, at=timezone.now() + timedelta(hours=1))
    assert pace.seconds_to_wait() == 0


def test_a_hundred_reports_in_a_minute_from_one_address_are_taken(stranger: Client) -> None:
    codes = set()
    for number in range(100):
        one = Client(REMOTE_ADDR="203.0.113.7")
        answer(one, "name", name=f"Minh Synthetic {number}")
        codes.add(code_on(send(one)))
    assert len(codes) == StoredReport.objects.count() == 100
