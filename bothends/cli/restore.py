"""`bothends restore BACKUP NEWDIR`: a desk from a backup, into an empty folder and an empty database."""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup, recovery
from bothends.cli.progress import progress
from bothends.core.errors import BadInput
from bothends.web import deskfolder

if TYPE_CHECKING:
    from bothends.core.crypto.keys import Identity
    from bothends.core.crypto.part import Head
    from bothends.web.store.restore import Restored

MIGRATIONS = Path(deskfolder.__file__).parent / "store" / "migrations"


def add_parsers(commands: Any) -> None:
    """`restore BACKUP NEWDIR [--keys FILE] [--database URL] [--json]`."""
    command = commands.add_parser(
        "restore",
        help="make a desk from a backup, in an empty folder and database",
        description="Asks for the recovery identity (or reads it from BOTHENDS_RECOVERY). What was erased after the"
        " main part was written stays erased when a newer key part is used.",
    )
    command.add_argument("backup", metavar="BACKUP", help="the main part, bothends-….age")
    command.add_argument("folder", metavar="NEWDIR", help="an empty or new folder")
    command.add_argument("--keys", metavar="FILE", help="the key part (the newest beside the main part)")
    command.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="an empty postgresql://… (the embedded SQLite if left out)",
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Everything or nothing; then the trail is checked."""
    main, folder = Path(args.backup), Path(args.folder)
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty. Choose a new folder.")
    keys = Path(args.keys) if args.keys else _newest_keys(main)
    for part in (main, keys):
        if not part.is_file():
            raise BadInput(f"{part} is no file.")
    identity = recovery.ask()
    head = _checked(main, keys, identity)
    done = _load(main, keys, folder, head, identity, args.database)
    if args.json:
        print(json.dumps(asdict(done)))
    else:
        _say(done, folder)
    return 1 if done.broken else 0


def _newest_keys(main: Path) -> Path:
    found = sorted(main.parent.glob("bothends-*.keys.age"))
    if not found:
        raise BadInput(
            "There is no key part beside this main part. Without one it cannot be opened by anybody."
        )
    return found[-1]


def _checked(main: Path, keys: Path, identity: Identity) -> Head:
    """Both parts are what they should be, fit together, and are not from the future."""
    from bothends.core.crypto.part import head_of

    with main.open("rb") as first, keys.open("rb") as second:
        head, key_head = head_of(first, identity=identity), head_of(second, identity=identity)
    if (head.part, key_head.part) != ("main", "keys"):
        raise BadInput("Name the main part (bothends-….age), and the key part (….keys.age) with --keys.")
    if key_head.stamp < head.stamp:
        raise BadInput("This key part is older than the main part. Use one of the same moment or newer.")
    known = {one.stem for one in MIGRATIONS.glob("0*.py")}
    if not set(head.schema) | set(key_head.schema) <= known:
        raise BadInput("This backup was made by a newer version of bothends. Install that version first.")
    return head


def _load(main: Path, keys: Path, folder: Path, head: Head, identity: Identity, database: str) -> Restored:
    made_here = not folder.exists()
    try:
        _write_folder(folder, head, database)
        django_setup.start(folder)
        from bothends.web.store.restore import load

        return load(main, keys, head=head, identity=identity, tell=progress("restore"))
    except BaseException:
        _take_back(folder, whole=made_here)
        raise


def _write_folder(folder: Path, head: Head, database: str) -> None:
    names = {one.name for one in deskfolder.SETTINGS}
    chosen = {name: value for name, value in head.desk["settings"].items() if name in names}
    chosen["database"] = database
    secret = deskfolder.Secrets(bytes.fromhex(head.desk["pepper"]), head.desk["django"])
    deskfolder.make(folder, secret=secret, **chosen)


def _take_back(folder: Path, *, whole: bool) -> None:
    if whole:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for one in folder.iterdir():
        shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink(missing_ok=True)


def _say(done: Restored, folder: Path) -> None:
    print(f"{done.rows} rows are back in {folder}.")
    if done.left_out:
        print(f"{done.left_out} cases and reports were erased since, and were left out.")
    if done.broken:
        print(f"The audit trail is broken: {done.broken}. Compare with another backup before you use this.")
        return
    print(f"The audit trail is whole: {done.events} events. Head: {done.events}:{done.head}")
    print(f"Next: look at {folder}/desk.toml, then bothends serve {folder}")
