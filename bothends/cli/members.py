"""`bothends members`: list, invite, add, grant by recovery, change a role, switch off and on."""

from __future__ import annotations

import argparse
import getpass
import os
from typing import TYPE_CHECKING, Any

from bothends.cli import django_setup
from bothends.cli.setup import ask_password
from bothends.core.errors import BadInput

if TYPE_CHECKING:
    from bothends.core.crypto.keys import Identity
    from bothends.web.store.models import Member

CODE = """
Invitation code of {login}: {code}

Shown once, stored nowhere, good once and for {days} days. Tell it to the person themselves. They open /join/ on the
desk's site, choose their password and set up their second factor. Afterwards a colleague grants them their keys on
the page of the members, or: bothends members grant {folder} --login {login}"""
ROTATE = "Those grants are deleted. Rotate {vaults} with `bothends keys rotate`: a copy may have been kept."


def add_parsers(commands: Any) -> None:
    """`members list|invite|add|grant|role|off|on DIR …`."""
    command = commands.add_parser("members", help="list members, invite, grant, change and switch off")
    inside = command.add_subparsers(metavar="WHAT", required=True)
    _one(inside, "list", show, "login names, roles, vaults, second factor", ())
    _one(
        inside,
        "invite",
        invite,
        "a one-time code for a new member, or for one who lost their password",
        ("login", "role"),
        "Prints the code once. For a login that exists, its role stays, and its old key, grants and second factors"
        " die when the code is used.",
    )
    _one(
        inside,
        "add",
        add,
        "add a member who sits here; vaults are granted with the recovery identity",
        ("login", "role"),
        "Asks for the new member's password and for the recovery identity (or reads it from"
        " BOTHENDS_RECOVERY). Without it the member is added and a colleague grants later.",
    )
    _one(
        inside,
        "grant",
        grant,
        "grant a member what their role lists, with the recovery identity",
        ("login",),
        "Asks for the recovery identity (or reads it from BOTHENDS_RECOVERY). When every password is lost, this"
        " gives access back to a member who has joined anew.",
    )
    _one(inside, "role", change_role, "give a member another role", ("login", "role"))
    _one(inside, "off", switch_off, "switch a member off: sessions end, grants are deleted", ("login",))
    _one(inside, "on", switch_on, "switch a member on again; a colleague grants anew", ("login",))


def _one(
    inside: Any, name: str, run: Any, help_text: str, needs: tuple[str, ...], description: str | None = None
) -> None:
    command = inside.add_parser(name, help=help_text, description=description)
    command.add_argument("folder", metavar="DIR")
    for one in needs:
        command.add_argument(f"--{one}", required=True)
    command.set_defaults(run=run)


def show(args: argparse.Namespace) -> int:
    """One line a member."""
    django_setup.start(args.folder)
    from bothends.web.store.actions import members
    from bothends.web.store.models import Member

    for member in Member.objects.order_by("login"):
        vaults = ", ".join(members.held_by(member)) or "no keys"
        waits = members.waits_for(member)
        told = [vaults, *([f"waits for {', '.join(waits)}"] if waits else [])]
        factor = "second factor" if member.factors.exists() else "no second factor yet"
        state = factor if member.active else "switched off"
        print(f"{member.login}\t{member.role}\t{'; '.join(told)}\t{state}")
    return 0


def invite(args: argparse.Namespace) -> int:
    """Print the code of an invitation, once."""
    desk = django_setup.start(args.folder)
    from bothends.core.crypto.receipt import grouped
    from bothends.web.store.actions import invitations, members

    code = invitations.invite(login=args.login, role_name=args.role, by=members.MACHINE, pepper=desk.pepper)
    days = invitations.VALID_DAYS
    print(CODE.format(login=args.login, code=grouped(code), days=days, folder=args.folder))
    return 0


def grant(args: argparse.Namespace) -> int:
    """Grant with the recovery identity what the member's role lists."""
    member = _member(args)
    from bothends.web.store.actions import members
    from bothends.web.store.audit import RECOVERY

    vaults = _vaults()
    if not vaults:
        raise BadInput("Nothing was granted: type the recovery identity from the printed page.")
    members.grant(member=member, vaults=vaults, by=RECOVERY)
    print(f"{member.login} opens: {', '.join(members.held_by(member)) or 'nothing'}.")
    return 0


def change_role(args: argparse.Namespace) -> int:
    """Another role; what it does not list closes at once."""
    member = _member(args)
    from bothends.web.store.actions import members

    lost = members.change_role(member=member, role_name=args.role, by=members.MACHINE)
    print(f"{member.login} is now {member.role}.")
    _closed(lost)
    if waits := members.waits_for(member):
        print(f"Waits for {', '.join(waits)}: a colleague grants, or `bothends members grant`.")
    return 0


def switch_off(args: argparse.Namespace) -> int:
    """Keep a member out from now on."""
    member = _member(args)
    from bothends.web.store.actions import members

    lost = members.switch_off(member=member, by=members.MACHINE)
    print(f"{member.login} is switched off; their sessions have ended.")
    _closed(lost)
    return 0


def switch_on(args: argparse.Namespace) -> int:
    """Let a member in again."""
    member = _member(args)
    from bothends.web.store.actions import members

    members.switch_on(member=member, by=members.MACHINE)
    print(f"{member.login} may log in again. A colleague grants, or `bothends members grant`.")
    return 0


def _closed(lost: list[str]) -> None:
    if lost:
        print(ROTATE.format(vaults=" and ".join(lost)))


def _member(args: argparse.Namespace) -> Member:
    """The member of `--login`. Raises BadInput."""
    django_setup.start(args.folder)
    from bothends.web.store.models import Member

    found = Member.objects.filter(login=args.login).first()
    if found is None:
        raise BadInput("There is no member with this login. `bothends members list` shows them.")
    return found


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
    print(f"{args.login} was added as {args.role}. They set up their second factor at their first log-in.")
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
