"""A whole desk in a folder on disk, worked on by child processes: for what happens to files and to other databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from bothends.web import deskfolder

ROOT = Path(__file__).parents[1]
BEGIN = (
    "import json, django; django.setup(); from tests import disk_steps as steps; print(json.dumps(steps.{}))"
)


@dataclass(frozen=True, slots=True)
class Disk:
    """The desk's folder and its recovery identity."""

    path: Path
    recovery: str = ""

    def step(self, call: str) -> Any:
        """Run a function of tests/disk_steps.py in a process of its own and return what it returned."""
        return json.loads(self.python("-c", BEGIN.format(call)).stdout)

    def bothends(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "bothends", *words, code=code)

    def python(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "BOTHENDS_DESK": str(self.path),
            "BOTHENDS_SITE": "desk",
            "BOTHENDS_RECOVERY": self.recovery,
            "DJANGO_SETTINGS_MODULE": "bothends.web.settings",
        }
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done

    def bytes_of_files(self) -> bytes:
        """Every file of the database, logs of its own included."""
        return b"".join(one.read_bytes() for one in sorted(self.path.glob("desk.sqlite3*")))


def new_database() -> str:
    """Nothing for SQLite; on a run with PostgreSQL the address of a new, empty database on the same server."""
    here = str(deskfolder.read(Path(os.environ["BOTHENDS_DESK"])).settings["database"])
    if not here:
        return ""
    import psycopg

    name = f"desk_{uuid4().hex[:12]}"
    with psycopg.connect(here, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(here)
    return urlunsplit(parts._replace(path=f"/{name}"))


def founded(path: Path, *, database: str = "") -> Disk:
    """A desk with the cast, on disk."""
    deskfolder.make(path, https=False, name="Test desk", database=database)
    bare = Disk(path)
    bare.python("manage.py", "migrate", "-v0")
    return Disk(path, bare.step("found()"))
