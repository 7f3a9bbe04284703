"""Coming back by code: a status in four words, and nothing about the person."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.core.crypto.receipt import new_receipt
from bothends.web.store.models import StoredReport
from bothends.web.wording import say
from tests.web.public.steps import answer, code_on, send


@pytest.fixture
def code(stranger: Client) -> str:
    answer(stranger, "name", name="Minh Synthetic")
    return code_on(send(stranger))


@pytest.mark.parametrize("state", ["new", "opened", "case", "closed"])
def test_a_code_shows_how_far_we_are(stranger: Client, code: str, state: str) -> None:
    StoredReport.objects.update(state=state)
    text = stranger.post("/en/return/", {"code": code}, follow=True).content.decode()
    assert say(f"return.{state}") in text
    assert "Minh" not in text
    assert code not in text


def test_a_code_works_without_blanks_with_dashes_and_in_other_digits(stranger: Client, code: str) -> None:
    full_width = code.translate({48 + n: 0xFF10 + n for n in range(10)})
    for typed in (code.replace(" ", ""), code.replace(" ", "-"), full_width):
        answer_to = stranger.post("/en/return/", {"code": typed})
        assert answer_to.headers["Location"] == "/en/report/"


@pytest.mark.parametrize("slip", ["", "12345", "letters", "1" * 24 + "9"])
def test_a_mistyped_code_says_so_and_keeps_what_was_typed(stranger: Client, slip: str) -> None:
    page = stranger.post("/en/return/", {"code": slip})
    assert page.status_code == 422
    assert say("return.mistyped") in page.content.decode()
    assert f'value="{slip}"' in page.content.decode()


def test_a_wrong_code_gets_the_same_answer_with_and_without_reports(stranger: Client, code: str) -> None:
    wrong = new_receipt()
    before = stranger.post("/en/return/", {"code": wrong})
    StoredReport.objects.all().delete()
    after = stranger.post("/en/return/", {"code": wrong})
    assert before.status_code == after.status_code == 404
    assert say("return.not_found") in before.content.decode()


def test_a_code_in_the_address_is_not_read(stranger: Client, code: str) -> None:
    text = stranger.get("/en/return/", {"code": code}).content.decode()
    assert say("return.new") not in text
    assert code not in text
