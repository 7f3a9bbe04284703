"""Set up a desk, add members, grant vaults, change roles, switch off and on.

Secrets are returned to the caller once and never stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bothends.core.crypto.keys import Identity, new_key, new_salt
from bothends.core.crypto.seal import seal
from bothends.core.errors import BadInput, Refused, WrongKey
from bothends.web.access.roles import role
from bothends.web.store.actions import sessions
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring, actor_of, unwrap, wrap
from bothends.web.store.models import AuditHead, Grant, Invitation, MatchKey, Member, Recovery, Vault
from bothends.web.store.seats import grant_seat, match_key_seat
from bothends.web.store.strength import check_password

VAULTS = ("intake", "casework", "figures")
SETUP = "setup"
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk just made: its vault identities (in memory, for granting) and the recovery identity to print."""

    vaults: dict[str, Identity] = field(repr=False)
    recovery: Identity = field(repr=False)


@transaction.atomic
def found_desk() -> Opened:
    """Make the vaults and the recovery identity, once. Raises Refused on a desk that has them."""
    if Vault.objects.exists():
        raise Refused("This desk is set up already. Use `bothends members` to add people.")
    AuditHead.objects.create()
    now = timezone.now()
    recovery = Identity.new()
    vaults = {name: Identity.new() for name in VAULTS}
    Recovery.objects.create(recipient=recovery.recipient, made_at=now)
    for name, identity in vaults.items():
        Vault.objects.create(name=name, recipient=identity.recipient, made_at=now)
        _write_grant(name, identity, member=None, recipient=recovery.recipient)
    match_key = seal(new_key(), to=[vaults["casework"].recipient], seat=match_key_seat(1))
    MatchKey.objects.create(body=match_key, made_at=now)
    record(by=SETUP, action="desk_founded")
    return Opened(vaults=vaults, recovery=recovery)


@transaction.atomic
def add_member(*, login: str, role_name: str, password: str, by: str) -> Member:
    """A member with a fresh identity wrapped under `password`. Grants nothing yet."""
    check_login(login)
    check_role(role_name)
    check_password(password, words=[login, settings.DESK.settings["name"], "bothends"])
    if Member.objects.filter(login=login).exists():
        raise BadInput(f"There is a member called {login} already.")
    identity, salt = Identity.new(), new_salt()
    member = Member.objects.create(
        login=login,
        role=role_name,
        recipient=identity.recipient,
        salt=salt,
        wrapped=wrap(identity, password=password, salt=salt, login=login),
        made_at=timezone.now(),
    )
    record(by=by, action="member_added", subject=f"member:{login}")
    return member


@transaction.atomic
def grant(*, member: Member, vaults: dict[str, Identity], by: str) -> None:
    """Seal to `member` those of `vaults` that the member's role lists, and no others."""
    if not member.active:
        raise Refused("This member is switched off. Switch them on first.")
    for name in role(member.role).vaults:
        if name in vaults and not Grant.objects.filter(vault_id=name, member=member).exists():
            # First the trail, which lets one writer in at a time, then the look at the vault: a key that is being
            # renewed just now is no longer granted.
            record(by=by, action="vault_granted", subject=f"grant:{name}:{member.login}")
            if Vault.objects.get(name=name).recipient != vaults[name].recipient:
                raise Refused(f"The key of the {name} vault was renewed meanwhile. Unlock again, then grant.")
            _write_grant(name, vaults[name], member=member, recipient=member.recipient)


def grant_as(keyring: Keyring, *, member: Member) -> None:
    """A colleague grants what they hold themselves and the member's role lists."""
    held = {name: keyring.vault(name) for name in held_by(keyring.member)}
    grant(member=member, vaults=held, by=actor_of(keyring.member))


def held_by(member: Member) -> list[str]:
    """The vaults granted to a member, by name."""
    return sorted(set(member.grants.values_list("vault_id", flat=True)))


def waits_for(member: Member) -> list[str]:
    """The vaults a member's role lists and nobody has granted yet."""
    held = held_by(member)
    return [name for name in role(member.role).vaults if name not in held] if member.active else []


def check_digits(member: Member) -> str:
    """The end of a member's public key, to compare by voice before granting: a row in the table can be forged.

    Sixteen signs, nearly 80 bits: a key that ends alike cannot be found by trying.
    """
    end = member.recipient[-16:].upper()
    return " ".join(end[at : at + 4] for at in range(0, 16, 4))


@transaction.atomic
def change_role(*, member: Member, role_name: str, by: str, page: str = "") -> list[str]:
    """Give a member another role. Grants it does not list are deleted at once; returns those vaults.

    What the new role lists beyond the old one waits for a colleague's grant. A vault in the answer should be
    rotated: whoever could open it may have kept a copy.
    """
    check_role(role_name)
    lost = [name for name in held_by(member) if name not in role(role_name).vaults]
    member.grants.filter(vault_id__in=lost).delete()
    member.role = role_name
    member.save(update_fields=["role"])
    record(by=by, action="role_changed", subject=f"member:{member.login}", page=page)
    return lost


@transaction.atomic
def switch_off(*, member: Member, by: str, page: str = "") -> list[str]:
    """End a member's sessions, delete their grants and keep them out. Returns the vaults to rotate."""
    lost = held_by(member)
    member.grants.all().delete()
    member.active = False
    member.save(update_fields=["active"])
    Invitation.objects.filter(login=member.login).delete()
    sessions.end_all(member)
    record(by=by, action="member_switched_off", subject=f"member:{member.login}", page=page)
    return lost


@transaction.atomic
def switch_on(*, member: Member, by: str, page: str = "") -> None:
    """Let a member log in again, with the password and factor they had. A colleague grants anew."""
    member.active = True
    member.save(update_fields=["active"])
    record(by=by, action="member_switched_on", subject=f"member:{member.login}", page=page)


@transaction.atomic
def change_password(*, old: str, new: str, by: Keyring, here: str | None, page: str) -> None:
    """Box the same identity under another password; grants and factors stay, other sessions end."""
    member = Member.objects.select_for_update().get(pk=by.member.pk)
    try:
        identity = unwrap(member, password=old)
    except WrongKey:
        raise Refused("The present password does not fit. Nothing was changed.") from None
    check_password(new, words=[member.login, settings.DESK.settings["name"], "bothends"])
    by.member.salt = new_salt()
    by.member.wrapped = wrap(identity, password=new, salt=by.member.salt, login=member.login)
    by.member.save(update_fields=["salt", "wrapped"])
    sessions.end_all(member, but=here)
    record(by=by.actor, action="password_changed", subject=f"member:{member.login}", page=page)


def _write_grant(name: str, identity: Identity, *, member: Member | None, recipient: str) -> None:
    seat = grant_seat(name, member.pk if member else None)
    body = seal(identity.secret.encode(), to=[recipient], seat=seat)
    Grant.objects.create(vault_id=name, member=member, body=body, made_at=timezone.now())


def check_role(role_name: str) -> None:
    """Raise BadInput when there is no such role."""
    try:
        role(role_name)
    except KeyError:
        raise BadInput(f"{role_name!r} is no role. docs/roles.md lists them.") from None


def check_login(login: str) -> None:
    """Raise BadInput when a login name has other letters than the trail can hold."""
    if not login.isascii() or not login.replace("-", "").replace(".", "").isalnum() or len(login) > 64:
        raise BadInput("A login name has letters, digits, dots and dashes, at most 64.")
