"""Renew a vault's identity: grants at once, then every key that is sealed to it, while both sites go on.

It may stop anywhere, by kill -9 too, and goes on when called again: until it ends, the old identity lies in the
Rotation row, sealed to the new one, so that whoever holds the new one opens what is still sealed to the old.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.seal import Seat, seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import Refused, WrongKey
from bothends.web.store.audit import RECOVERY, record
from bothends.web.store.models import CaseKey, Grant, MatchKey, Recovery, ReportKey, Rotation, Vault
from bothends.web.store.seats import (
    case_key_seat,
    grant_seat,
    match_key_seat,
    report_key_seat,
    rotation_seat,
)

BATCH = 100
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sealed:
    """Rows with a `body` that is sealed to a vault: which of them, and the seat of each."""

    rows: Callable[[str], QuerySet[Any]]
    seat: Callable[[Any], Seat]


# Everything that is sealed to a vault itself. A new table of that kind needs a row here, or rotation loses it.
TO_VAULTS: tuple[Sealed, ...] = (
    Sealed(lambda vault: ReportKey.objects.filter(vault=vault), lambda row: report_key_seat(row.pk)),
    Sealed(
        lambda vault: CaseKey.objects.filter(pk__isnull=vault != "casework"),
        lambda row: case_key_seat(row.pk),
    ),
    Sealed(
        lambda vault: MatchKey.objects.filter(pk__isnull=vault != "casework"),
        lambda row: match_key_seat(row.generation),
    ),
)


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were sealed anew, and to how many members the vault was granted again."""

    keys: int
    members: int


def rotate(vault: str, *, recovery: Identity, tell: Tell) -> Rotated:
    """Begin, or go on with what was begun; verify; destroy the old identity. Raises Refused, WrongKey."""
    if not Rotation.objects.filter(vault_id=vault).exists():
        _begin(vault, recovery)
    new = _identity(vault, recovery)
    rotation = Rotation.objects.get(vault_id=vault)
    old = Identity.parse(unseal(rotation.body, identities=[new], seat=rotation_seat(vault)).decode())
    total = sum(one.rows(vault).count() for one in TO_VAULTS)
    done = 0
    for one in TO_VAULTS:
        for keys in _batches(one.rows(vault)):
            _seal_anew(one, one.rows(vault).filter(pk__in=keys), old=old, new=new)
            done += len(keys)
            tell(min(done, total), total)
    tell(total, total)
    _verify(vault, new)
    _finish(vault)
    return Rotated(done, Grant.objects.filter(vault_id=vault, member__isnull=False).count())


@transaction.atomic
def _begin(vault: str, recovery: Identity) -> None:
    """From here on the new identity is the vault's; what others seal is sealed to it."""
    # The trail first: it lets one writer in at a time, so every report is sealed either before this or after.
    record(by=RECOVERY, action="rotation_begun", subject=f"vault:{vault}")
    row = Vault.objects.select_for_update().filter(name=vault).first()
    if row is None:
        raise Refused("There is no such vault. They are called intake, casework and figures.")
    old, new, now = _identity(vault, recovery), Identity.new(), timezone.now()
    body = seal(old.secret.encode(), to=[new.recipient], seat=rotation_seat(vault))
    Rotation.objects.create(vault=row, body=body, begun_at=now)
    Grant.objects.filter(vault=row, member__active=False).delete()
    for grant in Grant.objects.filter(vault=row).select_related("member"):
        to = grant.member.recipient if grant.member else Recovery.objects.latest("made_at").recipient
        seat = grant_seat(vault, grant.member_id)
        grant.body, grant.made_at = seal(new.secret.encode(), to=[to], seat=seat), now
        grant.save(update_fields=["body", "made_at"])
    row.recipient, row.made_at = new.recipient, now
    row.save(update_fields=["recipient", "made_at"])


def _identity(vault: str, recovery: Identity) -> Identity:
    grant = Grant.objects.filter(vault_id=vault, member=None).first()
    if grant is None:
        raise Refused("There is no such vault. They are called intake, casework and figures.")
    opened = unseal(grant.body, identities=[recovery], seat=grant_seat(vault, None))
    return Identity.parse(opened.decode())


def _batches(rows: QuerySet[Any]) -> list[list[Any]]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return [keys[at : at + BATCH] for at in range(0, len(keys), BATCH)]


@transaction.atomic
def _seal_anew(table: Sealed, rows: QuerySet[Any], *, old: Identity, new: Identity) -> None:
    for row in rows.select_for_update():
        seat = table.seat(row)
        try:
            unseal(row.body, identities=[new], seat=seat)
        except WrongKey:
            row.body = seal(unseal(row.body, identities=[old], seat=seat), to=[new.recipient], seat=seat)
            row.save(update_fields=["body"])


def _verify(vault: str, new: Identity) -> None:
    """Every key opens with the new identity. Raises WrongKey, and the old one stays."""
    for table in TO_VAULTS:
        for row in table.rows(vault).iterator(chunk_size=500):
            unseal(row.body, identities=[new], seat=table.seat(row))


@transaction.atomic
def _finish(vault: str) -> None:
    """Destroy the old identity."""
    record(by=RECOVERY, action="vault_rotated", subject=f"vault:{vault}")
    Rotation.objects.filter(vault_id=vault).delete()
