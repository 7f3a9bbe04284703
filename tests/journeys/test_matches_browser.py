"""Two records of perhaps one person, in a real browser: found, compared, judged, on a small phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests import cast
from tests.journeys.test_members_browser import FOUND, RESET, code_of, go_on, home, on_desk
from tests.journeys.test_public_browser import PHONE, WIDE
from tests.running import DESK, Site, prepared, running

PAIR = (
    FOUND
    + "; from tests import disk_steps; disk_steps.similar_cases(); Factor.objects.update(used_step=None)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared(tmp_path_factory.mktemp("matches"), side=DESK, founding=PAIR)
    with running(made):
        yield made


@pytest.fixture
def browsers(chromium: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for one in opened:
        one.close()


def carol(site: Site, chromium: Browser, browsers: list[BrowserContext], **how: object) -> Page:
    on_desk(site, RESET)
    context = chromium.new_context(locale="en-GB", **how)
    browsers.append(context)
    page = context.new_page()
    page.goto(f"{home(site)}/login/")
    page.fill("#login", "carol")
    page.fill("#password", cast.PASSWORD)
    go_on(page, "Log in")
    page.fill("#code", code_of(cast.TOTP_SECRET))
    go_on(page, "Go on")
    return page


def follow(page: Page, part: str) -> None:
    with page.expect_navigation():
        page.locator(part).first.click()


def test_found_compared_judged_and_taken_back_without_script(
    site: Site, chromium: Browser, browsers: list[BrowserContext]
) -> None:
    page = carol(site, chromium, browsers, viewport=PHONE, java_script_enabled=False)
    page.goto(f"{home(site)}/cases/")
    follow(page, "td a")
    follow(page, "section:has(#matches) li a")
    assert page.get_by_role("heading", name="Speaks for one person").is_visible()
    go_on(page, "The same person")
    assert page.get_by_text("carol said on").is_visible()
    go_on(page, "Take back what stands")
    assert not page.get_by_text("carol said on").count()
    page.get_by_text("History (2)").click()
    assert page.get_by_text("carol: taken back").is_visible()


def every_page(site: Site, page: Page) -> Iterator[str]:
    page.goto(f"{home(site)}/matches/")
    yield "clusters"
    page.goto(f"{home(site)}/cases/")
    follow(page, "td a")
    yield "a case with a suggestion"
    follow(page, "section:has(#matches) li a")
    yield "two records"
    page.locator('input[name="after"]').evaluate("one => one.value = '77'")
    go_on(page, "Unsure")
    yield "two records, judged by somebody else meanwhile"
    page.goto(page.url.replace("judge/", ""))
    go_on(page, "Not the same person")
    yield "two records, judged"
    page.goto(f"{home(site)}/matches/")
    yield "clusters and what was judged"
    page.goto(f"{home(site)}/cases/")
    follow(page, "td a")
    yield "a case with a pair that was judged"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_matches_has_an_accessibility_violation_or_scrolls_sideways(
    site: Site, chromium: Browser, browsers: list[BrowserContext], scheme: str
) -> None:
    page = carol(site, chromium, browsers, viewport=WIDE, color_scheme=scheme, bypass_csp=True)
    axe, found, wide = Axe(), {}, []
    for where in every_page(site, page):
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wrong = axe.run(page).response["violations"]
        found |= {f"{where}: {one['id']}": [node["html"] for node in one["nodes"]] for one in wrong}
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wide.append(f"{where}, {size['width']}")
    if page.locator("summary", has_text="Compared already").count():  # for the next run: offered again
        page.goto(f"{home(site)}/cases/")
        follow(page, "td a")
        page.locator("summary", has_text="Compared already").click()
        follow(page, "details:has(summary:text('Compared already')) li a")
        go_on(page, "Take back what stands")
    assert found == {}
    assert wide == []
