"""A backup while the desk goes on: two sealed parts from one snapshot, checked by opening them again.

The key part holds what opens (grants, keys of cases and reports, tokens); it may expire while the main part is
kept. A main part whose key part is gone opens for nobody, however many keys one holds (P14).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from bothends import __version__
from bothends.core.crypto.keys import Identity
from bothends.core.crypto.part import FORMAT, Head, Row, read_part, write_part
from bothends.core.errors import Refused
from bothends.web.deskfolder import DeskFolder
from bothends.web.store.audit import MACHINE, record
from bothends.web.store.models import Recovery, StoredReport

STAMP = "%Y%m%dT%H%M%SZ"
# Order matters on loading: a vault before its grants.
MATCHES = ("MatchEntry", "MatchToken", "MatchJudgement")  # closed under a key that outlives a case
KEY_TABLES = ("Vault", "Rotation", "Grant", "MatchKey", "CaseKey", "ReportKey", *MATCHES)
# What a receipt opens lies in the reports' own table; in a backup it goes with the keys.
REPORTER_BOX = "StoredReport.reporter_box"
LEFT_OUT = ("Draft",)  # lives for minutes
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup wrote."""

    stamp: str
    main: Path
    keys: Path
    rows: int
    expired: tuple[Path, ...]  # older key parts that were removed


def backup(desk: DeskFolder, *, out: Path, now: datetime, tell: Tell) -> Made:
    """Write both parts into `out` and remove key parts older than the setting. Raises Refused."""
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = now.astimezone(UTC).strftime(STAMP)
    main, keys = out / f"bothends-{stamp}.age", out / f"bothends-{stamp}.keys.age"
    if main.exists() or keys.exists():
        raise Refused("A backup of this very second is there already. Try again.")
    with snapshot():
        recovery = Recovery.objects.latest("made_at").recipient
        schema, rows = _schema(), sum(model.objects.count() for model in _main_tables())
        folder = {"settings": dict(desk.settings), "pepper": desk.pepper.hex(), "django": desk.django_secret}
        head = Head(FORMAT, "main", stamp, __version__, schema, rows, folder)
        _write(main, head, _told(_main_rows(), rows, tell), recovery)
        _write(keys, Head(FORMAT, "keys", stamp, __version__, schema, 0), _key_rows(), recovery)
    tell(rows, rows)
    with transaction.atomic():
        record(by=MACHINE, action="backup_made", subject=f"backup:{stamp}")
    return Made(stamp, main, keys, rows, _expire_key_parts(out, now, desk.settings["keep_key_parts_days"]))


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as of one moment, while others go on writing."""
    connection.ensure_connection()
    wrapper: Any = connection
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # Our transactions take the writer's place at once; this one only reads and must leave it to others.
    usual, wrapper.transaction_mode = wrapper.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        wrapper.transaction_mode = usual


def _write(path: Path, head: Head, rows: Iterator[Row], recovery: str) -> None:
    """Under another name first; the name it keeps appears when it is whole, on the disk, and opened once."""
    unfinished = path.with_name(f".{path.name}.part")
    once = Identity.new()  # forgotten when this function ends; lets us look at what we wrote
    try:
        unfinished.unlink(missing_ok=True)
        opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as out:
            write_part(out, head=head, rows=rows, to=[recovery, once.recipient])
            out.flush()
            os.fsync(out.fileno())
        with unfinished.open("rb") as written:
            read_part(written, identity=once, on_head=lambda head: None, on_row=lambda row: None)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _schema() -> list[str]:
    loader = MigrationLoader(connection)
    newest = [name for app, name in loader.graph.leaf_nodes("store")]
    if any(("store", one) not in loader.applied_migrations for one in newest):
        raise Refused(
            "The database has older tables than this version. Run `bothends serve` once, then this."
        )
    return newest


def _main_tables() -> list[Any]:
    mine = apps.get_app_config("store").get_models()
    return [one for one in mine if one.__name__ not in (*KEY_TABLES, *LEFT_OUT)]


def _main_rows() -> Iterator[Row]:
    for model in _main_tables():
        for one in model.objects.order_by("pk").iterator(chunk_size=500):
            if isinstance(one, StoredReport):
                one.reporter_box = b""
            yield model.__name__, _as_told(one)


def _key_rows() -> Iterator[Row]:
    for name in KEY_TABLES:
        model: Any = apps.get_model("store", name)
        for one in model.objects.order_by("pk").iterator(chunk_size=500):
            yield name, _as_told(one)
    for report in StoredReport.objects.only("reporter_box").iterator(chunk_size=500):
        told = _as_told(report, only=("id", "reporter_box"))
        yield REPORTER_BOX, told


def _as_told(row: models.Model, only: tuple[str, ...] = ()) -> dict[str, Any]:
    fields = [one for one in row._meta.concrete_fields if not only or one.attname in only]
    return {
        one.attname: None if one.value_from_object(row) is None else one.value_to_string(row)
        for one in fields
    }


def _told(rows: Iterator[Row], total: int, tell: Tell) -> Iterator[Row]:
    for done, row in enumerate(rows):
        if not done % 100:
            tell(done, total)
        yield row


def _expire_key_parts(out: Path, now: datetime, days: int) -> tuple[Path, ...]:
    """Every key part older than `days`; never the newest, which the caller has just written."""
    oldest = (now.astimezone(UTC) - timedelta(days=days)).strftime(STAMP)
    gone = [one for one in out.glob("bothends-*.keys.age") if stamp_of(one) < oldest]
    for one in gone:
        one.unlink()
    return tuple(gone)


def stamp_of(part: Path) -> str:
    """The moment in a part's name."""
    return part.name.removeprefix("bothends-").partition(".")[0]
