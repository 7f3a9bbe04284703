"""`bothends ledger DIR CASE`: who has been told about one person, printed for them."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup, parcel, unlocking
from bothends.core.errors import BadInput
from bothends.core.refer.ledger import load_words, sheet
from bothends.core.refer.sheet import to_pdf, to_text
from bothends.data import folder

if TYPE_CHECKING:
    from bothends.web.store.models import Case


def add_parsers(commands: Any) -> None:
    """`ledger DIR CASE --login L [--language XX] [--out FILE] [--json]`."""
    command = commands.add_parser(
        "ledger",
        help="who has been told about one person, in their language",
        description="Asks for the member's password and second factor. That it was printed is written down.",
    )
    command.add_argument("folder", metavar="DIR")
    command.add_argument("case", metavar="CASE", help="the case's short name, as its page shows it")
    command.add_argument("--login", required=True)
    command.add_argument("--language", default="en", metavar="XX", help="all but en are drafts and say so")
    command.add_argument("--out", metavar="FILE", help="ends in .pdf or .txt; else it is printed here")
    command.add_argument("--json", action="store_true", help="print the lines as JSON")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 1 when nobody outside the desk has been told."""
    words = load_words(folder(), args.language)
    target = Path(args.out) if args.out else None
    if target and target.suffix not in {".pdf", ".txt"}:
        raise BadInput("The file to write must end in .pdf or .txt.")
    desk = django_setup.start(args.folder)
    from django.utils import timezone

    from bothends.web.access.roles import Permission
    from bothends.web.store.actions import ledger

    by = unlocking.keyring(args.login, needs=Permission.OPEN_CASE, page="ledger")
    case = _case(args.case)
    lines = ledger.printed(case, by=by, page="ledger")
    today = timezone.now().date().isoformat()
    made = sheet(lines, words, desk=desk.settings["name"], case=case.code, made_on=today)
    if args.json:
        print(json.dumps([asdict(one) for one in lines], ensure_ascii=False, indent=1))
    elif target is None:
        print(to_text(made), end="")
    if target:
        fonts = [Path(one) for one in desk.settings["fonts"]]
        pdf = target.suffix == ".pdf"
        parcel.write(target, to_pdf(made, folder=folder(), fonts=fonts) if pdf else to_text(made).encode())
    return 0 if lines else 1


def _case(code: str) -> Case:
    from bothends.web.store.models import Case

    wanted = code.strip().upper()
    found = [one for one in Case.objects.filter(key__isnull=False).defer("body") if one.code == wanted]
    if len(found) != 1:
        raise BadInput("There is no such case, or more than one. Take the short name from the list of cases.")
    return found[0]
