"""Quick exit: one step, no script, nothing left but what the browser itself remembers."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from bothends.web.public.questions import QUESTIONS
from bothends.web.store.models import Draft
from tests.web.public.steps import answer

PAGES = ["/", "/en/", "/en/check/", "/en/return/", "/en/privacy/", "/ja/nothing/"]
PAGES += [f"/en/tell/{one.code}/" for one in QUESTIONS]


def test_leaving_deletes_the_draft_and_what_the_browser_holds(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    page = stranger.get("/en/leave/")
    assert page.status_code == 303
    assert page.headers["Location"] == settings.DESK.settings["exit_to"]
    assert page.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Draft.objects.exists()
    assert not any(one.value for one in page.cookies.values())


def test_leaving_with_nothing_typed_works_too(stranger: Client) -> None:
    assert stranger.get("/ja/leave/").status_code == 303


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_exit_as_second_or_third_link(stranger: Client, path: str) -> None:
    text = stranger.get(path).content.decode()
    links = text.split("<a ")
    assert "/leave/" in links[2] + links[3]
    assert links[1].startswith('class="skip"')
