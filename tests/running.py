"""Either site as a real process on loopback, with a desk of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bothends.web import deskfolder

ROOT = Path(__file__).parents[1]
PUBLIC, DESK = "public", "desk"
SERVED = {PUBLIC: "bothends.web.wsgi_public:application", DESK: "bothends.web.wsgi_desk:application"}
FOUND = (
    "import django; django.setup(); from bothends.web.store.actions.members import found_desk; found_desk()"
)


@dataclass(frozen=True, slots=True)
class Site:
    """A desk folder and the port its site listens on."""

    desk: Path
    port: int
    side: str = PUBLIC

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def elsewhere(self) -> str:
        return f"http://localhost:{self.port}/en/privacy/"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "BOTHENDS_DESK": str(self.desk),
            "BOTHENDS_SITE": self.side,
            "DJANGO_SETTINGS_MODULE": "bothends.web.settings",
        }


def prepared(folder: Path, *, side: str = PUBLIC, database: str = "", founding: str = FOUND) -> Site:
    """A new desk with its tables and what `founding` makes in it, and a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        site = Site(folder / "desk", free.getsockname()[1], side)
    # Under its other name the same machine is another site for a browser: the quick exit leads there.
    deskfolder.make(site.desk, https=False, name="Test desk", exit_to=site.elsewhere, database=database)
    for command in (["manage.py", "migrate", "-v0"], ["-c", founding]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=site.environment, check=True)
    return site


@contextmanager
def running(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """Serve until the block ends. The process may be killed inside the block."""
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(site.port)]
    with (site.desk / "log").open("ab") as log:
        served = subprocess.Popen(
            [sys.executable, *command, SERVED[site.side]],
            cwd=ROOT,
            env=site.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _until(lambda: served.poll() is not None or _answers(site.port))
        assert served.poll() is None, (site.desk / "log").read_text()
        yield served
    finally:
        kill(served, site)


def kill(served: subprocess.Popen[bytes], site: Site) -> None:
    """kill -9 for the server and its worker; returns when the port is free."""
    if served.poll() is None:
        os.killpg(served.pid, 9)
    served.wait()
    _until(lambda: not _answers(site.port))


def _answers(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def _until(met: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if met():
            return
        time.sleep(0.05)
    raise TimeoutError
