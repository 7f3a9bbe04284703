"""`bothends setup DIR`: make a desk, its first member and the recovery identity that is printed once."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from bothends.cli import django_setup
from bothends.core.errors import BadInput
from bothends.web import deskfolder

ONCE = """
Recovery identity. Print it, put it in a sealed envelope in a safe, and keep it nowhere else.
Whoever has it and the data opens everything; without it a desk whose members all lost
their passwords opens nothing.

{secret}
"""


def add_parsers(commands: Any) -> None:
    """`setup DIR [--login NAME] [--role ROLE] [--name ORGANISATION] [--database URL] [--http]`."""
    command = commands.add_parser("setup", help="make a desk: folder, keys, first member, recovery identity")
    command.add_argument("folder", metavar="DIR", help="an empty or new folder")
    command.add_argument("--login", help="login name of the first member (asked for if left out)")
    command.add_argument("--role", default="caseworker", help="role of the first member (caseworker)")
    command.add_argument("--name", default="A desk", help="the organisation's name")
    command.add_argument("--database", default="", help="postgresql://… instead of the embedded SQLite")
    command.add_argument(
        "--http", action="store_true", help="no HTTPS proxy in front: loopback and .onion only"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make everything or nothing, then print the recovery identity once."""
    folder = Path(args.folder)
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty. Choose a new folder.")
    login = args.login or input("Login name of the first member: ").strip()
    password = ask_password()
    deskfolder.make(folder, name=args.name, database=args.database, https=not args.http)
    django_setup.start(folder)
    django_setup.migrate()
    print(ONCE.format(secret=_found(login, args.role, password)))
    print(f"{login} sets up a second factor at their first log-in.")
    print(f"Next: bothends members invite {folder} --login … --role approver, then bothends serve {folder}")
    return 0


def _found(login: str, role: str, password: str) -> str:
    from django.db import transaction

    from bothends.web.store.actions import members

    with transaction.atomic():
        opened = members.found_desk()
        member = members.add_member(login=login, role_name=role, password=password, by=members.SETUP)
        members.grant(member=member, vaults=opened.vaults, by=members.SETUP)
    return opened.recovery.secret


def ask_password() -> str:
    """From the terminal, twice; or one line of standard input when that is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password (at least 12 characters, a sentence is good): ")
    if first != getpass.getpass("The same again: "):
        raise BadInput("The two passwords differ. Nothing was changed; try again.")
    return first
