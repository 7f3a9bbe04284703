"""The public site is killed again and again while strangers send: no receipted report is lost, nothing breaks (P8).

BOTHENDS_KILLS=200 makes it the long run of `docs/operations.md`; BOTHENDS_TEST_DATABASE=postgresql the other database.
"""

from __future__ import annotations

import http.client
import os
import random
import secrets
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bothends.core.crypto.receipt import parse
from tests.disk import Disk, new_database
from tests.running import Site, kill, prepared, running

KILLS = int(os.environ.get("BOTHENDS_KILLS", "12"))
STRANGERS = 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DOWN = (OSError, http.client.HTTPException)


class Stranger(threading.Thread):
    """Sends one report after the other; when the site is gone, presses the same button again until it answers."""

    def __init__(self, site: Site, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.site, self.stop, self.codes = site, stop, list[str]()
        self.token = secrets.token_hex(16)
        self.wrong: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            draft = self._until_answered(self._tell)
            self._until_answered(lambda kept=draft: self._send(kept))
            self.codes.append(self._until_answered(lambda kept=draft: self._code(kept)))

    def _until_answered(self, step):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                return step()
            except DOWN:
                time.sleep(0.02)
        raise TimeoutError

    def _tell(self) -> str:
        answer, _ = self._ask("POST", "/en/tell/name/", name="Minh")
        return answer.headers["Set-Cookie"].split("draft=")[1].split(";")[0]

    def _send(self, draft: str) -> None:
        answer, _ = self._ask("POST", "/en/send/", draft)
        self._expect(answer, 303)

    def _code(self, draft: str) -> str:
        answer, page = self._ask("GET", "/en/receipt/", draft)
        self._expect(answer, 200)
        return parse(page.split('id="receipt" dir="ltr">')[1].split("<")[0])

    def _expect(self, answer: http.client.HTTPResponse, status: int) -> None:
        if answer.status != status:
            self.wrong.append(f"{answer.status} instead of {status}")
            raise http.client.HTTPException

    def _ask(
        self, method: str, path: str, draft: str = "", **typed: str
    ) -> tuple[http.client.HTTPResponse, str]:
        asked = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
        try:
            body = urlencode({"csrfmiddlewaretoken": self.token, **typed})
            cookie = f"form={self.token}" + (f"; draft={draft}" if draft else "")
            asked.request(method, path, body if method == "POST" else None, {**FORM, "Cookie": cookie})
            answer = asked.getresponse()
            return answer, answer.read().decode()
        finally:
            asked.close()


@pytest.mark.timeout(60 + KILLS * 8)
def test_killed_again_and_again_every_receipt_has_its_report_and_every_report_its_receipt(
    tmp_path: Path,
) -> None:
    site = prepared(tmp_path, database=new_database())
    stop = threading.Event()
    strangers = [Stranger(site, stop) for _ in range(STRANGERS)]
    for one in strangers:
        one.start()
    for _ in range(KILLS):
        with running(site) as served:
            time.sleep(random.uniform(0.05, 0.6))
            kill(served, site)
    with running(site):
        stop.set()
        for one in strangers:
            one.join(timeout=60)
    codes = [code for one in strangers for code in one.codes]
    disk = Disk(site.desk)
    assert [one.wrong for one in strangers if one.wrong] == []
    assert len(codes) == len(set(codes)) >= KILLS
    assert disk.step("integrity()") == "ok"
    assert disk.step("trail()") is None
    counted = disk.step("counts()")
    assert counted["StoredReport"] == counted["ReportKey"] == disk.step("received()") == len(codes)
    # A few at a time: a fast machine makes more codes than one command line can carry.
    assert sum(disk.step(f"found_by({codes[at : at + 500]!r})") for at in range(0, len(codes), 500)) == len(
        codes
    )
