"""The tests run on the database they claim to run on, and it keeps its promises on durability."""

from __future__ import annotations

import os

from django.db import connection

from tests import cast


def test_the_asked_for_database_is_the_one_in_use(db: None) -> None:
    wanted = os.environ.get("BOTHENDS_TEST_DATABASE", "sqlite")
    assert connection.vendor == wanted


def test_a_commit_reaches_the_disk_before_it_returns(desk: cast.Desk) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
            assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
