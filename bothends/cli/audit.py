"""`bothends audit verify DIR`: walk the trail and say whether it is whole."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bothends.cli import django_setup


def add_parsers(commands: Any) -> None:
    """`audit verify DIR [--json]`."""
    command = commands.add_parser("audit", help="verify the audit trail")
    inside = command.add_subparsers(metavar="WHAT", required=True)
    verify = inside.add_parser("verify", help="find an edit, a deletion, a reordering or a cut-off end")
    verify.add_argument("folder", metavar="DIR")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when the trail is whole, 1 when it is broken."""
    django_setup.start(args.folder)
    from bothends.web.store.audit import first_break
    from bothends.web.store.models import AuditEvent, AuditHead

    head = AuditHead.objects.get()
    broken = first_break(AuditEvent.objects.order_by("seq").iterator(), head)
    if args.json:
        print(json.dumps({"events": head.seq, "head": head.digest, "broken": broken}))
    elif broken:
        print(f"The audit trail is broken: {broken}. Keep this database and compare it with a backup.")
    else:
        print(f"{head.seq} events, whole. Head: {head.digest}")
        print("Write the head down somewhere else: the chain alone cannot show that its end was rewritten.")
    return 1 if broken else 0
