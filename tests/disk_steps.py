"""What the child processes of tests/disk.py do. Everything returned is JSON."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyrage
from django.conf import settings
from django.db import connection
from django.utils import timezone

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.receipt import new_receipt
from bothends.core.report import Person
from bothends.web.store.actions import (
    assess,
    erase,
    intake,
    match,
    match_cards,
    match_index,
    match_rotate,
    refer,
)
from bothends.web.store.audit import first_break
from bothends.web.store.keyring import Keyring, unwrap
from bothends.web.store.models import (
    AuditEvent,
    AuditHead,
    Case,
    CaseKey,
    Decision,
    MatchEntry,
    MatchKey,
    MatchToken,
    Member,
    Referral,
    ReportKey,
    StoredReport,
)
from tests import cast

HOW = "Called the switchboard from their own website and compared the key."


def found() -> str:
    return cast.found().opened.recovery.secret


def keyring(login: str) -> Keyring:
    member = Member.objects.get(login=login)
    return Keyring(member, unwrap(member, password=cast.PASSWORD))


def tell(count: int = 1) -> list[str]:
    """Reports arrive; their receipts."""
    receipts = [new_receipt() for _ in range(count)]
    for one in receipts:
        intake.receive(cast.report(), receipt=one, sent_tag=one.encode(), pepper=settings.DESK.pepper)
    return receipts


def make_case() -> str:
    """A case with a decision, a referral that was approved and taken, a ledger line, and tokens."""
    ben, carol, dana = keyring("ben"), keyring("carol"), keyring("dana")
    tell()
    row = StoredReport.objects.filter(state="new").latest("received_at")
    case = assess.make_case(row, by=ben, page="")
    match_index.index(case, file=assess.open_case(case, by=carol, page=""), by=carol)
    refer.decide(
        case, decided=refer.Decided("local_police", "local_police", "A reason in words."), by=dana, page=""
    )
    key = str(pyrage.x25519.Identity.generate().to_public())
    refer.verify_channel(entry_id="some-entry", how=HOW, recipient=key, by=carol, page="")
    today = timezone.now().date()
    to = refer.Addressed(
        "R-1", "some-entry", "Embassy", "mission", "resident", "state", "why", None, ("name",), key,
        today.isoformat(), (today + timedelta(days=30)).isoformat(),
        "vital_interests", "Held by force, and cannot be asked safely.",
    )  # fmt: skip
    referral = refer.propose(case, addressed=to, pack=b"the frozen pack", by=carol, page="")
    refer.approve(referral, by=dana, page="")
    refer.take(referral, by=carol, page="")
    return str(case.pk)


def index_namesakes(count: int) -> None:
    """That many reports of people who share a name and nothing else are entered in the index."""
    carol = keyring("carol")
    told = replace(cast.report(), person=Person(name=cast.report().person.name))
    for row in range(count):
        sent = row.to_bytes(2, "big")
        report = intake.receive(told, receipt=new_receipt(), sent_tag=sent, pepper=settings.DESK.pepper)
        match_index.index_report(report, told=told, by=carol)


def similar_cases() -> None:
    """Two cases about one person, told in other words, both entered."""
    carol = keyring("carol")
    spelt = replace(cast.report().person, name="Otieno Baraka-Wanjiru", nationality="UGA")
    for at, told in enumerate((cast.report(), replace(cast.report(), person=spelt))):
        row = intake.receive(told, receipt=new_receipt(), sent_tag=bytes([at]), pepper=settings.DESK.pepper)
        case = assess.make_case(row, by=carol, page="")
        match_index.index(case, file=assess.open_case(case, by=carol, page=""), by=carol)


def renew_tokens_and_die(after: int) -> None:
    """Renew the index's key in small batches, and be killed after this many of them."""
    match_rotate.BATCH = 3
    left = [after]

    def tell(done: int, total: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    recovery = Identity.parse(os.environ["BOTHENDS_RECOVERY"])
    match_rotate.renew(recovery=recovery, tell=tell)


def generations() -> dict[str, int]:
    """How many records are written with each match key, by its number."""
    held = MatchEntry.objects.values_list("generation", flat=True)
    return {str(key): list(held).count(key) for key in MatchKey.objects.values_list("generation", flat=True)}


def namesakes_found() -> int:
    """How many records the first one's look-up finds."""
    carol = keyring("carol")
    entry = MatchEntry.objects.order_by("pk")[0]
    keys = match_cards.keys_for(carol)
    card = match_cards.opened(entry, keys)
    assert card is not None
    return len(match.find(match_cards.made_ready(card), keys, size=10, but=entry.pk))


def sealed_of(case: str) -> list[str]:
    """The sealed bytes of a case, of its key and of everything that hangs on it, as hexadecimal."""
    reports = StoredReport.objects.filter(in_case__case=case)
    found = [Case.objects.get(pk=case).body, CaseKey.objects.get(case=case).body]
    found += [one.body for one in reports] + [one.key.body for one in reports]
    found += [one.reporter_box for one in reports]
    found += [one.body for one in Decision.objects.filter(case=case)]
    for one in Referral.objects.filter(case=case):
        found += [one.body, one.pack, one.parcel, one.disclosure.body]
    for one in MatchEntry.objects.filter(case=case):
        found.append(one.body)
    return [bytes(one).hex() for one in found]


def tokens_of(case: str) -> list[str]:
    """The case's tokens as SQLite writes them in its file, as hexadecimal."""
    held = MatchToken.objects.filter(entry__case=case).values_list("token", flat=True)
    return [one.to_bytes(8, "big", signed=True).hex() for one in held]


def erase_case(case: str) -> list[dict[str, Any]]:
    made = erase.erase_case(Case.objects.get(pk=case), by="member:dana", cause="person_asked")
    return [{"kind": one.kind, "row": one.row, "event": one.event, "digest": one.digest} for one in made]


def counts() -> dict[str, int]:
    models = (Case, CaseKey, StoredReport, ReportKey, Referral, Decision, MatchEntry, MatchToken, Member)
    return {one.__name__: one.objects.count() for one in models}


def open_everything() -> int:
    """Carol and Dana open all they may; how many. Raises when something does not open."""
    ben, carol = keyring("ben"), keyring("carol")
    for case in Case.objects.all():
        assert assess.open_case(case, by=carol, page="").person.name == cast.report().person.name
        assert refer.decisions(case, by=carol) is not None
        assert refer.ledger(case, by=carol) is not None
    for row in StoredReport.objects.all():
        carol.report_body(row)
    for row in StoredReport.objects.filter(state__in=("new", "opened")):
        ben.report_body(row)
    assert len(carol.match_key()) == 32
    return Case.objects.count() + StoredReport.objects.count()


def found_by(receipts: list[str]) -> int:
    """How many of these receipts find their report."""
    rows = [intake.find(one, pepper=settings.DESK.pepper) for one in receipts]
    return sum(row is not None for row in rows)


def trail() -> str | None:
    return first_break(AuditEvent.objects.order_by("seq"), AuditHead.objects.get())


def received() -> int:
    return AuditEvent.objects.filter(action="report_received").count()


def integrity() -> str:
    """What SQLite says of its own file; PostgreSQL reads every row of every table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return str(cursor.execute("PRAGMA integrity_check").fetchone()[0])
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*), max(t::text) FROM "{table}" t')
    return "ok"
