"""What really crosses the wire, measured at the socket of a real server process (P10), and kill -9 (P8)."""

from __future__ import annotations

import gzip
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

import pytest

from bothends.core.crypto.receipt import parse
from bothends.web.public.questions import QUESTIONS
from bothends.web.wording import say
from tests.running import Site, kill, prepared, running

FIRST_BUDGET, PAGE_BUDGET = 14 * 1024, 30 * 1024
LANGUAGES = ("en", "ja")
PAGES = ["check", "return", "privacy", *(f"tell/{one.code}" for one in QUESTIONS)]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as bytes on the wire."""

    raw: bytes

    @property
    def head(self) -> str:
        return self.raw.partition(b"\r\n\r\n")[0].decode().lower()

    @property
    def text(self) -> str:
        assert "transfer-encoding: chunked" not in self.head
        return gzip.decompress(self.raw.partition(b"\r\n\r\n")[2]).decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = prepared(tmp_path_factory.mktemp("wire"))
    with running(made):
        yield made


def fetch(site: Site, path: str) -> Answered:
    """GET as a browser does, counting every byte."""
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nAccept-Encoding: gzip, br\r\n"
    with socket.create_connection(("127.0.0.1", site.port)) as wire:
        wire.sendall(f"{asked}Accept-Language: ja\r\nConnection: close\r\n\r\n".encode())
        return Answered(b"".join(iter(lambda: wire.recv(65536), b"")))


def parts_of(text: str) -> list[str]:
    """Addresses a browser fetches for a page by itself."""
    found: list[str] = re.findall(r'<(?:link|script|img|iframe)\b[^>]*?(?:href|src)="([^"]+)"', text)
    return [one for one in found if not one.startswith("data:")]


def weight(site: Site, path: str) -> tuple[int, int]:
    """Bytes and requests of a page with all its parts, nothing cached."""
    page = fetch(site, path)
    parts = [fetch(site, part) for part in parts_of(page.text)]
    return sum(len(one.raw) for one in [page, *parts]), 1 + len(parts)


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


def test_pages_are_never_stored_and_allow_no_script(site: Site) -> None:
    head = fetch(site, "/en/tell/words/").head
    assert "cache-control: no-store" in head
    assert "content-security-policy: default-src 'none'; style-src 'self'" in head
    assert "referrer-policy: same-origin" in head


@pytest.mark.parametrize("page", ["", *(f"{one}/" for one in PAGES)])
def test_no_page_has_script_inline_style_or_another_site_in_it(site: Site, page: str) -> None:
    text = fetch(site, f"/en/{page}").text
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:|https?://|//[a-z]", text)


def browser() -> OpenerDirector:
    """Keeps cookies as a browser does."""
    return build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))


def post(who: OpenerDirector, site: Site, path: str, **typed: str) -> str:
    """Fetch the form, fill it, send it, follow where it leads."""
    with who.open(f"{site.url}/en/{'check' if path == 'send' else path}/") as page:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    assert token is not None
    form = urlencode({"csrfmiddlewaretoken": token[1], **typed}).encode()
    with who.open(f"{site.url}/en/{path}/", form) as answer:
        text: str = answer.read().decode()
    return text


def test_a_killed_server_loses_no_report_whose_code_was_shown(tmp_path: Path) -> None:
    made, asha = prepared(tmp_path), browser()
    with running(made) as served:
        post(asha, made, "tell/name", name="Minh Synthetic")
        kill(served, made)
    with running(made) as served:
        shown = post(asha, made, "send")
        kill(served, made)
    code = shown.split('id="receipt" dir="ltr">')[1].split("<")[0]
    with running(made):
        with asha.open(f"{made.url}/en/receipt/") as again:
            assert code in again.read().decode()
        assert say("return.new") in post(browser(), made, "return", code=code)
    leaks = [p for p in made.desk.rglob("*") if p.is_file() and leaked(p.read_bytes(), code)]
    assert leaks == []


def leaked(content: bytes, code: str) -> bool:
    """Whether a file holds what was typed or the code."""
    return any(word.encode() in content for word in ("Minh Synthetic", code, parse(code)))
