"""Set up a desk, add members, grant vaults. Secrets are returned to the caller once and never stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from bothends.core.crypto.keys import Identity, new_key, new_salt
from bothends.core.crypto.seal import seal
from bothends.core.errors import BadInput, Refused
from bothends.web.access.roles import role
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring, actor_of, wrap
from bothends.web.store.models import AuditHead, Grant, MatchKey, Member, Recovery, Vault
from bothends.web.store.seats import MATCH_KEY_SEAT, grant_seat

VAULTS = ("intake", "casework", "figures")
SETUP = "setup"
SHORTEST_PASSWORD = 12


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
    match_key = seal(new_key(), to=[vaults["casework"].recipient], seat=MATCH_KEY_SEAT)
    MatchKey.objects.create(body=match_key, made_at=now)
    record(by=SETUP, action="desk_founded")
    return Opened(vaults=vaults, recovery=recovery)


@transaction.atomic
def add_member(*, login: str, role_name: str, password: str, by: str) -> Member:
    """A member with a fresh identity wrapped under `password`. Grants nothing yet."""
    _check_member(login, role_name, password)
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
    for name in role(member.role).vaults:
        if name in vaults and not Grant.objects.filter(vault_id=name, member=member).exists():
            _write_grant(name, vaults[name], member=member, recipient=member.recipient)
            record(by=by, action="vault_granted", subject=f"grant:{name}:{member.login}")


def grant_as(keyring: Keyring, *, member: Member) -> None:
    """A colleague grants what they hold themselves."""
    held = {name: keyring.vault(name) for name in role(keyring.member.role).vaults}
    grant(member=member, vaults=held, by=actor_of(keyring.member))


def _write_grant(name: str, identity: Identity, *, member: Member | None, recipient: str) -> None:
    seat = grant_seat(name, member.pk if member else None)
    body = seal(identity.secret.encode(), to=[recipient], seat=seat)
    Grant.objects.create(vault_id=name, member=member, body=body, made_at=timezone.now())


def _check_member(login: str, role_name: str, password: str) -> None:
    try:
        role(role_name)
    except KeyError:
        raise BadInput(f"{role_name!r} is no role. docs/roles.md lists them.") from None
    if not login.isascii() or not login.replace("-", "").replace(".", "").isalnum() or len(login) > 64:
        raise BadInput("A login name has letters, digits, dots and dashes, at most 64.")
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(f"A password needs at least {SHORTEST_PASSWORD} characters; a sentence is good.")
    if Member.objects.filter(login=login).exists():
        raise BadInput(f"There is a member called {login} already.")
