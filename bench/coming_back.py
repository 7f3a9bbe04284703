"""Coming back by code: one real server on loopback, 200 returns among 2,000 reports with five messages each.

A return is what a person waits for: the code is posted, and the page it leads to has arrived.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.figure import Figure, Peer
from tests.running import ROOT, Site, prepared, running

RETURNS, REPORTS, CODES = 200, 2000, 20
BUDGET = 0.1
FILL = """
import django; django.setup()
from django.conf import settings
from django.db import transaction
from bothends.core.crypto.receipt import new_receipt
from bothends.web.store.actions import intake, thread
from tests import cast
codes = []
with transaction.atomic():
    for number in range({reports}):
        code = new_receipt()
        row = intake.receive(cast.report(), receipt=code, sent_tag=str(number).encode(), pepper=settings.DESK.pepper)
        if number % ({reports} // {codes}) == 0:
            codes.append(code)
            for said in range(5):
                thread.append(row, side="desk", words=thread.Words("answer", "x" * 400))
print("\\n".join(codes))
"""


def run() -> Iterator[Figure]:
    """Median and 95th percentile of a whole return, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        site = prepared(Path(folder))
        codes = _filled(site)
        with running(site):
            _returned(site, codes[0])  # the first page a fresh process serves loads its templates
            taken = sorted(_returned(site, codes[number % len(codes)]) for number in range(RETURNS))
    peer = Peer("GlobaLeaks, a 53-bit code", 2.1)
    yield Figure("whole return by code, median", statistics.median(taken), "s", bound=BUDGET, peers=(peer,))
    yield Figure("whole return by code, 95 of 100", taken[int(RETURNS * 0.95) - 1], "s")


def _filled(site: Site) -> list[str]:
    script = FILL.format(reports=REPORTS, codes=CODES)
    made = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=site.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout.split()


def _returned(site: Site, code: str) -> float:
    """Seconds from posting the code to the last byte of the thread's page. A fresh browser each time."""
    wire = HTTPConnection("127.0.0.1", site.port)
    wire.request("GET", "/en/return/")
    form = wire.getresponse()
    token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', form.read())
    assert token is not None
    cookies = _cookies(form.headers.get_all("Set-Cookie"))
    typed = urlencode({"csrfmiddlewaretoken": token[1].decode(), "code": code})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    began = time.perf_counter()
    wire.request("POST", "/en/return/", typed, {**kind, "Cookie": cookies})
    answer = wire.getresponse()
    answer.read()
    assert answer.status == 303, answer.status
    wire.request(
        "GET",
        answer.headers["Location"],
        headers={"Cookie": f"{cookies}; {_cookies(answer.headers.get_all('Set-Cookie'))}"},
    )
    page = wire.getresponse().read()
    taken = time.perf_counter() - began
    assert page.count(b'class="desk"') == 5
    wire.close()
    return taken


def _cookies(lines: list[str] | None) -> str:
    return "; ".join(one.split(";")[0] for one in lines or [])
