"""A throwaway desk, and its public site as `bothends serve` runs it: one worker, loopback, SQLite."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.wire import Wire
from bothends.cli import serve
from bothends.web import deskfolder

ROOT = Path(__file__).parents[1]
FOUND = (
    "import django; django.setup(); from bothends.web.store.actions.members import found_desk; found_desk()"
)
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Public:
    """A running public site and its desk's folder."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    seconds: float  # from starting the process to the first whole page

    def stored(self) -> int:
        """How many reports the database holds, asked past the server."""
        with closing(sqlite3.connect(self.folder / "desk.sqlite3")) as database:
            return int(database.execute("SELECT count(*) FROM store_storedreport").fetchone()[0])

    def memory(self) -> float:
        """Resident megabytes of the server and its worker, as the kernel counts them."""
        return sum(_resident(one) for one in (self.process.pid, *_children(self.process.pid)))


@contextmanager
def public_site() -> Iterator[Public]:
    """Make a desk, serve its public site, stop it and delete the desk."""
    with tempfile.TemporaryDirectory(prefix="bothends-bench-") as made:
        folder, port = Path(made) / "desk", _free_port()
        deskfolder.make(folder, https=False, name="Bench desk")
        environment = {**os.environ, deskfolder.ENVIRONMENT: str(folder)}
        environment["DJANGO_SETTINGS_MODULE"] = "bothends.web.settings"
        for command in (["manage.py", "migrate", "-v0"], ["-c", FOUND]):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
        began = time.perf_counter()
        process = serve.start(serve.sites_on(port, None)[0], folder, HOST)
        try:
            _first_page(port, process)
            yield Public(folder, port, process, time.perf_counter() - began)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _first_page(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with Wire(port) as wire:
                if wire.get("/en/").status == 200:
                    return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("The public site did not start; its reason stands above.")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in listed.read_text().split()] if listed.exists() else []


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
