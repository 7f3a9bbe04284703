"""A report becomes one sealed row, once, and its receipt finds it."""

from __future__ import annotations

import pytest

from bothends.core.crypto.keys import Identity, unlock
from bothends.core.crypto.receipt import new_receipt, wrapping_key
from bothends.web.store.actions.intake import find, receive
from bothends.web.store.models import AuditEvent, StoredReport
from bothends.web.store.seats import thread_seat
from tests import cast

PEPPER = b"p" * 32


def test_the_receipt_finds_the_row_and_another_does_not(desk: cast.Desk) -> None:
    receipt = new_receipt()
    row = receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    assert find(receipt, pepper=PEPPER) == row
    assert find(new_receipt(), pepper=PEPPER) is None
    assert find(receipt, pepper=b"q" * 32) is None


def test_sending_again_stores_nothing_and_answers_the_same(desk: cast.Desk) -> None:
    receipt = new_receipt()
    first = receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    again = receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    assert again.pk == first.pk
    assert StoredReport.objects.count() == 1
    assert AuditEvent.objects.filter(action="report_received").count() == 1


def test_the_minute_of_sending_is_not_kept(desk: cast.Desk) -> None:
    row = receive(cast.report(), receipt=new_receipt(), sent_tag=b"one", pepper=PEPPER)
    event = AuditEvent.objects.get(action="report_received")
    for moment in (row.received_at, event.at):
        assert (moment.minute, moment.second, moment.microsecond) == (0, 0, 0)


def test_the_receipt_opens_the_reporters_own_identity(desk: cast.Desk) -> None:
    receipt = new_receipt()
    row = receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    key = wrapping_key(receipt, pepper=PEPPER)
    secret = unlock(bytes(row.reporter_box), key=key, about=thread_seat(row.pk))
    assert Identity.parse(secret.decode()).recipient == row.reporter_recipient


@pytest.mark.parametrize(("level", "rank"), [("urgent", 0), ("soon", 1), ("routine", 2)])
def test_urgency_stays_clear_for_the_queue(desk: cast.Desk, level: str, rank: int) -> None:
    from dataclasses import replace

    report = cast.report()
    report = replace(
        report, findings=replace(report.findings, urgency=replace(report.findings.urgency, level=level))
    )
    row = receive(report, receipt=new_receipt(), sent_tag=b"one", pepper=PEPPER)
    assert (row.urgency, row.urgency_rank) == (level, rank)
