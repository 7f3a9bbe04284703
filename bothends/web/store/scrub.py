"""After an erasure: rewrite the database's files, so that no page or log of theirs still holds the old bytes.

Never inside a transaction. It destroys nothing that is still in a table, so it may fail and be repeated.
"""

from __future__ import annotations

import os

from django.db import OperationalError, connection

# Rewriting this much takes well under a second; more is left to `bothends expire`, at a quiet hour.
SMALL = 64 * 1024 * 1024
ERASED_FROM = ("casekey", "reportkey", "case", "storedreport", "referral", "decision", "disclosure", "draft")


def scrub(*, small_only: bool = False) -> bool:
    """True when done. False when somebody else was using the files, or they were too large for `small_only`."""
    if connection.in_atomic_block:
        return False
    try:
        return _sqlite(small_only) if connection.vendor == "sqlite" else _postgresql()
    except OperationalError:
        return False


def _sqlite(small_only: bool) -> bool:
    name = str(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        if os.path.exists(name) and (os.path.getsize(name) < SMALL or not small_only):
            cursor.execute("VACUUM")
        # The log holds older copies of pages until it is emptied; a reader in the middle of something delays it.
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _postgresql() -> bool:
    """Frees the dead rows. The write-ahead log is the server's own and is not reached from here."""
    tables = ", ".join(f"store_{one}" for one in ERASED_FROM)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {tables}")
    return True
