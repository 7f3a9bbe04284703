"""The trail breaks visibly on edit, deletion, reordering and truncation (P7)."""

from __future__ import annotations

import pytest
from django.db import transaction

from bothends.web.store.audit import first_break, record
from bothends.web.store.models import AuditEvent, AuditHead
from tests import cast


def trail() -> str | None:
    return first_break(AuditEvent.objects.order_by("seq"), AuditHead.objects.get())


@pytest.fixture
def ten_events(desk: cast.Desk) -> int:
    with transaction.atomic():
        for number in range(10):
            record(by="member:carol", action="case_opened", subject=f"case:{number}", page="/cases/")
    assert trail() is None
    return AuditEvent.objects.count()


@pytest.mark.parametrize("field", ["actor", "action", "subject", "page", "before", "digest"])
def test_an_edit_is_seen(ten_events: int, field: str) -> None:
    AuditEvent.objects.filter(seq=5).update(**{field: "else"})
    assert "5" in (trail() or "")


def test_a_deletion_is_seen(ten_events: int) -> None:
    AuditEvent.objects.filter(seq=4).delete()
    assert trail() == "event 4 is missing or out of order"


def test_the_newest_event_cut_off_is_seen(ten_events: int) -> None:
    AuditEvent.objects.filter(seq=ten_events).delete()
    assert "ends at" in (trail() or "")


def test_two_events_swapped_are_seen(ten_events: int) -> None:
    AuditEvent.objects.filter(seq=6).update(seq=99)
    AuditEvent.objects.filter(seq=7).update(seq=6)
    AuditEvent.objects.filter(seq=99).update(seq=7)
    assert trail() is not None


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    cast.found()
    with pytest.raises(transaction.TransactionManagementError):
        record(by="member:carol", action="case_opened")
