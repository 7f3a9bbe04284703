"""`bothends keys …`: a new key for a vault or for the blind index, when somebody left or a copy was lost."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bothends.cli import django_setup, recovery
from bothends.cli.progress import progress


def add_parsers(commands: Any) -> None:
    """`keys rotate DIR VAULT [--json]` and `keys tokens DIR [--json]`."""
    command = commands.add_parser("keys", help="renew a vault's key, or that of the blind index")
    inside = command.add_subparsers(metavar="WHAT", required=True)
    rotating = inside.add_parser(
        "rotate",
        help="give a vault a new key and seal everything to it that was sealed to the old one",
        description="Asks for the recovery identity (or reads it from BOTHENDS_RECOVERY). Both sites may go on"
        " meanwhile. Stopped half-way, it goes on when called again. Members who are switched off lose their grant.",
    )
    rotating.add_argument("folder", metavar="DIR")
    rotating.add_argument("vault", metavar="VAULT", help="intake, casework or figures")
    rotating.add_argument("--json", action="store_true")
    rotating.set_defaults(run=rotate)
    renewing = inside.add_parser(
        "tokens",
        help="give the blind index a new key: every match card is closed and every token made anew",
        description="Asks for the recovery identity (or reads it from BOTHENDS_RECOVERY). Members may go on meanwhile."
        " Stopped half-way, it goes on when called again.",
    )
    renewing.add_argument("folder", metavar="DIR")
    renewing.add_argument("--json", action="store_true")
    renewing.set_defaults(run=tokens)


def rotate(args: argparse.Namespace) -> int:
    """Renew, verify, rewrite the database's files."""
    django_setup.start(args.folder)
    from bothends.web.store.actions.rotate import rotate as renew
    from bothends.web.store.scrub import scrub

    done = renew(args.vault, recovery=recovery.ask(), tell=progress("rotate"))
    scrubbed = scrub()
    if args.json:
        print(json.dumps({"keys": done.keys, "members": done.members, "scrubbed": scrubbed}))
        return 0
    print(
        f"The {args.vault} vault has a new key. {done.keys} keys were sealed to it and opened again to check;"
    )
    print(f"{done.members} members hold it. Make a backup now: older key parts still hold the old key.")
    if not scrubbed:
        print("The database's files are in use and could not be rewritten. Run `bothends expire` later.")
    return 0


def tokens(args: argparse.Namespace) -> int:
    """Renew the index's key, and rewrite the database's files."""
    django_setup.start(args.folder)
    from bothends.web.store.actions.match_rotate import renew
    from bothends.web.store.scrub import scrub

    done = renew(recovery=recovery.ask(), tell=progress("tokens"))
    scrubbed = scrub()
    if args.json:
        told = {"records": done.entries, "judgements": done.judgements, "dropped": done.dropped}
        print(json.dumps({**told, "scrubbed": scrubbed}))
        return 0
    print(
        f"The blind index has a new key. {done.entries} records and {done.judgements} judgements were written anew."
    )
    if done.dropped:
        print(
            f"{done.dropped} had a card of an older version: they are entered again when a member opens them."
        )
    print("Make a backup now: older key parts still hold the old key.")
    if not scrubbed:
        print("The database's files are in use and could not be rewritten. Run `bothends expire` later.")
    return 0
