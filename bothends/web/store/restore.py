"""Load a backup into an empty database of either kind: tables as they were then, rows, then this version's tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.part import Head, Row, read_part
from bothends.core.errors import BadInput, Refused
from bothends.web.store.audit import RECOVERY, first_break, record
from bothends.web.store.backup import REPORTER_BOX, Tell
from bothends.web.store.models import AuditEvent, AuditHead

BATCH = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `left_out` counts cases and reports whose key is gone, because they were erased."""

    rows: int
    left_out: int
    events: int
    head: str
    broken: str | None


@dataclass(slots=True)
class _Loading:
    """Rows on their way into tables, a batch at a time."""

    apps: Any
    total: int
    tell: Tell
    rows: int = 0
    waiting: list[Any] = field(default_factory=list)
    known: dict[Any, set[Any]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        name, told = row
        if name == REPORTER_BOX:
            self.flush()
            self._put_box(told)
            return
        made = _row(self.apps.get_model("store", name), told)
        if self.waiting and (type(self.waiting[0]) is not type(made) or len(self.waiting) >= BATCH):
            self.flush()
        self.waiting.append(made)
        self.rows += 1
        if not self.rows % 100:
            self.tell(min(self.rows, self.total), self.total)

    def add_key(self, row: Row) -> None:
        """As `add`, leaving out what belongs to rows that are not in the main part (it is older)."""
        name, told = row
        if name == REPORTER_BOX or self._stands(self.apps.get_model("store", name), told):
            self.add(row)

    def flush(self) -> None:
        if self.waiting:
            type(self.waiting[0])._default_manager.bulk_create(self.waiting)
            self.waiting = []

    def _stands(self, model: Any, told: dict[str, Any]) -> bool:
        for one in model._meta.concrete_fields:
            if one.remote_field and told.get(one.attname) is not None:
                self.flush()
                if one.to_python(told[one.attname]) not in self._keys_of(one.remote_field.model):
                    return False
        return True

    def _keys_of(self, model: Any) -> set[Any]:
        if model not in self.known:
            self.known[model] = set(model._default_manager.values_list("pk", flat=True))
        return self.known[model]

    def _put_box(self, told: dict[str, Any]) -> None:
        model = self.apps.get_model("store", "StoredReport")
        made = _row(model, told)
        model._default_manager.filter(pk=made.pk).update(reporter_box=made.reporter_box)


def load(main: Path, keys: Path, *, head: Head, identity: Identity, tell: Tell) -> Restored:
    """Fill this database from both parts. Raises Refused unless it is empty; nothing is kept on an error."""
    if any(name.startswith("store_") for name in connection.introspection.table_names()):
        raise Refused("This database holds a desk already. Restore into an empty one.")
    target = [("store", one) for one in head.schema]
    MigrationExecutor(connection).migrate(target)
    loading = _Loading(MigrationExecutor(connection).loader.project_state(target).apps, head.rows, tell)
    with transaction.atomic():
        _read(main, identity, loading.add)
        loading.flush()
        _read(keys, identity, loading.add_key)
        loading.flush()
        left_out = _drop_erased(loading.apps)
    tell(head.rows, head.rows)
    call_command("migrate", verbosity=0, interactive=False)
    _count_on()
    return _finished(head, loading.rows, left_out)


def _read(part: Path, identity: Identity, on_row: Callable[[Row], None]) -> None:
    with part.open("rb") as source:
        read_part(source, identity=identity, on_head=lambda head: None, on_row=on_row)


def _row(model: Any, told: dict[str, Any]) -> Any:
    """A row of the tables as they were. Columns of a later day take their default."""
    fields = {one.attname: one for one in model._meta.concrete_fields}
    if not set(told) <= set(fields):
        raise BadInput("This backup has columns that this version does not know. Install the newer version.")
    return model(
        **{name: None if said is None else fields[name].to_python(said) for name, said in told.items()}
    )


def _drop_erased(apps: Any) -> int:
    """Cases and reports whose key the key part no longer has were erased after the main part was written."""
    count = 0
    for name in ("Case", "StoredReport"):
        gone = apps.get_model("store", name)._default_manager.filter(key__isnull=True)
        count += gone.count()
        gone.delete()
    return count


def _count_on() -> None:
    """PostgreSQL numbers new rows from a counter of its own, which knows nothing of rows we numbered."""
    from django.apps import apps

    tables = list(apps.get_app_config("store").get_models())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _finished(head: Head, rows: int, left_out: int) -> Restored:
    last = AuditHead.objects.get()
    broken = first_break(AuditEvent.objects.order_by("seq").iterator(), last)
    if not broken:
        with transaction.atomic():
            record(by=RECOVERY, action="restored", subject=f"backup:{head.stamp}")
        last.refresh_from_db()
    return Restored(rows, left_out, last.seq, last.digest, broken)
