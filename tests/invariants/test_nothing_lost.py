"""P8 Nothing lost: receipts shown = reports stored, under kill -9, 16 senders at once and a locked database."""

from __future__ import annotations

import resource
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bothends.core.crypto.receipt import parse
from bothends.web.wording import say
from tests.running import Site, kill, prepared, running
from tests.wire import browser, post, submit, token_of

AT_ONCE = 16


@pytest.fixture
def made(tmp_path: Path) -> Site:
    return prepared(tmp_path)


def code_of(page: str) -> str:
    return page.split('id="receipt" dir="ltr">')[1].split("<")[0]


def told(site: Site, name: str) -> str:
    """One report from the first answer to the receipt; returns the code."""
    asha = browser()
    post(asha, site, "tell/name", name=name)
    return code_of(post(asha, site, "send"))


def stored(site: Site) -> int:
    with sqlite3.connect(site.desk / "desk.sqlite3") as database:
        return int(database.execute("SELECT count(*) FROM store_storedreport").fetchone()[0])


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


def test_sixteen_who_send_at_the_same_moment_all_get_their_code(made: Site) -> None:
    with running(made), ThreadPoolExecutor(AT_ONCE) as senders:
        codes = list(senders.map(lambda number: told(made, f"Person {number}"), range(AT_ONCE * 3)))
        assert len(set(codes)) == AT_ONCE * 3
        for code in codes[::7]:
            assert say("return.new") in post(browser(), made, "return", code=code)
    assert stored(made) == AT_ONCE * 3


def test_a_database_locked_for_a_while_delays_and_loses_nothing(made: Site) -> None:
    with running(made):
        asha = browser()
        post(asha, made, "tell/name", name="Minh")
        database = sqlite3.connect(made.desk / "desk.sqlite3", isolation_level=None, check_same_thread=False)
        database.execute("BEGIN IMMEDIATE")
        free = threading.Timer(3, lambda: database.execute("COMMIT"))
        free.start()
        assert parse(code_of(post(asha, made, "send")))
        free.join()
    assert stored(made) == 1


def test_a_burst_from_one_address_is_queued_and_not_refused(made: Site) -> None:
    """A Tor exit is one address: a hundred people may come from it in a minute."""
    with running(made), ThreadPoolExecutor(4) as senders:
        codes = list(senders.map(lambda number: told(made, f"Person {number}"), range(100)))
    assert len(set(codes)) == stored(made) == 100


def test_a_full_disk_shows_no_code_and_loses_nothing_typed(made: Site) -> None:
    with running(made) as served:
        asha = browser()
        post(asha, made, "tell/name", name="Minh")
        token = token_of(asha, made, "check")
        with nothing_can_be_written(served.pid):
            shown = submit(asha, made, "send", csrfmiddlewaretoken=token)
            assert say("refusal.broken_title") in shown
            assert 'id="receipt"' not in shown
        assert stored(made) == 0
        assert parse(code_of(post(asha, made, "send")))
    assert stored(made) == 1


@contextmanager
def nothing_can_be_written(group: int) -> Iterator[None]:
    """As on a full disk: every write to a file fails, in every process of the server."""
    processes = [
        int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and group_of(one) == group
    ]
    assert processes
    for limit in (0, resource.RLIM_INFINITY):
        for process in processes:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        if limit == 0:
            yield


def group_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except (FileNotFoundError, ProcessLookupError):
        return 0
