"""The last page: the code, the no-contact sentence, and taking the code off the device."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.core.crypto.receipt import parse
from bothends.web.store.models import Draft
from bothends.web.wording import say
from tests.web.public.steps import answer, code_on, send


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_last_page_says_stop_contact_ask_nothing_pay_nothing(stranger: Client, language: str) -> None:
    answer(stranger, "name", name="Minh")
    text = stranger.post(f"/{language}/send/", follow=True).content.decode()
    assert say("p1.no_contact", language) in text


def test_the_code_is_five_groups_of_five_digits(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    code = code_on(send(stranger))
    assert [len(group) for group in code.split(" ")] == [5] * 5
    assert parse(code) == code.replace(" ", "")


def test_the_code_is_in_no_address_title_or_header(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    page = send(stranger)
    code = code_on(page)
    title = page.content.decode().split("<title>")[1].split("</title>")[0]
    outside = f"{title}{page.redirect_chain}{page.request}{dict(page.headers)}{stranger.cookies}"
    assert code not in outside
    assert code.replace(" ", "") not in outside


def test_without_a_report_there_is_no_code(stranger: Client) -> None:
    assert stranger.get("/en/receipt/").headers["Location"] == "/en/check/"


def test_written_down_takes_the_code_off_the_device(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    send(stranger)
    page = stranger.post("/en/receipt/")
    assert page.headers["Location"] == "/en/"
    assert '"cache"' in page.headers["Clear-Site-Data"]
    assert not Draft.objects.exists()
    assert not stranger.cookies["draft"].value
