"""Second factors: add one, pass one, remove one; recovery codes. Their secrets are sealed to the member.

A stolen database holds no TOTP secret: it opens only with the identity, and that with the password.
"""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass, field

import pyotp
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.codes import new_recovery_code, recovery_code, recovery_tag
from bothends.core.crypto.seal import seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, NotAReceipt, Refused
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring, actor_of
from bothends.web.store.models import Factor, Member, RecoveryCode
from bothends.web.store.seats import PASSKEY, TOTP, factor_seat

TOTP_KIND, PASSKEY_KIND = "totp", "passkey"
STEP_SECONDS = 30
# RFC 6238, 5.2: one step of slack for a clock that is off and a person who types.
SLACK_STEPS = 1
RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Passkey:
    """What a passkey left here: not secret, but sealed too, so that a thief cannot link it elsewhere."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Held:
    """A member's factors, opened. `row` is the table's row."""

    row: Factor
    secret: str = field(default="", repr=False)
    passkey: Passkey | None = None


@transaction.atomic
def add_totp(member: Member, *, secret: str, code: str, page: str = "") -> Factor:
    """Store an authenticator after it has shown that it makes the right code. The earlier one is replaced."""
    step = _step_of(secret, code)
    if step is None:
        raise BadInput("The code does not fit. Check the clock of the phone, and type the newest code.")
    member.factors.filter(kind=TOTP_KIND).delete()
    body = seal(secret.encode(), to=[member.recipient], seat=factor_seat(member.pk, TOTP))
    row = Factor.objects.create(
        member=member, kind=TOTP_KIND, made_at=timezone.now(), used_step=step, body=body
    )
    record(by=actor_of(member), action="factor_added", subject=f"factor:{row.pk}", page=page)
    return row


@transaction.atomic
def add_passkey(member: Member, *, passkey: Passkey, page: str = "") -> Factor:
    """Store a passkey whose answer was checked (access/passkeys.py)."""
    row = Factor.objects.create(
        member=member, kind=PASSKEY_KIND, made_at=timezone.now(), body=_sealed(member, passkey)
    )
    record(by=actor_of(member), action="factor_added", subject=f"factor:{row.pk}", page=page)
    return row


@transaction.atomic
def remove(row: Factor, *, by: Keyring, page: str) -> None:
    """Remove one of one's own factors, never the last one."""
    if by.member.factors.count() < 2:
        raise Refused("This is your only second factor. Add another one before you remove it.")
    record(by=by.actor, action="factor_removed", subject=f"factor:{row.pk}", page=page)
    row.delete()


@transaction.atomic
def new_recovery_codes(*, by: Keyring, pepper: bytes, page: str = "") -> list[str]:
    """Ten new codes, to be printed; the earlier ones die. They are stored nowhere."""
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    by.member.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(member=by.member, tag=recovery_tag(one, identity=by.identity, pepper=pepper))
        for one in codes
    )
    record(by=by.actor, action="recovery_codes_made", subject=f"member:{by.member.login}", page=page)
    return codes


def held(by: Keyring) -> list[Held]:
    """Every factor of a member, opened with their identity."""
    return [_opened(row, by) for row in by.member.factors.order_by("made_at", "pk")]


@transaction.atomic
def pass_totp(code: str, *, by: Keyring) -> bool:
    """Whether a code fits now. A time step is good once: a code seen over the shoulder is worth nothing."""
    for one in held(by):
        step = _step_of(one.secret, code) if one.row.kind == TOTP_KIND else None
        if step is None:
            continue
        newer = Q(used_step=None) | Q(used_step__lt=step)
        return Factor.objects.filter(newer, pk=one.row.pk).update(used_step=step) == 1
    return False


@transaction.atomic
def pass_recovery(typed: str, *, by: Keyring, pepper: bytes, page: str) -> bool:
    """Whether a recovery code fits; it is used up."""
    try:
        code = recovery_code(typed)
    except NotAReceipt:
        return False
    tag = recovery_tag(code, identity=by.identity, pepper=pepper)
    if not RecoveryCode.objects.filter(member=by.member, tag=tag).delete()[0]:
        return False
    record(by=by.actor, action="recovery_code_used", subject=f"member:{by.member.login}", page=page)
    return True


@transaction.atomic
def passkey_used(row: Factor, *, passkey: Passkey, sign_count: int) -> None:
    """Keep the counter, so that a copied key shows itself where the maker counts."""
    fresh = Passkey(passkey.credential_id, passkey.public_key, sign_count)
    Factor.objects.filter(pk=row.pk).update(body=_sealed(row.member, fresh))


def _step_of(secret: str, code: str) -> int | None:
    """The time step a code belongs to, within the slack. Every step is compared, so time tells nothing."""
    typed = "".join(code.split()).encode()
    now, made, fits = int(time.time()) // STEP_SECONDS, pyotp.TOTP(secret), None
    for step in range(now - SLACK_STEPS, now + SLACK_STEPS + 1):
        if hmac.compare_digest(made.generate_otp(step).encode(), typed):
            fits = step
    return fits


def _opened(row: Factor, by: Keyring) -> Held:
    schema = TOTP if row.kind == TOTP_KIND else PASSKEY
    body = unseal(row.body, identities=[by.identity], seat=factor_seat(by.member.pk, schema))
    if row.kind == TOTP_KIND:
        return Held(row, secret=body.decode())
    return Held(row, passkey=from_json(body, Passkey))


def _sealed(member: Member, passkey: Passkey) -> bytes:
    return seal(to_json(passkey), to=[member.recipient], seat=factor_seat(member.pk, PASSKEY))
