"""The trail: append-only, hash-chained, no content. `record` is called inside the action's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from bothends.web.store.models import AuditEvent, AuditHead

STRANGER = "stranger"
RECOVERY = "recovery"
MACHINE = "machine"  # a command on the machine, run by whoever keeps it


def record(
    *, by: str, action: str, subject: str = "", page: str = "", at: datetime | None = None
) -> AuditEvent:
    """Append one event. Only rows, codes and times: never a name, a word or an address of a person.

    `by` is "member:LOGIN", "stranger", "recovery" or "machine"; `subject` is "table:row". Must run in a transaction,
    so that the change and its event stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An audit event is written inside its action's transaction."
        )
    # The one head row serialises writers, so two events can never follow the same one.
    head = AuditHead.objects.select_for_update().get()
    event = AuditEvent(
        seq=head.seq + 1,
        at=(at or timezone.now()).replace(microsecond=0),
        actor=by,
        action=action,
        subject=subject,
        page=page,
        before=head.digest,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=head.pk).update(seq=event.seq, digest=event.digest)
    return event


def digest_of(event: AuditEvent) -> str:
    """BLAKE2b-256 over every field and the digest before, in a fixed order."""
    fields = [
        event.seq,
        event.at.isoformat(),
        event.actor,
        event.action,
        event.subject,
        event.page,
        event.before,
    ]
    return hashlib.blake2b(msgspec.json.encode(fields), digest_size=32).hexdigest()


def first_break(events: Iterable[AuditEvent], head: AuditHead) -> str | None:
    """Walk the trail in order. None when whole, else one line naming the first event that does not fit."""
    before, seq = "", 0
    for event in events:
        seq += 1
        if event.seq != seq:
            return f"event {seq} is missing or out of order"
        if event.before != before or event.digest != digest_of(event):
            return f"event {seq} was changed"
        before = event.digest
    if (head.seq, head.digest) != (seq, before):
        return f"the trail ends at event {seq}, the head says {head.seq}"
    return None


def missing_head(seq: int, digest: str) -> str | None:
    """Whether a head written down earlier still stands in the trail. None, or one line saying what is wrong."""
    event = AuditEvent.objects.filter(seq=seq).first()
    if event is None:
        return f"event {seq} was written down as the head, and the trail ends before it"
    if event.digest != digest:
        return (
            f"event {seq} is not the one that was written down as the head; it or one before it was rewritten"
        )
    return None
