"""`bothends audit`: print the head of the trail, and walk the trail to say whether it is whole."""

from __future__ import annotations

import argparse
import json
import re
from typing import Any

from bothends.cli import django_setup
from bothends.core.errors import BadInput


def add_parsers(commands: Any) -> None:
    """`audit head DIR [--json]` and `audit verify DIR [--head SEQ:DIGEST] [--json]`."""
    command = commands.add_parser("audit", help="print the head of the audit trail, verify the trail")
    inside = command.add_subparsers(metavar="WHAT", required=True)
    head = inside.add_parser(
        "head", help="number and digest of the newest event, to write down or to mail to somebody"
    )
    head.add_argument("folder", metavar="DIR")
    head.add_argument("--json", action="store_true")
    head.set_defaults(run=show)
    verify = inside.add_parser("verify", help="find an edit, a deletion, a reordering or a cut-off end")
    verify.add_argument("folder", metavar="DIR")
    verify.add_argument(
        "--head", metavar="SEQ:DIGEST", help="a head written down earlier: finds an end that was rewritten"
    )
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=run)


def show(args: argparse.Namespace) -> int:
    """One line, as `audit verify --head` takes it."""
    django_setup.start(args.folder)
    from bothends.web.store.models import AuditHead

    head = AuditHead.objects.get()
    told = {"events": head.seq, "head": head.digest}
    print(json.dumps(told) if args.json else f"{head.seq}:{head.digest}")
    return 0


def run(args: argparse.Namespace) -> int:
    """0 when the trail is whole, 1 when it is broken."""
    written_down = _head(args.head) if args.head else None
    django_setup.start(args.folder)
    from bothends.web.store.audit import first_break, missing_head
    from bothends.web.store.models import AuditEvent, AuditHead

    head = AuditHead.objects.get()
    broken = first_break(AuditEvent.objects.order_by("seq").iterator(), head)
    if written_down and not broken:
        broken = missing_head(*written_down)
    if args.json:
        print(json.dumps({"events": head.seq, "head": head.digest, "broken": broken}))
    elif broken:
        print(f"The audit trail is broken: {broken}. Keep this database and compare it with a backup.")
    else:
        print(f"{head.seq} events, whole. Head: {head.seq}:{head.digest}")
        print("Write the head down somewhere else: the chain alone cannot show that its end was rewritten.")
    return 1 if broken else 0


def _head(typed: str) -> tuple[int, str]:
    fits = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", typed.strip())
    if fits is None:
        raise BadInput("A head is NUMBER:DIGEST, as `bothends audit head` prints it.")
    return int(fits[1]), fits[2]
