"""P10 No script: public pages carry none, no inline style, no third party, and a strict policy says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bothends.web.public.questions import QUESTIONS
from tests.running import Site, prepared, running
from tests.wire import fetch

PAGES = ["check", "return", "privacy", *(f"tell/{one.code}" for one in QUESTIONS)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared(tmp_path_factory.mktemp("script"))
    with running(made):
        yield made


def test_pages_are_never_stored_and_allow_no_script(site: Site) -> None:
    head = fetch(site, "/en/tell/words/").head
    assert "cache-control: no-store" in head
    assert "content-security-policy: default-src 'none'; style-src 'self'" in head
    assert "referrer-policy: same-origin" in head


@pytest.mark.parametrize("page", ["", *(f"{one}/" for one in PAGES)])
def test_no_page_has_script_inline_style_or_another_site_in_it(site: Site, page: str) -> None:
    text = fetch(site, f"/en/{page}").text
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:|https?://|//[a-z]", text)


def test_no_cookie_outlives_the_browser_session(site: Site) -> None:
    head = fetch(site, "/en/tell/name/").head
    assert "max-age" not in "".join(line for line in head.splitlines() if line.startswith("set-cookie"))
    assert "expires=" not in "".join(line for line in head.splitlines() if line.startswith("set-cookie"))
