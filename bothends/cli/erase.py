"""`bothends expire DIR`: erase what has outlived its time. `bothends certificate DIR EVENT`: prove an erasure."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from bothends.cli import django_setup
from bothends.core.errors import Refused


def add_parsers(commands: Any) -> None:
    """`expire DIR [--dry-run] [--json]` and `certificate DIR EVENT [--json]`."""
    expiring = commands.add_parser(
        "expire",
        help="erase reports, cases and drafts that have outlived their time",
        description="The times are settings: keep_reports_days, keep_cases_days. Run it once a day; the sites may"
        " go on meanwhile.",
    )
    expiring.add_argument("folder", metavar="DIR")
    expiring.add_argument("--dry-run", action="store_true", help="only say what would be erased")
    expiring.add_argument("--json", action="store_true")
    expiring.set_defaults(run=expire)
    proof = commands.add_parser("certificate", help="print the certificate of an erasure")
    proof.add_argument("folder", metavar="DIR")
    proof.add_argument(
        "event", metavar="EVENT", type=int, help="the number of the erasure in the audit trail"
    )
    proof.add_argument("--json", action="store_true")
    proof.set_defaults(run=certificate)


def expire(args: argparse.Namespace) -> int:
    """Erase, then rewrite the database's files."""
    desk = django_setup.start(args.folder)
    from django.utils import timezone

    from bothends.web.store.actions.expire import Times, due
    from bothends.web.store.actions.expire import expire as erase_due
    from bothends.web.store.scrub import scrub

    now = timezone.now()
    times = Times(desk.settings["keep_reports_days"], desk.settings["keep_cases_days"])
    found = due(now=now, times=times)
    if args.dry_run:
        _say(args, reports=len(found.reports), cases=len(found.cases), drafts=found.drafts, dry_run=True)
        return 0
    made = erase_due(now=now, times=times)
    scrubbed = scrub()
    _say(
        args,
        reports=len(found.reports),
        cases=len(found.cases),
        drafts=found.drafts,
        dry_run=False,
        scrubbed=scrubbed,
        certificates=[asdict(one) for one in made],
    )
    return 0


def _say(args: argparse.Namespace, **done: Any) -> None:
    if args.json:
        print(json.dumps(done))
        return
    would = "would be " if done["dry_run"] else ""
    print(f"{done['reports']} reports, {done['cases']} cases and {done['drafts']} drafts {would}erased.")
    for one in done.get("certificates", ()):
        print(f"event {one['event']}: {one['kind']} {one['row']}, {one['cause']}")
    if not done.get("scrubbed", True):
        print("The database's files are in use and could not be rewritten. Run this again at a quiet hour.")


def certificate(args: argparse.Namespace) -> int:
    """One certificate, as text or JSON."""
    django_setup.start(args.folder)
    from bothends.web.store.actions.erase import as_text
    from bothends.web.store.actions.erase import certificate as of_event
    from bothends.web.store.models import AuditEvent

    event = AuditEvent.objects.filter(seq=args.event).first()
    if event is None:
        raise Refused("There is no such event. `bothends audit verify` says how many there are.")
    one = of_event(event)
    print(json.dumps(asdict(one)) if args.json else as_text(one))
    return 0
