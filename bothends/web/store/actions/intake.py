"""A stranger's report becomes one durable sealed row. Needs public halves only; opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from bothends.core.codec import to_json
from bothends.core.crypto.keys import Identity, lock
from bothends.core.crypto.receipt import lookup_tag, wrapping_key
from bothends.core.crypto.seal import seal
from bothends.core.errors import Refused
from bothends.core.report import Report
from bothends.web.store.audit import STRANGER, record
from bothends.web.store.models import Draft, ReportKey, StoredReport, Vault
from bothends.web.store.seats import ANSWERS, report_key_seat, report_seat, thread_seat
from bothends.web.store.together import together

RANK = {"urgent": 0, "soon": 1, "routine": 2}


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A report's own key before the report: its public half, and the secret half sealed to `vault`."""

    row: UUID
    recipient: str
    wrapped: bytes
    vault: str


@dataclass(frozen=True, slots=True)
class BrowserSealed:
    """What a browser sealed for the key it was given, and the one answer it left readable."""

    key: OwnKey
    body: bytes = field(repr=False)
    urgent: bool


def receive(report: Report, *, receipt: str, sent_tag: bytes, pepper: bytes) -> StoredReport:
    """Seal and store. Returns only after the commit, so the receipt may then be shown (P8).

    `sent_tag` names the sending (one a draft): sending again stores nothing and returns the first row.
    """
    own = Identity.new()
    row = _row(uuid4(), report.findings.urgency.level, receipt=receipt, pepper=pepper)
    row.sent_tag = sent_tag
    row.channel = report.channel
    row.rules = report.findings.rules
    row.recipient = own.recipient
    row.body = seal(to_json(report), to=[own.recipient], seat=report_seat(row.pk))
    return _stored_once(row, lambda: _wrapped(row.pk, own))


def receive_sealed(sealed: BrowserSealed, *, receipt: str, sent_tag: bytes, pepper: bytes) -> StoredReport:
    """Store what a browser sealed, as `receive` does. Nobody has read it, so it is never merely routine.

    Raises Refused when the vault was renewed since the browser was given its key.
    """
    row = _row(sealed.key.row, "urgent" if sealed.urgent else "soon", receipt=receipt, pepper=pepper)
    row.sent_tag = sent_tag
    row.channel = "public_form"
    row.recipient = sealed.key.recipient
    row.body, row.body_schema, row.sealed_by = sealed.body, ANSWERS, "browser"
    return _stored_once(row, lambda: _still_good(sealed.key))


def key_for_browser() -> OwnKey:
    """A row and a key for a report that a browser will seal. The secret half leaves here only wrapped."""
    row, own = uuid4(), Identity.new()
    return OwnKey(row, own.recipient, _wrapped(row, own), _vault())


def _stored_once(row: StoredReport, wrapped: Callable[[], bytes]) -> StoredReport:
    sent_tag = row.sent_tag
    try:
        with transaction.atomic():
            # First the trail, which lets one writer in at a time: a vault that is renewed meanwhile stays whole.
            record(by=STRANGER, action="report_received", subject=f"report:{row.pk}", at=row.received_at)
            row.save(force_insert=True)
            ReportKey(report=row, body=wrapped()).save(force_insert=True)
    except IntegrityError:
        already = StoredReport.objects.filter(sent_tag=sent_tag).first()
        if already is None:
            raise
        return already
    return row


def _wrapped(row: UUID, own: Identity) -> bytes:
    """A report's own key, sealed to the intake vault."""
    return seal(own.secret.encode(), to=[_vault()], seat=report_key_seat(row))


def _still_good(key: OwnKey) -> bytes:
    if key.vault != _vault():
        raise Refused("The desk renewed its keys meanwhile. Open the page again.")
    return key.wrapped


def _vault() -> str:
    return Vault.objects.get(name="intake").recipient


def _row(row_id: UUID, urgency: str, *, receipt: str, pepper: bytes) -> StoredReport:
    reporter = Identity.new()
    return StoredReport(
        id=row_id,
        received_at=to_the_hour(timezone.now()),
        urgency=urgency,
        urgency_rank=RANK[urgency],
        lookup_tag=lookup_tag(receipt, pepper=pepper),
        reporter_recipient=reporter.recipient,
        reporter_box=lock(
            reporter.secret.encode(), key=wrapping_key(receipt, pepper=pepper), about=thread_seat(row_id)
        ),
    )


def find(receipt: str, *, pepper: bytes) -> StoredReport | None:
    """The row of a receipt, for its clear status only."""
    return StoredReport.objects.filter(lookup_tag=lookup_tag(receipt, pepper=pepper)).first()


def was_sent(*, sent_tag: bytes) -> bool:
    """Whether a draft's report is stored, for the stranger whose draft has expired since."""
    return StoredReport.objects.filter(sent_tag=sent_tag).exists()


def keep_draft(*, tag: bytes, body: bytes, minutes: int) -> None:
    """Write a new boxed draft and sweep the expired ones. Not in the trail: a draft is nobody's act yet."""
    now = timezone.now()

    def write() -> None:
        Draft.objects.filter(expires_at__lt=now).delete()
        Draft(tag=tag, body=body, expires_at=now + timedelta(minutes=minutes)).save(force_insert=True)

    together(write)


def change_draft(*, tag: bytes, change: Callable[[bytes | None], bytes | None], minutes: int) -> None:
    """Rewrite a boxed draft under its row's lock. `change` sees None when it has expired.

    `change` runs inside the transaction, so what it stores and the draft stand or fall together. Where it
    returns None nothing is rewritten, and nothing waits for the disk.
    """
    now = timezone.now()

    def write() -> None:
        kept = Draft.objects.select_for_update().filter(tag=tag, expires_at__gte=now).first()
        body = change(bytes(kept.body) if kept else None)
        if body is not None:
            Draft.objects.filter(tag=tag).update(body=body, expires_at=now + timedelta(minutes=minutes))

    together(write)


def drop_draft(*, tag: bytes) -> None:
    """Delete a draft (sent, or left by the quick exit)."""
    Draft.objects.filter(tag=tag).delete()


def draft_body(*, tag: bytes) -> bytes | None:
    """The boxed draft, unless it has expired."""
    found = Draft.objects.filter(tag=tag, expires_at__gte=timezone.now()).first()
    return bytes(found.body) if found else None


def prolong_draft(*, tag: bytes, minutes: int) -> None:
    """Let a boxed row live on from now. Written at most once a minute: a page then costs no disk write."""
    now = timezone.now()
    Draft.objects.filter(
        tag=tag, expires_at__gte=now, expires_at__lt=now + timedelta(minutes=minutes - 1)
    ).update(expires_at=now + timedelta(minutes=minutes))


def to_the_hour(moment: datetime) -> datetime:
    """The minute of a report would let a network log say who sent it."""
    return moment.replace(minute=0, second=0, microsecond=0)
