"""`bothends backup DIR OUT`: two sealed parts, while both sites go on."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from bothends.cli import django_setup
from bothends.cli.progress import progress


def add_parsers(commands: Any) -> None:
    """`backup DIR OUT [--json]`."""
    command = commands.add_parser(
        "backup",
        help="write a sealed backup while the desk goes on",
        description="Two files, sealed to the recovery identity: the main part, which may be kept long, and the"
        " key part, without which nothing in it opens. Key parts older than the setting keep_key_parts_days are"
        " removed from OUT. What was written is opened again before the command ends.",
    )
    command.add_argument("folder", metavar="DIR")
    command.add_argument("out", metavar="OUT", help="the folder for the backups, on another disk")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write, check, say what was written."""
    desk = django_setup.start(args.folder)
    from django.utils import timezone

    from bothends.web.store.backup import backup

    made = backup(desk, out=Path(args.out), now=timezone.now(), tell=progress("backup"))
    digests = {one.name: _sha256(one) for one in (made.main, made.keys)}
    if args.json:
        removed = [one.name for one in made.expired]
        told = {"main": str(made.main), "keys": str(made.keys), "rows": made.rows, "sha256": digests}
        print(json.dumps({**told, "removed": removed}))
        return 0
    print(f"{made.rows} rows, sealed to the recovery identity and opened again to check:")
    for name, digest in digests.items():
        print(f"  {name}  sha256 {digest}")
    if made.expired:
        print(f"{len(made.expired)} older key parts were removed from this folder. Remove their copies too.")
    return 0


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
