"""The first page: language, the no-contact sentence, what we cannot do."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.web.wording import say


@pytest.mark.parametrize(
    ("asked", "language"),
    [("ja,en;q=0.5", "ja"), ("en-GB", "en"), ("th, ja;q=0.4, en;q=0.2", "ja"), ("tlh", "en"), ("", "en")],
)
def test_the_first_page_comes_in_the_language_the_browser_asks_for(
    stranger: Client, asked: str, language: str
) -> None:
    page = stranger.get("/", headers={"accept-language": asked})
    assert f'<html lang="{language}"' in page.content.decode()
    assert "Accept-Language" in page["Vary"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_first_page_says_stop_contact_ask_nothing_pay_nothing(stranger: Client, language: str) -> None:
    text = stranger.get(f"/{language}/").content.decode()
    assert say("p1.no_contact", language) in text
    assert say("p1.why", language) in text


def test_the_first_page_says_that_leaving_does_not_erase_the_history(stranger: Client) -> None:
    assert say("first.exit_note") in stranger.get("/en/").content.decode()


def test_looking_at_the_first_page_leaves_no_cookie(stranger: Client) -> None:
    stranger.get("/")
    assert not stranger.cookies


def test_a_language_nobody_offers_is_no_page(stranger: Client) -> None:
    assert stranger.get("/fr/").status_code == 404


def test_the_first_page_leads_to_the_same_page_in_the_other_language(stranger: Client) -> None:
    assert 'href="/ja/" lang="ja"' in stranger.get("/en/").content.decode()
