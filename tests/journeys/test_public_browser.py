"""Asha tells us, in a real browser without script on a small telephone, and comes back with her code."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from bothends.web.public.questions import QUESTIONS
from bothends.web.wording import say
from tests.running import Site, prepared, running
from tests.web.public.chat import CHAT, LINE

PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}
ATTACHED = {"name": "chat.txt", "mimeType": "text/plain", "buffer": CHAT}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared(tmp_path_factory.mktemp("journey"))
    with running(made):
        yield made


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE, locale="en-GB")
    yield context.new_page()
    context.close()


def go_on(page: Page) -> None:
    """Press the page's one button and be on the next page."""
    with page.expect_navigation():
        page.click("main button")


def choose(page: Page, name: str, value: str) -> None:
    page.check(f"input[name={name}][value={value}]")


def tell_everything(page: Page, start: str) -> str:
    """From the first page to the receipt; returns the code."""
    page.goto(start)
    page.click("main a.button >> nth=0")
    choose(page, "kind", "target")
    go_on(page)
    choose(page, "safe", "yes")
    go_on(page)
    page.fill("#words", "He wrote it at night and erased it again.")
    page.set_input_files("#export", files=[ATTACHED])
    for _ in QUESTIONS[2:]:
        go_on(page)
    go_on(page)
    return page.inner_text("#receipt")


def test_from_the_first_page_to_the_code_and_back_without_script_on_a_small_phone(
    site: Site, phone: Page
) -> None:
    code = tell_everything(phone, site.url)
    assert urlsplit(phone.url).path == "/en/receipt/"
    phone.reload()
    assert phone.inner_text("#receipt") == code
    go_on(phone)
    assert urlsplit(phone.url).path == "/en/"
    assert not phone.context.cookies()
    phone.click("main a.button.quiet")
    phone.fill("#code", code)
    go_on(phone)
    assert phone.inner_text("#state") == say("return.new")


def test_back_with_the_code_write_and_erase_without_script_on_a_small_phone(site: Site, phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer')}"))
    code = tell_everything(phone, site.url)
    go_on(phone)
    phone.click("main a.button.quiet")
    phone.fill("#code", code)
    go_on(phone)
    assert say("p1.no_contact") in phone.inner_text("main")
    phone.click("main a.button")
    phone.fill("#text", "I am all right.")
    go_on(phone)
    assert "I am all right." in phone.inner_text(".thread")
    phone.reload()
    assert phone.locator(".thread li").count() == 1
    phone.click(f"main a:has-text('{say('erase.title')}')")
    phone.check("input[name=sure]")
    go_on(phone)
    assert phone.inner_text("h1") == say("erase.done_title")
    assert not phone.context.cookies()
    phone.goto(f"{site.url}/en/return/")
    phone.fill("#code", code)
    go_on(phone)
    assert say("return.not_found") in phone.inner_text("main")
    assert not [one for one in asked if code in one or code.replace(" ", "") in one]


def test_what_was_found_in_the_chat_is_prefilled_and_may_be_corrected(site: Site, phone: Page) -> None:
    phone.goto(f"{site.url}/en/tell/words/")
    phone.set_input_files("#export", files=[ATTACHED])
    go_on(phone)
    assert phone.input_value("#name") == "Minh Tran"
    phone.fill("#name", "Minh Anh")
    go_on(phone)
    assert phone.input_value("#contact_1_kind") == "telegram"
    phone.goto(f"{site.url}/en/check/")
    assert "Minh Anh" in phone.inner_text("main")
    assert phone.locator("main a", has_text="quiet_river").count() == 0
    phone.click("main summary")
    assert LINE in phone.inner_text("main")


def test_the_back_button_finds_the_answers_again(site: Site, phone: Page) -> None:
    phone.goto(f"{site.url}/en/tell/name/")
    phone.fill("#name", "Minh")
    go_on(phone)
    phone.go_back()
    assert phone.input_value("#name") == "Minh"
    go_on(phone)
    assert urlsplit(phone.url).path == "/en/tell/reach/"


def test_a_page_can_be_answered_with_the_keyboard_alone(site: Site, phone: Page) -> None:
    phone.goto(f"{site.url}/en/tell/you/")
    presses = ["Tab", "Enter", *["Tab"] * 2, "Space", "ArrowDown"]
    for key in presses:  # skip link, into the text, past "back", into the choices, one down
        phone.keyboard.press(key)
    assert phone.is_checked("input[value=family]")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/en/tell/safety/")
    phone.goto(f"{site.url}/en/check/")
    assert say("kind.family") in phone.inner_text("main")


def test_the_quick_exit_is_reached_early_always_in_sight_and_leaves_nothing(site: Site, phone: Page) -> None:
    phone.goto(f"{site.url}/en/tell/safety/")
    go_on(phone)
    phone.goto(f"{site.url}/en/")
    phone.mouse.wheel(0, 4000)
    box = phone.locator(".exit").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.wait_for_url(site.elsewhere)
    assert not phone.context.cookies(site.url)


def test_nothing_is_asked_of_any_other_machine(site: Site, phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    tell_everything(phone, site.url)
    assert len(asked) > len(QUESTIONS)
    ours = urlsplit(site.url).netloc
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {ours}


def test_the_stylesheet_is_fetched_once_for_the_whole_way(site: Site, phone: Page) -> None:
    shown: set[str] = set()
    kept: set[str] = set()
    wire = phone.context.new_cdp_session(phone)
    wire.on(
        "Network.requestWillBeSent",
        lambda one: "style.css" in one["request"]["url"] and shown.add(one["requestId"]),
    )
    wire.on("Network.requestServedFromCache", lambda one: kept.add(one["requestId"]))
    wire.send("Network.enable")
    tell_everything(phone, site.url)
    assert len(shown) > len(QUESTIONS)
    assert len(shown - kept) == 1


def every_page(page: Page, site: Site, language: str) -> Iterator[str]:
    """Go to every public page in turn, filled and empty, right and wrong; yields where it is."""
    here = f"{site.url}/{language}"
    for path in ("", "check/", "return/", "privacy/", "nothing/"):
        page.goto(f"{here}/{path}")
        yield path or "first"
    page.goto(f"{here}/tell/words/")
    page.fill("#words", "x" * 20_001)
    go_on(page)
    yield "words refused"
    page.fill("#words", "")
    page.set_input_files("#export", files=[ATTACHED])
    go_on(page)
    for question in QUESTIONS:
        page.goto(f"{here}/tell/{question.code}/")
        yield question.code
    page.goto(f"{here}/check/")
    yield "check filled"
    go_on(page)
    yield "receipt"
    code = page.inner_text("#receipt")
    for typed in ("12345", code):
        page.goto(f"{here}/return/")
        page.fill("#code", typed)
        go_on(page)
        yield "return answered"
    yield from thread_pages(page, here)
    page.context.add_cookies([{"name": "draft", "value": "A" * 43, "url": site.url}])
    page.goto(f"{here}/check/")
    yield "gone"


def thread_pages(page: Page, here: str) -> Iterator[str]:
    """After the code was typed: every page of the thread, right and wrong, and erased at the end."""
    for path in ("add/write/", "add/correct/"):
        page.goto(f"{here}/report/{path}")
        yield path
        go_on(page)
        yield f"{path} refused"
        page.fill("#text", "I am all right." * 12)
        go_on(page)
    yield "thread"
    page.goto(f"{here}/report/withdraw/")
    go_on(page)
    yield "withdraw refused"
    choose(page, "sharing", "desk_only")
    go_on(page)
    yield "withdrawn"
    page.goto(f"{here}/report/erase/")
    go_on(page)
    yield "erase refused"
    page.check("input[name=sure]")
    go_on(page)
    yield "erased"


def in_context(chromium: Browser, *, language: str, scheme: str, viewport: dict[str, int]) -> BrowserContext:
    """Scripts are on here only because axe is one."""
    return chromium.new_context(
        viewport=viewport,
        color_scheme=scheme,
        locale=language,
        bypass_csp=True,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_public_page_has_an_accessibility_violation(
    site: Site, chromium: Browser, language: str, scheme: str
) -> None:
    context = in_context(chromium, language=language, scheme=scheme, viewport=WIDE)
    page, axe, found = context.new_page(), Axe(), {}
    for where in every_page(page, site, language):
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wrong = axe.run(page).response["violations"]
        found |= {f"{where}: {one['id']}": [node["html"] for node in one["nodes"]] for one in wrong}
    context.close()
    assert found == {}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_public_page_scrolls_sideways_on_a_small_phone(
    site: Site, chromium: Browser, language: str
) -> None:
    context = in_context(chromium, language=language, scheme="light", viewport=PHONE)
    page = context.new_page()
    wide = [
        where
        for where in every_page(page, site, language)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
    ]
    context.close()
    assert wide == []
