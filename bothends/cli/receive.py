"""`bothends receive DIR PACK`: a pack that another desk sealed to this one becomes a report in its intake."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup
from bothends.core.crypto.unseal import open_file
from bothends.core.errors import BadInput, Refused, WrongKey
from bothends.core.refer.received import LARGEST, data_of_pdf, data_of_zip, from_pack

if TYPE_CHECKING:
    from bothends.core.crypto.keys import Identity
    from bothends.core.refer.received import Received

LARGEST_FILE = 4 * LARGEST  # bytes, sealed


def add_parsers(commands: Any) -> None:
    """`receive DIR [PACK] [--login NAME] [--key] [--json]`."""
    command = commands.add_parser(
        "receive",
        help="take in a pack that another desk sealed to this one",
        description="With --key it prints the age key that other desks seal to: give it to them by a verified channel."
        " With a pack it asks for the password of a member who opens the intake, and stores a report; for a PDF it asks"
        " for the passphrase too. The same pack taken in twice is stored once.",
    )
    command.add_argument("folder", metavar="DIR")
    command.add_argument(
        "pack", metavar="PACK", nargs="?", help="a .zip.age file, or a PDF under a passphrase"
    )
    command.add_argument("--login", metavar="NAME", help="the member who takes it in")
    command.add_argument("--key", action="store_true", help="print this desk's key and end")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the key, or open, check, store."""
    desk = django_setup.start(args.folder)
    from bothends.web.store.models import Vault

    if args.key:
        key = Vault.objects.get(name="intake").recipient
        print(json.dumps({"key": key}) if args.json else key)
        return 0
    if not args.pack or not args.login:
        raise BadInput("Name the pack and --login, the member who takes it in; or ask for the --key.")
    content = _read(Path(args.pack))
    intake = _intake(args.login)
    data = _opened(content, intake)
    stored, received = _store(data, pepper=desk.pepper)
    return _tell(args, stored, received)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            content = source.read(LARGEST_FILE + 1)
    except OSError as wrong:
        raise BadInput(f"The pack cannot be read ({wrong.strerror}). Check its path.") from None
    if len(content) > LARGEST_FILE:
        raise BadInput("The file is larger than any pack. Ask the sender what it is.")
    return content


def _intake(login: str) -> Identity:
    """The intake vault, opened with the password of a member to whom it was granted."""
    from bothends.web.store.keyring import Keyring, unwrap
    from bothends.web.store.models import Member

    password = _asked(f"Password of {login}: ")
    member = Member.objects.filter(login=login, active=True).first()
    if member is None:
        raise Refused("Login or password is wrong.")
    try:
        return Keyring(member, unwrap(member, password=password)).vault("intake")
    except WrongKey:
        raise Refused("Login or password is wrong.") from None


def _asked(prompt: str) -> str:
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _opened(content: bytes, intake: Identity) -> bytes:
    if content.startswith(b"%PDF-"):
        return data_of_pdf(content, passphrase=_asked("Passphrase of the PDF: ").strip())
    try:
        return data_of_zip(open_file(content, identities=[intake]))
    except WrongKey:
        raise Refused(
            "This pack is not sealed to this desk. Ask the sender which key they used; ours: --key."
        ) from None


def _store(data: bytes, *, pepper: bytes) -> tuple[bool, Received]:
    """Whether it was stored now, and what it is. Sending answers to the sender is theirs: no receipt is kept."""
    from django.utils import timezone

    from bothends.core.crypto.receipt import new_receipt
    from bothends.web.store.actions import intake

    received = from_pack(data, received_on=timezone.now().date().isoformat())
    tag = hashlib.blake2b(data, key=pepper, person=b"bothends parcel", digest_size=16).digest()
    if intake.was_sent(sent_tag=tag):
        return False, received
    intake.receive(received.report, receipt=new_receipt(), sent_tag=tag, pepper=pepper)
    return True, received


def _tell(args: argparse.Namespace, stored: bool, received: Received) -> int:
    if args.json:
        rows = {"reference": received.reference, "from": received.sender, "stored": stored}
        print(json.dumps({**rows, "expires_on": received.expires_on}, ensure_ascii=False))
        return 0 if stored else 1
    if not stored:
        print(f"{received.reference} was taken in before. Nothing was stored.")
        return 1
    print(
        f"{received.reference} from {received.sender} is a report in the intake, to be read like any other."
    )
    print("Acknowledge it with the code printed on the pack. Do not contact the person.")
    return 0
