"""`bothends directory import`: newer rows for the directory of a desk, the difference shown first."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup
from bothends.core.errors import BadInput
from bothends.core.refer.update import plan, shape_of

if TYPE_CHECKING:
    from bothends.core.refer.update import Change, Plan

LARGEST = 20_000_000  # bytes of one file
MOST = 40  # changes of one kind that are printed; --json prints all
SAYS = {
    "new": "new",
    "changed": "changed",
    "withdrawn": "withdrawn: the file lacks it",
    "older": "kept: the file's row is older than ours",
}
ANEW = "This desk verified it: it is to be verified anew before anything is sent."


def add_parsers(commands: Any) -> None:
    """`directory import DIR FILE… [--apply] [--complete]`."""
    command = commands.add_parser("directory", help="take newer rows into a desk's directory")
    inside = command.add_subparsers(metavar="WHAT", required=True)
    take = inside.add_parser(
        "import",
        help="compare newer files with the directory; take them in with --apply",
        description="Shows what would change. A desk's verification is never overwritten; where the row says"
        " something else of where or who, it is to be verified anew.",
    )
    take.add_argument("folder", metavar="DIR")
    take.add_argument("files", nargs="+", metavar="FILE", help="CSV with the columns of missions.csv,"
                      " organisations.csv or ministries.csv")  # fmt: skip
    take.add_argument("--apply", action="store_true", help="take the changes in; without it nothing changes")
    take.add_argument(
        "--complete", action="store_true", help="the files are whole lists: withdraw what they lack"
    )
    take.add_argument("--json", action="store_true", help="print one JSON object")
    take.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Exit 1 when nothing would change."""
    texts = [_text(Path(name)) for name in args.files]
    for text in texts:
        shape_of(text)
    django_setup.start(args.folder)
    django_setup.migrate()
    from bothends.web.store.actions.directory import take_in
    from bothends.web.store.audit import MACHINE

    plans = _plans(texts, args)
    changes = sum(len(one.rows) for one in plans)
    if args.apply and changes:
        take_in(plans, by=MACHINE)
    if args.json:
        told = {"applied": bool(args.apply and changes), "files": [one.to_json() for one in plans]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(plans, changes, applied=args.apply)))
    return 0 if changes else 1


def _plans(texts: Sequence[str], args: argparse.Namespace) -> list[Plan]:

    from bothends.web.store.directory import directory

    here = directory()
    known, verified = frozenset(here.countries), frozenset(here.verifications)
    entries = list(here.index.by_id.values())
    plans = [plan(text, entries, known, complete=args.complete, verified=verified) for text in texts]
    twice = [file for file, n in Counter(one.file for one in plans).items() if n > 1]
    if twice:
        raise BadInput(f"Two of the files are a {twice[0]}. Give one at a time, so that the order is yours.")
    return plans


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path.name} is larger than 20 MB, so it is no directory file.")
        return path.read_text(encoding="utf-8")
    except OSError as wrong:
        raise BadInput(f"A file cannot be read ({wrong.strerror}). Check its path.") from None
    except UnicodeDecodeError:
        raise BadInput("A file is not UTF-8 text. Save it as CSV in UTF-8.") from None


def _lines(plans: Iterable[Plan], changes: int, *, applied: bool) -> list[str]:
    lines = []
    for one in plans:
        lines.append(f"{one.file}: {one.same} rows the same")
        for what in SAYS:
            lines += _of_kind([row for row in one.changes if row.what == what], what)
        missing = sum(row.what == "missing" for row in one.changes)
        lines += (
            [f"  {missing} rows are kept that the file lacks; --complete would withdraw them"]
            if missing
            else []
        )
    if not changes:
        return [*lines, "Nothing to take in."]
    done = "Taken in" if applied else "Nothing was changed. Run it again with --apply to take in"
    return [*lines, f"{done}: {changes} row{'s' if changes != 1 else ''}."]


def _of_kind(found: Sequence[Change], what: str) -> list[str]:
    lines = []
    for one in found[:MOST]:
        lines.append(f"  {one.id}: {SAYS[what]}")
        lines += [
            f"    {name}: {before or '(empty)'} -> {after or '(empty)'}"
            for name, before, after in one.columns
        ]
        lines += [f"    {ANEW}"] if one.anew else []
    if len(found) > MOST:
        lines.append(f"  and {len(found) - MOST} more {what}; --json prints all")
    return lines
