"""The database role of docs/operations.md is enough for the public site, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from bothends.core.crypto.receipt import new_receipt
from bothends.web.store.actions import assess, intake, pace, thread
from bothends.web.store.models import (
    Case,
    CaseKey,
    Grant,
    MatchKey,
    Member,
    StoredReport,
    ThreadMessage,
    Vault,
)
from tests import cast

OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"
PEPPER = b"p" * 32

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")


@pytest.fixture
def as_public_site(desk: cast.Desk) -> Iterator[None]:
    """Act as the role that the document makes. The test's transaction takes it away again."""
    statements = re.findall(r"```sql\n(.*?)```", OPERATIONS.read_text(encoding="utf-8"), re.DOTALL)
    with connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
        cursor.execute("SET ROLE public_site")
        yield
        cursor.execute("RESET ROLE")


def test_a_stranger_can_draft_send_and_come_back(as_public_site: None) -> None:
    receipt = new_receipt()
    intake.keep_draft(tag=b"t" * 16, body=b"one", minutes=5)
    intake.change_draft(tag=b"t" * 16, change=lambda body: b"two", minutes=5)
    row = intake.receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    again = intake.receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    intake.drop_draft(tag=b"t" * 16)
    assert again.pk == row.pk
    assert intake.find(receipt, pepper=PEPPER) == row


def test_a_stranger_can_write_withdraw_and_erase(as_public_site: None) -> None:
    receipt = new_receipt()
    intake.receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    thread.write(receipt, words=thread.Words("message", "hello"), pepper=PEPPER)
    thread.withdraw(receipt, to="anonymous", pepper=PEPPER)
    pace.wrong_code()
    assert pace.seconds_to_wait() == 0
    assert len(thread.recall(receipt, pepper=PEPPER).lines) == 2
    assert thread.erase(receipt, pepper=PEPPER)
    with pytest.raises(thread.Nothing):
        thread.recall(receipt, pepper=PEPPER)


def test_it_cannot_change_a_report_or_a_message(as_public_site: None) -> None:
    for change in ({"body": b""}, {"recipient": "age1else"}, {"reporter_recipient": "age1else"}):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            StoredReport.objects.update(**change)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ThreadMessage.objects.update(body=b"")


def test_it_cannot_delete_a_report_that_is_in_a_case(as_public_site: None, desk: cast.Desk) -> None:
    receipt = new_receipt()
    row = intake.receive(cast.report(), receipt=receipt, sent_tag=b"one", pepper=PEPPER)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        assess.make_case(row, by=desk.keyring("ben"), page="")
        cursor.execute("SET ROLE public_site")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("DELETE FROM store_storedreport")


@pytest.mark.parametrize("model", [Member, Grant, Case, CaseKey, MatchKey], ids=lambda one: one.__name__)
def test_it_cannot_read_members_or_cases(as_public_site: None, model: type[models.Model]) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        list(model._default_manager.all())


def test_it_cannot_put_another_key_in_place_of_a_vaults(as_public_site: None) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Vault.objects.update(recipient="age1else")
