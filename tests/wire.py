"""The public site at the socket: what really crosses the wire, and a browser without a screen."""

from __future__ import annotations

import gzip
import re
import socket
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

from tests.running import Site


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


def browser() -> OpenerDirector:
    """Keeps cookies as a browser does."""
    return build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))


def token_of(who: OpenerDirector, site: Site, path: str) -> str:
    """Open a page and take the token of its form."""
    with who.open(f"{site.url}/en/{path}/") as page:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    assert token is not None
    return token[1]


def submit(who: OpenerDirector, site: Site, path: str, **typed: str) -> str:
    """Send a form and follow where it leads; an error page is an answer too."""
    form = urlencode(typed).encode()
    try:
        with who.open(f"{site.url}/en/{path}/", form) as answer:
            return str(answer.read().decode())
    except HTTPError as refused:
        return str(refused.read().decode())


def post(who: OpenerDirector, site: Site, path: str, **typed: str) -> str:
    """Fetch the form, fill it, send it, follow where it leads."""
    token = token_of(who, site, "check" if path == "send" else path)
    return submit(who, site, path, csrfmiddlewaretoken=token, **typed)
