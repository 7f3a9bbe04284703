"""A stranger's report becomes one durable sealed row. Needs public halves only; opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from bothends.core.codec import to_json
from bothends.core.crypto.keys import Identity, lock
from bothends.core.crypto.receipt import lookup_tag, wrapping_key
from bothends.core.crypto.seal import seal
from bothends.core.report import Report
from bothends.web.store.audit import STRANGER, record
from bothends.web.store.models import Draft, ReportKey, StoredReport, Vault
from bothends.web.store.seats import report_key_seat, report_seat, thread_seat

RANK = {"urgent": 0, "soon": 1, "routine": 2}


def receive(report: Report, *, receipt: str, sent_tag: bytes, pepper: bytes) -> StoredReport:
    """Seal and store. Returns only after the commit, so the receipt may then be shown (P8).

    `sent_tag` names the sending (one a draft): sending again stores nothing and returns the first row.
    """
    row, key = _sealed_row(report, receipt=receipt, sent_tag=sent_tag, pepper=pepper)
    try:
        with transaction.atomic():
            record(by=STRANGER, action="report_received", subject=f"report:{row.pk}", at=row.received_at)
            # After `record`, which lets one writer in at a time: a vault that is renewed meanwhile stays whole.
            row.save(force_insert=True)
            _sealed_key(row, key).save(force_insert=True)
    except IntegrityError:
        already = StoredReport.objects.filter(sent_tag=sent_tag).first()
        if already is None:
            raise
        return already
    return row


def _sealed_key(row: StoredReport, key: Identity) -> ReportKey:
    vault = Vault.objects.get(name="intake").recipient
    return ReportKey(report=row, body=seal(key.secret.encode(), to=[vault], seat=report_key_seat(row.pk)))


def _sealed_row(
    report: Report, *, receipt: str, sent_tag: bytes, pepper: bytes
) -> tuple[StoredReport, Identity]:
    row_id = uuid4()
    reporter, own = Identity.new(), Identity.new()
    urgency = report.findings.urgency.level
    row = StoredReport(
        id=row_id,
        received_at=to_the_hour(timezone.now()),
        urgency=urgency,
        urgency_rank=RANK[urgency],
        channel=report.channel,
        rules=report.findings.rules,
        lookup_tag=lookup_tag(receipt, pepper=pepper),
        sent_tag=sent_tag,
        reporter_recipient=reporter.recipient,
        reporter_box=lock(
            reporter.secret.encode(), key=wrapping_key(receipt, pepper=pepper), about=thread_seat(row_id)
        ),
        recipient=own.recipient,
        body=seal(to_json(report), to=[own.recipient], seat=report_seat(row_id)),
    )
    return row, own


def find(receipt: str, *, pepper: bytes) -> StoredReport | None:
    """The row of a receipt, for its clear status only."""
    return StoredReport.objects.filter(lookup_tag=lookup_tag(receipt, pepper=pepper)).first()


def was_sent(*, sent_tag: bytes) -> bool:
    """Whether a draft's report is stored, for the stranger whose draft has expired since."""
    return StoredReport.objects.filter(sent_tag=sent_tag).exists()


def keep_draft(*, tag: bytes, body: bytes, minutes: int) -> None:
    """Write a boxed draft and sweep the expired ones. Not in the trail: a draft is nobody's act yet."""
    now = timezone.now()
    with transaction.atomic():
        Draft.objects.filter(expires_at__lt=now).delete()
        Draft.objects.update_or_create(
            tag=tag, defaults={"body": body, "expires_at": now + timedelta(minutes=minutes)}
        )


def change_draft(*, tag: bytes, change: Callable[[bytes | None], bytes], minutes: int) -> None:
    """Rewrite a boxed draft under its row's lock. `change` sees None when it has expired."""
    with transaction.atomic():
        kept = Draft.objects.select_for_update().filter(tag=tag, expires_at__gte=timezone.now()).first()
        body = change(bytes(kept.body) if kept else None)
        keep_draft(tag=tag, body=body, minutes=minutes)


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
