"""`bothends demo`: a throwaway desk with invented people; one chat goes through every stage, then both sites run."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup, serve
from bothends.core.crypto.keys import Identity
from bothends.core.findings import Finding
from bothends.data import folder as data
from bothends.web import deskfolder

if TYPE_CHECKING:
    from bothends.core.read import Reading
    from bothends.web.store.keyring import Keyring
    from bothends.web.store.models import Case, Referral, StoredReport

PEOPLE = {
    "ben": "supporter",
    "carol": "caseworker",
    "dana": "approver",
    "amir": "analyst",
    "eve": "administrator",
}
LOG_IN = """
Password of each: {password}
The second factor of each is an authenticator with this secret (type it into an app, or run the line below):
  {secret}
  {python} -c "import pyotp; print(pyotp.TOTP('{secret}').now())"
A code is good once. Without it, take one of these recovery codes, each good once:
{codes}
Stop with Ctrl-C; delete {where} afterwards.
"""
# Words of the invented chat. After it was read and sealed, none may stand readable in the desk's folder.
WORDS = (b"Baraka", b"baraka_otieno94", b"KK Park", b"electric batons", b"jewellery", b"golf club")


@dataclass(frozen=True, slots=True)
class Played:
    """What the demo made, for the last lines it prints."""

    password: str
    secret: str
    codes: dict[str, str]
    parcel: Path
    key: Path


def add_parsers(commands: Any) -> None:
    """`demo [--once] [--port N] [--folder DIR]`."""
    command = commands.add_parser(
        "demo", help="a throwaway desk: one report through every stage, then both sites"
    )
    command.add_argument("--once", action="store_true", help="end after the pack")
    command.add_argument(
        "--port", type=int, default=8000, help="port of the public site; the desk is on the next"
    )
    command.add_argument("--folder", metavar="DIR", help="where to make it (a new temporary folder)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Every stage on the real components; the only invented things are the people and the recipient's key."""
    where = Path(args.folder) if args.folder else Path(tempfile.mkdtemp(prefix="bothends-demo-"))
    deskfolder.make(where / "desk", name="Demo desk", https=False)
    django_setup.start(where / "desk")
    django_setup.migrate()
    print(f"A throwaway desk in {where}: invented people, one invented chat; nothing leaves this machine.\n")
    played = _play(where)
    print(
        f"\nThe pack lies in {played.parcel}\nOpen it with: age -d -i {played.key} {played.parcel} > referral.zip"
    )
    if args.once:
        return 0
    print(f"\nMembers: {', '.join(f'{name} ({role})' for name, role in PEOPLE.items())}")
    codes = "\n".join(f"  {name:<6} {code}" for name, code in played.codes.items())
    told = {"password": played.password, "secret": played.secret, "codes": codes}
    print(LOG_IN.format(**told, python=sys.executable, where=where), flush=True)
    return serve.serve(where / "desk", serve.sites_on(args.port, None), host="127.0.0.1")


def _play(where: Path) -> Played:
    password = "-".join(secrets.token_hex(3) for _ in range(3))
    keyrings = _members(password)
    secret, codes = _factors(keyrings)
    reading = _read()
    row = _seal(reading, where)
    case = _case(row, keyrings["ben"], keyrings["carol"], reading)
    key = Identity.new()
    referral = _refer(case, key, keyrings)
    parcel, key_file = _take(referral, key, where, keyrings["carol"])
    _say("ledger", *_ledger(case, keyrings["carol"]))
    return Played(password, secret, codes, parcel, key_file)


def _say(stage: str, *lines: str) -> None:
    for number, line in enumerate(lines):
        print(f"{'' if number else stage:<9} {line}", flush=True)


def _members(password: str) -> dict[str, Keyring]:
    from bothends.web.store.actions import members
    from bothends.web.store.keyring import Keyring, unwrap

    opened = members.found_desk()
    rings = {}
    for login, role in PEOPLE.items():
        member = members.add_member(login=login, role_name=role, password=password, by=members.SETUP)
        members.grant(member=member, vaults=opened.vaults, by=members.SETUP)
        rings[login] = Keyring(member, unwrap(member, password=password))
    return rings


def _factors(keyrings: dict[str, Keyring]) -> tuple[str, dict[str, str]]:
    """One authenticator for all five, through the real action, and two recovery codes for each."""
    import pyotp
    from django.conf import settings

    from bothends.core.crypto.codes import in_groups
    from bothends.web.store.actions import factors

    secret, codes = pyotp.random_base32(), {}
    for login, keyring in keyrings.items():
        # The code of half a minute ago, so that the one an app shows now is still unspent.
        factors.add_totp(keyring.member, secret=secret, code=pyotp.TOTP(secret).at(time.time() - 30))
        made = factors.new_recovery_codes(by=keyring, pepper=settings.DESK.pepper)
        codes[login] = " or ".join(in_groups(one) for one in made[:2])
    return secret, codes


def _read() -> Reading:
    from bothends.apart import read_file

    reading = read_file(data() / "demo" / "chat.txt", name="WhatsApp Chat with David Lim.txt")
    _say(
        "read",
        f"{reading.messages} messages ({reading.format}, {reading.language}); {reading.kept} lines kept",
        *_codes("signs of forced labour", reading.findings.indicators),
        *_codes("signs of a money tactic", reading.findings.tactics),
        f"record: {_record(reading)}; read it {reading.findings.urgency.level}",
    )
    return reading


def _codes(label: str, found: Sequence[Finding]) -> list[str]:
    return wrap(f"{label}: {', '.join(one.code for one in found) or 'none'}", 100, subsequent_indent="  ")


def _record(reading: Reading) -> str:
    person = reading.person
    place = person.place.name if person.place else None
    said = (person.name, person.nationality, place, person.country, f"{len(person.contacts)} contact(s)")
    return ", ".join(str(one) for one in said if one)


def _seal(reading: Reading, where: Path) -> StoredReport:
    from django.conf import settings

    from bothends.core.crypto.receipt import grouped, new_receipt
    from bothends.core.report import Report, Reporter
    from bothends.web.store.actions.intake import receive

    report = Report(
        channel="chat_export",
        reporter=Reporter(kind="target", sharing="desk_only"),
        person=reading.person,
        findings=reading.findings,
        received_on=date.today().isoformat(),  # noqa: DTZ011  # the desk's own day
        format=reading.format,
        dropped=reading.dropped,
    )
    receipt = new_receipt()
    # The same chat sent by two people: the desk must notice.
    receive(report, receipt=new_receipt(), sent_tag=b"another reporter", pepper=settings.DESK.pepper)
    row = receive(report, receipt=receipt, sent_tag=b"asha", pepper=settings.DESK.pepper)
    readable = [word.decode() for word in WORDS if any(word in one for one in _files(where))]
    _say(
        "seal",
        f"sealed and stored; Asha's receipt: {grouped(receipt)}",
        f"searched the desk's folder for {len(WORDS)} words of the chat: {', '.join(readable) or 'none is readable'}",
    )
    return row


def _files(where: Path) -> Iterator[bytes]:
    return (one.read_bytes() for one in where.rglob("*") if one.is_file())


def _case(row: StoredReport, ben: Keyring, carol: Keyring, reading: Reading) -> Case:
    from bothends.web.store.actions import assess, match, match_index
    from bothends.web.store.models import StoredReport

    cases = []
    for one in StoredReport.objects.order_by("pk"):
        assess.open_report(one, by=ben, page="demo")
        made = assess.make_case(one, by=ben, page="demo")
        file = assess.open_case(made, by=carol, page="demo")
        cases.append((one.pk, made, match_index.index(made, file=file, by=carol)))
    case, entry = next((made, entry) for pk, made, entry in cases if pk == row.pk)
    _say("assess", f"ben opened it in the queue and handed it over as case {case.code}; he no longer sees it")
    for found in match.suggestions(entry, by=carol, page="demo"):
        code = found.entry.case.code if found.entry.case else ""
        _say(
            "match",
            f"case {code}: {'; '.join(found.reasons[:3])}: perhaps one person; carol judges",
        )
    return case


def _refer(case: Case, key: Identity, rings: dict[str, Keyring]) -> Referral:
    from bothends.web.desk.packing import packed
    from bothends.web.desk.routes import routing_for
    from bothends.web.store.actions import assess, refer

    carol, today = rings["carol"], date.today()  # noqa: DTZ011  # the desk's own day
    file = assess.open_case(case, by=carol, page="demo")
    routing = routing_for(file, [], today=today)
    shown = [f"{number}. {one.name} ({one.basis})" for number, one in enumerate(routing.routes[:4], 1)]
    _say(
        "route", *shown, f"and {len(routing.routes) - 4} more; holds: {len(routing.holds)}; local police: off"
    )
    first = routing.routes[0]
    refer.verify_channel(
        entry_id=first.id, how="Demo only: nobody was called.", recipient=key.recipient, by=carol, page="demo"
    )
    addressed, pack = packed(file, routing_for(file, [], today=today).routes[0], today=today)
    addressed = replace(
        addressed, ground="vital_interests", necessity="Demo only: held by force, and cannot be asked safely."
    )
    referral = refer.propose(case, addressed=addressed, pack=pack, by=carol, page="demo")
    refer.approve(referral, by=rings["dana"], page="demo")
    _say(
        "pack",
        f"{addressed.reference} for {addressed.recipient_name}: {len(addressed.fields)} fields, the reporter in none",
        "carol proposed, dana approved; sealed to the recipient's key (invented here) and frozen",
    )
    return referral


def _take(referral: Referral, key: Identity, where: Path, carol: Keyring) -> tuple[Path, Path]:
    from bothends.web.store.actions import refer

    out = where / "pack"
    out.mkdir(mode=0o700)
    reference = refer.addressed(referral, by=carol).reference
    parcel, key_file = out / f"referral-{reference}.zip.age", out / "recipient-demo-key.txt"
    parcel.write_bytes(refer.take(referral, by=carol, page="demo"))
    key_file.write_text(key.secret + "\n", encoding="ascii")
    key_file.chmod(0o600)
    return parcel, key_file


def _ledger(case: Case, carol: Keyring) -> tuple[str, ...]:
    from bothends.web.store.actions import refer
    from bothends.web.store.audit import first_break
    from bothends.web.store.models import AuditEvent, AuditHead

    told = [
        f"{to.recipient_name} was told, decided by carol and dana" for _, to in refer.ledger(case, by=carol)
    ]
    head = AuditHead.objects.get()
    broken = first_break(AuditEvent.objects.order_by("seq"), head)
    return (*told, f"audit trail: {head.seq} events, {broken or 'whole'}")
