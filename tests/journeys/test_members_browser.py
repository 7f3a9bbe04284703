"""From an invitation to the second factor and the step that asks for it again, in a real browser."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests import cast
from tests.journeys.test_public_browser import PHONE, WIDE
from tests.running import DESK, ROOT, Site, prepared, running

START = (
    "import django; django.setup(); from tests import cast; from bothends.web.store.models import Factor; "
)
FOUND = START + "cast.found(); Factor.objects.update(used_step=None)"
RESET = START + "Factor.objects.update(used_step=None)"
OLDER = """
import django; django.setup()
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    kept = SessionStore(row.session_key)
    kept['fresh'] = 0
    kept.save()
"""
NEW_PASSWORD = "eleven quiet lanterns above a river"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared(tmp_path_factory.mktemp("members"), side=DESK, founding=FOUND)
    with running(made):
        yield made


@pytest.fixture
def browsers(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Contexts to close at the end."""
    opened: list[BrowserContext] = []
    yield opened
    for one in opened:
        one.close()


def on_desk(site: Site, code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=site.environment, check=True)


def page_of(chromium: Browser, browsers: list[BrowserContext], **how: object) -> Page:
    context = chromium.new_context(locale="en-GB", **how)
    browsers.append(context)
    return context.new_page()


def home(site: Site) -> str:
    # A passkey belongs to a name; an address of numbers has none.
    return f"http://localhost:{site.port}"


def go_on(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def code_of(secret: str, *, ahead: int = 0) -> str:
    return pyotp.TOTP(secret.replace(" ", "")).at(int(time.time()) + 30 * ahead)


def log_in(site: Site, page: Page, login: str) -> None:
    page.goto(f"{home(site)}/login/")
    page.fill("#login", login)
    page.fill("#password", cast.PASSWORD)
    go_on(page, "Log in")
    page.fill("#code", code_of(cast.TOTP_SECRET))
    go_on(page, "Go on")


def invited(site: Site, eve: Page, login: str, role: str) -> str:
    """Eve, logged in, makes an invitation and reads the code."""
    eve.goto(f"{home(site)}/members/")
    eve.fill("#login", login)
    eve.select_option("#role", role)
    go_on(eve, "Make an invitation")
    return eve.inner_text("#invitation")


def join(site: Site, page: Page, code: str) -> None:
    page.goto(f"{home(site)}/join/")
    page.fill("#code", code)
    page.fill("#password", NEW_PASSWORD)
    page.fill("#again", NEW_PASSWORD)
    go_on(page, "Go on to the second factor")
    assert urlsplit(page.url).path == "/second/setup/"


def test_from_an_invitation_to_a_grant_without_script(
    site: Site, chromium: Browser, browsers: list[BrowserContext]
) -> None:
    on_desk(site, RESET)
    eve, chen, dana = (page_of(chromium, browsers, java_script_enabled=False) for _ in range(3))
    log_in(site, eve, "eve")
    join(site, chen, invited(site, eve, "chen", "caseworker"))
    assert chen.get_by_role("button", name="Use a passkey").count() == 0
    secret = chen.inner_text("#secret")
    chen.fill("#code", code_of(secret))
    go_on(chen, "Use this app")
    assert chen.locator("ol.codes li").count() == 10
    chen.click("text=I have them on paper")
    assert urlsplit(chen.url).path == "/reports/"
    chen.goto(f"{home(site)}/account/")
    digits = chen.inner_text("#check")
    log_in(site, dana, "dana")
    dana.goto(f"{home(site)}/members/")
    assert digits in dana.inner_text("main")
    on_desk(site, OLDER)
    go_on(dana, "Grant casework to chen")
    assert urlsplit(dana.url).path == "/confirm/"
    dana.fill("#code", code_of(cast.TOTP_SECRET, ahead=1))
    go_on(dana, "Go on")
    dana.get_by_role("link", name="Go back", exact=True).click()
    go_on(dana, "Grant casework to chen")
    chen.goto(f"{home(site)}/account/")
    assert "casework; waiting for intake" in chen.inner_text("main")


def test_a_passkey_from_the_set_up_to_the_next_log_in_and_the_step_that_asks_again(
    site: Site, chromium: Browser, browsers: list[BrowserContext]
) -> None:
    on_desk(site, RESET)
    eve, page = (page_of(chromium, browsers) for _ in range(2))
    log_in(site, eve, "eve")
    code = invited(site, eve, "kofi", "administrator")
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    join(site, page, code)
    go_on(page, "Use a passkey")
    assert page.locator("ol.codes li").count() == 10
    page.click("text=I have them on paper")
    go_on(page, "Log out")
    page.fill("#login", "kofi")
    page.fill("#password", NEW_PASSWORD)
    go_on(page, "Log in")
    go_on(page, "Use a passkey")
    assert urlsplit(page.url).path == "/audit/"
    on_desk(site, OLDER)
    page.goto(f"{home(site)}/members/")
    page.fill("#login", "amara")
    go_on(page, "Make an invitation")
    assert urlsplit(page.url).path == "/confirm/"
    go_on(page, "Use a passkey")
    page.get_by_role("link", name="Go back", exact=True).click()
    page.fill("#login", "amara")
    go_on(page, "Make an invitation")
    assert page.locator("#invitation").count() == 1
    assert complaints == []


def every_page(site: Site, page: Page) -> Iterator[str]:
    """Go to every page of the door and of members in turn; yields where it is."""
    on_desk(site, RESET)
    here, mark = home(site), str(time.time_ns())[-9:]
    for path in ("login/", "join/"):
        page.goto(f"{here}/{path}")
        yield path
    page.fill("#code", "1" * 25)
    page.fill("#password", NEW_PASSWORD)
    page.fill("#again", NEW_PASSWORD)
    go_on(page, "Go on to the second factor")
    yield "join refused"
    page.goto(f"{here}/login/")
    page.fill("#login", "eve")
    page.fill("#password", cast.PASSWORD)
    go_on(page, "Log in")
    yield "second"
    page.fill("#code", "000000")
    go_on(page, "Go on")
    yield "second refused"
    page.fill("#code", code_of(cast.TOTP_SECRET))
    go_on(page, "Go on")
    yield "account with refusals"
    code = invited(site, page, f"axe{mark}", "supporter")
    yield "invited"
    for path in ("members/", "confirm/?next=/members/", "account/second/", "unlock/"):
        page.goto(f"{here}/{path}")
        yield path
    page.goto(f"{here}/confirm/?next=/members/")
    page.fill("#code", code_of(cast.TOTP_SECRET, ahead=1))
    go_on(page, "Go on")
    yield "confirmed"
    page.goto(f"{here}/account/")
    go_on(page, "Print ten new ones")
    yield "codes"
    page.goto(f"{here}/members/")
    page.locator("summary", has_text="amir").click()
    with page.expect_navigation():
        page.locator("tr", has_text="amir").get_by_role("button", name="Switch off").click()
    yield "changed"
    page.goto(f"{here}/members/")
    with page.expect_navigation():
        page.locator("tr", has_text="amir").get_by_role("button", name="Switch on").click()
    go_on(page, "Log out")
    join(site, page, code)
    yield "second/setup/"
    for _ in range(6):
        page.fill("#code", "000000")
        go_on(page, "Use this app")
    yield "second/setup/ refused"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_door_has_an_accessibility_violation_or_scrolls_sideways(
    site: Site, chromium: Browser, browsers: list[BrowserContext], scheme: str
) -> None:
    page = page_of(chromium, browsers, viewport=WIDE, color_scheme=scheme, bypass_csp=True)
    axe, found, wide = Axe(), {}, []
    for where in every_page(site, page):
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wrong = axe.run(page).response["violations"]
        found |= {f"{where}: {one['id']}": [node["html"] for node in one["nodes"]] for one in wrong}
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(where)
        page.set_viewport_size(WIDE)
    assert found == {}
    assert wide == []
