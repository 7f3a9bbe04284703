"""P10 For everyone: pages light enough for the worst line, measured at the socket of a real server.

Accessibility, 360 px and keyboard stand in tests/journeys/test_public_browser.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bothends.web.public.questions import QUESTIONS
from tests.running import Site, prepared, running
from tests.wire import fetch, parts_of, weight

FIRST_BUDGET, PAGE_BUDGET = 14 * 1024, 30 * 1024
LANGUAGES = ("en", "ja")
PAGES = ["check", "return", "privacy", *(f"tell/{one.code}" for one in QUESTIONS)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared(tmp_path_factory.mktemp("wire"))
    with running(made):
        yield made


@pytest.mark.parametrize("path", ["/", "/en/", "/ja/"])
def test_the_first_page_fits_one_flight_of_packets_and_three_requests(site: Site, path: str) -> None:
    size, requests = weight(site, path)
    assert size <= FIRST_BUDGET
    assert requests <= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_fits_thirty_kilobytes_and_four_requests(site: Site, language: str, page: str) -> None:
    size, requests = weight(site, f"/{language}/{page}/")
    assert size <= PAGE_BUDGET
    assert requests <= 4


def test_the_stylesheet_is_compressed_and_kept_under_a_name_made_of_its_content(site: Site) -> None:
    (style,) = parts_of(fetch(site, "/en/").text)
    answer = fetch(site, style)
    assert "content-encoding: gzip" in answer.head
    assert "immutable" in answer.head
    assert re.fullmatch(r"/static/style\.css\?[0-9a-f]{12}", style)
