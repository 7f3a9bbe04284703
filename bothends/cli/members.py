"""`bothends members`: list the members of a desk and add one, granted by a colleague or by recovery."""

from __future__ import annotations

import argparse
import getpass
import os
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup
from bothends.cli.setup import ask_password

if TYPE_CHECKING:
    from bothends.core.crypto.keys import Identity


def add_parsers(commands: Any) -> None:
    """`members list DIR` and `members add DIR --login NAME --role ROLE`."""
    command = commands.add_parser("members", help="list members, add one")
    inside = command.add_subparsers(metavar="WHAT", required=True)
    listing = inside.add_parser("list", help="login names and roles")
    listing.add_argument("folder", metavar="DIR")
    listing.set_defaults(run=show)
    adding = inside.add_parser(
        "add",
        help="add a member; vaults are granted with the recovery identity",
        description="Asks for the new member's password and for the recovery identity (or reads it from"
        " BOTHENDS_RECOVERY). Without it the member is added and a colleague grants later.",
    )
    adding.add_argument("folder", metavar="DIR")
    adding.add_argument("--login", required=True)
    adding.add_argument("--role", required=True)
    adding.set_defaults(run=add)


def show(args: argparse.Namespace) -> int:
    """One line a member."""
    django_setup.start(args.folder)
    from bothends.web.store.models import Member

    for member in Member.objects.order_by("login"):
        vaults = ", ".join(sorted(member.grants.values_list("vault_id", flat=True))) or "no keys"
        print(f"{member.login}\t{member.role}\t{vaults}")
    return 0


def add(args: argparse.Namespace) -> int:
    """Add and grant in one transaction."""
    django_setup.start(args.folder)
    from django.db import transaction

    from bothends.web.store.actions import members
    from bothends.web.store.audit import RECOVERY

    password = ask_password()
    vaults = _vaults()
    with transaction.atomic():
        member = members.add_member(login=args.login, role_name=args.role, password=password, by=RECOVERY)
        members.grant(member=member, vaults=vaults, by=RECOVERY)
    print(f"{args.login} was added as {args.role}.")
    if not vaults:
        print("Nothing was granted: the member can log in and opens nothing until somebody grants.")
    return 0


def _vaults() -> dict[str, Identity]:
    """Every vault's identity, opened with the recovery identity; none when none is typed."""
    from bothends.core.crypto.keys import Identity
    from bothends.core.crypto.unseal import unseal
    from bothends.web.store.models import Grant
    from bothends.web.store.seats import grant_seat

    typed = os.environ.get("BOTHENDS_RECOVERY") or getpass.getpass(
        "Recovery identity (AGE-SECRET-KEY-1…, or nothing): "
    )
    if not typed.strip():
        return {}
    recovery = Identity.parse(typed)
    return {
        one.vault_id: Identity.parse(
            unseal(one.body, identities=[recovery], seat=grant_seat(one.vault_id, None)).decode()
        )
        for one in Grant.objects.filter(member=None)
    }
