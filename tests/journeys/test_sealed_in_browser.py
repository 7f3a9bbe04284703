"""A browser with script: what Asha types leaves it sealed, and the desk reads it. Without script nothing changes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from bothends.web.wording import say
from tests.built import must_be_there
from tests.journeys.test_public_browser import PHONE, go_on
from tests.running import ROOT, Site, prepared, running

TYPED = {
    "words": "sunfish-lantern: they took my passport and I cannot leave",
    "name": "Barakawanjiru Otieno",
    "contact_1": "+254700900123",
    "place": "Zebrafinchpark",
    "contact": "ashareports@example.org",
}
FOUND = "import django; django.setup(); from tests import cast; cast.found()"
OPENED = """
import django; django.setup()
from django.test.utils import setup_test_environment; setup_test_environment()
from bothends.web.store.models import StoredReport
from tests.web.desk_story import member
row = StoredReport.objects.order_by("received_at", "id").get(sealed_by="browser")
print(member("ben").get(f"/reports/{row.pk}/").content.decode())
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    must_be_there()
    made = prepared(tmp_path_factory.mktemp("sealed"), founding=FOUND)
    with running(made):
        yield made


@pytest.fixture
def asha(chromium: Browser) -> Iterator[Page]:
    """A browser with script, as most people have."""
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    yield context.new_page()
    context.close()


def to_the_page(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/en/tell/you/")
    page.check("input[name=kind][value=target]")
    go_on(page)
    page.click(".scripted a")
    page.wait_for_selector("#send")


def fill(page: Page) -> None:
    for name, text in TYPED.items():
        page.fill(f"#{name}", text)
    page.select_option("#contact_1_kind", "whatsapp")
    page.check("#answers input[name=sharing][value=desk_only]")
    page.check("input[name=danger][value=yes]")


def shown_at_the_desk(site: Site) -> str:
    environment = {**site.environment, "BOTHENDS_SITE": "desk"}
    command = [sys.executable, "-c", OPENED]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
    return done.stdout


def test_no_typed_word_leaves_the_browser_and_the_desk_reads_them_all(site: Site, asha: Page) -> None:
    sent: list[Request] = []
    wrong: list[str] = []
    asha.on("request", lambda one: sent.append(one))
    asha.on("console", lambda line: wrong.append(line.text))
    to_the_page(asha, site)
    fill(asha)
    asha.click("#send")
    asha.wait_for_url("**/en/receipt/")
    assert re.fullmatch(r"(\d{5} ){4}\d{5}", asha.inner_text("#receipt"))
    bodies = [f"{one.url} {one.headers} {one.post_data or ''}" for one in sent]
    (posted,) = [one for one in sent if one.method == "POST" and "sealed" in one.url]
    assert set(re.findall(r"(?:^|&)(\w+)=", posted.post_data or "")) == {
        "csrfmiddlewaretoken",
        "sealed",
        "danger",
    }
    for word in ("sunfish", "Barakawanjiru", "254700900123", "Zebrafinchpark", "ashareports"):
        assert not [one for one in bodies if word in one]
    assert not wrong
    desk = shown_at_the_desk(site)
    for word in ("sunfish-lantern", "Barakawanjiru Otieno", "Zebrafinchpark", "ashareports@example.org"):
        assert word in desk
    assert 'class="badge urgent"' in desk


def test_a_page_left_open_too_long_asks_for_a_fresh_row_and_loses_no_word(site: Site, asha: Page) -> None:
    to_the_page(asha, site)
    asha.fill("#name", "Minh")
    asha.context.clear_cookies()
    asha.click("#send")
    asha.wait_for_url("**/en/receipt/")
    assert asha.inner_text("#receipt")


def test_what_was_typed_stays_when_the_server_is_away(site: Site, asha: Page) -> None:
    to_the_page(asha, site)
    asha.fill("#name", "Minh")
    asha.context.set_offline(True)
    asha.click("#send")
    asha.wait_for_selector("#unsent:visible")
    assert asha.input_value("#name") == "Minh"
    asha.context.set_offline(False)
    asha.click("#send")
    asha.wait_for_url("**/en/receipt/")


def test_an_empty_page_is_not_sent(site: Site, asha: Page) -> None:
    asha.goto(f"{site.url}/en/tell/sealed/")
    asha.click("#send")
    assert say("check.empty") in asha.inner_text("main")
    assert urlsplit(asha.url).path == "/en/tell/sealed/"


def test_without_script_the_page_is_not_offered_and_says_so_when_opened(
    site: Site, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site.url}/en/tell/safety/")
    assert not page.is_visible(".scripted")
    page.goto(f"{site.url}/en/tell/sealed/")
    assert say("sealed.noscript") in page.inner_text("main")
    assert not page.is_visible("#send")
    page.click("main a.back")
    assert urlsplit(page.url).path == "/en/tell/you/"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_has_no_accessibility_violation_and_does_not_scroll_sideways(
    site: Site, chromium: Browser, language: str, scheme: str
) -> None:
    context = chromium.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.url}/{language}/tell/sealed/")
    page.wait_for_selector("#send")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wrong = Axe().run(page).response["violations"]
    assert {one["id"]: [node["html"] for node in one["nodes"]] for one in wrong} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_without_its_script_fits_thirty_kilobytes_and_three_requests(
    site: Site, language: str
) -> None:
    from tests.wire import fetch, parts_of

    page = fetch(site, f"/{language}/tell/sealed/")
    parts = parts_of(page.text)
    assert len(parts) == 2
    (style,) = [one for one in parts if "style.css" in one]
    assert len(page.raw) + len(fetch(site, style).raw) <= 30 * 1024
