"""The least of a browser that a form needs: one kept connection, cookies, the form's token. Counts every byte."""

from __future__ import annotations

import gzip
import re
import socket
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlencode

_TOKEN = re.compile(rb'csrfmiddlewaretoken" value="([^"]+)"')
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=;\r\n]+)=([^;\r\n]*)", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_LOCATION = re.compile(rb"\r\nlocation: ([^\r\n]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `size` counts head and body as they were on the wire."""

    status: int
    head: bytes
    body: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.head) + len(self.body)

    @property
    def page(self) -> bytes:
        return gzip.decompress(self.body) if self.body[:2] == b"\x1f\x8b" else self.body

    @property
    def location(self) -> str:
        found = _LOCATION.search(self.head)
        return found[1].decode() if found else ""


class Wire:
    """One stranger's browser."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def get(self, path: str, *, compressed: bool = True) -> Answer:
        """Fetch a page and remember its form's token."""
        answer = self._ask(f"GET {path} HTTP/1.1\r\n" + ("Accept-Encoding: gzip\r\n" if compressed else ""))
        found = _TOKEN.search(answer.page)
        if found:
            self.token = found[1].decode()
        return answer

    def post(self, path: str, **typed: str) -> Answer:
        """Send a form with the token of the page fetched last."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **typed})
        head = f"POST {path} HTTP/1.1\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return self._ask(head, body)

    def _ask(self, head: str, body: str = "") -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head += f"Host: 127.0.0.1:{self.port}\r\n" + (f"Cookie: {cookies}\r\n" if cookies else "")
        self.socket.sendall(f"{head}\r\n{body}".encode())
        answer = self._answer()
        for name, value in _COOKIE.findall(answer.head):
            self.cookies[name.decode()] = value.decode()
        return answer

    def _answer(self) -> Answer:
        came = b""
        while b"\r\n\r\n" not in came:
            came += self._more()
        head, _, body = came.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        while len(body) < int(length[1]) if length else not body.endswith(_LAST_CHUNK):
            body += self._more()
        return Answer(int(head.split(b" ", 2)[1]), head + b"\r\n\r\n", body)

    def _more(self) -> bytes:
        came = self.socket.recv(65536)
        if not came:
            raise ConnectionError("The server closed the connection.")
        return came
