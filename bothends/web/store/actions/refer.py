"""Verify a channel, decide on a hold, propose a referral, approve it as another member, take the parcel.

Nothing leaves by itself: the parcel is downloaded by a member and carried through a verified channel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pyrage
from django.db import transaction
from django.utils import timezone

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.keys import checked_recipient
from bothends.core.crypto.seal import Seat, seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, OnHold, Refused, SecondMember
from bothends.core.refer import lawful
from bothends.core.refer.locked import locked, new_passphrase
from bothends.core.refer.material import fingerprint
from bothends.core.refer.parcel import pdf_of
from bothends.core.refer.routing import Route
from bothends.web.store.actions.contact import still_shared
from bothends.web.store.actions.thread import ASKED, mark_passed_on
from bothends.web.store.audit import record
from bothends.web.store.directory import directory
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Acknowledgement, Case, Decision, Disclosure, Referral, Verification
from bothends.web.store.seats import DECISION, LEDGER, PACK, REFERRAL

EXPIRES_DAYS = 30
HOLD_RELEASED = "hold_released"
LOCAL_POLICE = "local_police"
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Addressed:
    """What a referral says of itself, sealed to the case: to whom, why, which fields."""

    reference: str
    entry_id: str
    recipient_name: str
    kind: str
    basis: str
    profile: str
    why: str
    caution: str | None
    fields: tuple[str, ...]
    key: str  # the recipient's age key, as verified when this was proposed; empty: a PDF under a passphrase
    made_on: str
    expires_on: str
    ground: str = ""  # code of the lawful basis
    necessity: str = field(default="", repr=False)
    despite: str = field(default="", repr=False)  # why again, where somebody had it already
    report: str = ""  # whose reporter's contact it is, where it is that
    tag: str = ""  # hex of the lookup tag of the code with which the pack is acknowledged


@dataclass(frozen=True, slots=True)
class Decided:
    """A member's decision that the rules may not take, and the reason given."""

    kind: str
    code: str
    reason: str = field(repr=False)


@transaction.atomic
def verify_channel(*, entry_id: str, how: str, recipient: str, by: Keyring, page: str) -> Verification:
    """This desk confirmed the channel today, by `how`, and holds the recipient's own key, if it has one."""
    how = how.replace("\0", "")  # PostgreSQL stores none
    if len(how.strip()) < 10:
        raise BadInput(
            "Say how the channel was verified, in a sentence: who was reached, through which number."
        )
    key = checked_recipient(recipient) if recipient.strip() else ""  # without one: a PDF under a passphrase
    found = directory().find(entry_id)
    row, _ = Verification.objects.update_or_create(
        entry=entry_id,
        defaults={
            "by": by.member,
            "on": timezone.now().date(),
            "how": how.strip()[:300],
            "recipient": key,
            "seen": fingerprint(found) if found else "",
        },
    )
    record(by=by.actor, action="channel_verified", subject=f"directory:{entry_id}", page=page)
    return row


@transaction.atomic
def decide(case: Case, *, decided: Decided, by: Keyring, page: str) -> Decision:
    """Release a hold or allow local police, with a reason (P5)."""
    if decided.kind not in {HOLD_RELEASED, LOCAL_POLICE}:
        raise BadInput("This decision is unknown. Choose one of those shown.")
    if len(decided.reason.strip()) < 10:
        raise BadInput("Give the reason for this decision in a sentence. It stays with the case.")
    row = write_decision(case, decided=decided, by=by)
    record(by=by.actor, action=decided.kind, subject=f"case:{case.pk}", page=page)
    return row


def write_decision(case: Case, *, decided: Decided, by: Keyring) -> Decision:
    """Seal a decision to its case. The caller has checked it and writes the event."""
    row = Decision.objects.create(case=case, by=by.member, at=timezone.now(), body=b"")
    row.body = seal(to_json(decided), to=[case.recipient], seat=_seat("decision", row.pk, DECISION))
    row.save(update_fields=["body"])
    return row


def decisions(case: Case, *, by: Keyring) -> list[tuple[Decision, Decided]]:
    """Every decision on a case, oldest first."""
    key = by.case(case)
    rows = case.decisions.select_related("by").order_by("at", "pk")
    return [
        (
            row,
            from_json(unseal(row.body, identities=[key], seat=_seat("decision", row.pk, DECISION)), Decided),
        )
        for row in rows
    ]


@transaction.atomic
def propose(case: Case, *, addressed: Addressed, pack: bytes, by: Keyring, page: str) -> Referral:
    """Freeze a pack for one recipient and lay it before another member."""
    _no_erasure_waits(case)
    still_shared(addressed.report, by=by)
    lawful.checked(addressed.ground, addressed.necessity)
    row = Referral(id=uuid4(), case=case, proposed_by=by.member, proposed_at=timezone.now())
    row.digest = hashlib.sha256(pack).hexdigest()
    row.body = seal(to_json(addressed), to=[case.recipient], seat=_seat("referral", row.pk, REFERRAL))
    row.pack = seal(pack, to=[case.recipient], seat=_seat("referral_pack", row.pk, PACK))
    row.save(force_insert=True)
    record(by=by.actor, action="referral_proposed", subject=f"referral:{row.pk}", page=page)
    return row


def addressed(row: Referral, *, by: Keyring) -> Addressed:
    """To whom a referral goes, opened."""
    seat = _seat("referral", row.pk, REFERRAL)
    return from_json(unseal(row.body, identities=[by.case(row.case)], seat=seat), Addressed)


@transaction.atomic
def preview(row: Referral, *, by: Keyring, page: str) -> bytes:
    """The frozen pack as the recipient will get it, opened for whoever decides."""
    pack = _frozen(row, by)
    record(by=by.actor, action="pack_previewed", subject=f"referral:{row.pk}", page=page)
    return pack


@transaction.atomic
def approve(row: Referral, *, by: Keyring, page: str) -> Referral:
    """Four eyes (P4): another member than the proposer seals the pack to the recipient; the ledger is written."""
    row = Referral.objects.select_for_update().select_related("case").get(pk=row.pk)
    if row.state != "proposed":
        raise Refused("This referral was decided already. Open the case to see by whom.")
    if row.proposed_by_id == by.member.pk:
        raise SecondMember("You proposed this referral. Another member must approve it.")
    _no_erasure_waits(row.case)
    to, today = addressed(row, by=by), timezone.now().date()
    lawful.checked(to.ground, to.necessity)
    still_shared(to.report, by=by)
    _still_open(to, today=today)
    if to.key:
        row.parcel = pyrage.encrypt(_frozen(row, by), [pyrage.x25519.Recipient.from_str(to.key)])
    row.state, row.approved_by, row.approved_at = "approved", by.member, timezone.now()
    row.save(update_fields=["parcel", "state", "approved_by", "approved_at"])
    _into_ledger(row, to)
    if to.tag:
        Acknowledgement(
            referral=row,
            tag=bytes.fromhex(to.tag),
            recipient=row.case.recipient,
            expires_on=date.fromisoformat(to.expires_on),
        ).save(force_insert=True)
    mark_passed_on(row.case, kind=to.kind, on=today)
    record(by=by.actor, action="referral_approved", subject=f"referral:{row.pk}", page=page)
    return row


@transaction.atomic
def lock(row: Referral, *, by: Keyring, page: str) -> str:
    """Seal an approved pack as a PDF under a new passphrase and return it, this once. It is kept nowhere.

    Made again, the parcel opens with the newer passphrase only. For recipients without a key of their own.
    """
    row = Referral.objects.select_for_update().select_related("case").get(pk=row.pk)
    if row.state not in {"approved", "taken"}:
        raise Refused("This referral is not approved. Another member must approve it first.")
    if addressed(row, by=by).key:
        raise Refused("This pack is sealed to the recipient's key and needs no passphrase.")
    _no_erasure_waits(row.case)
    passphrase = new_passphrase()
    row.parcel = locked(pdf_of(_frozen(row, by)), passphrase=passphrase)
    row.save(update_fields=["parcel"])
    record(by=by.actor, action="passphrase_made", subject=f"referral:{row.pk}", page=page)
    return passphrase


@transaction.atomic
def take(row: Referral, *, by: Keyring, page: str) -> bytes:
    """The sealed parcel, for a member to carry through the verified channel."""
    row = Referral.objects.select_for_update().get(pk=row.pk)
    if row.parcel is None or row.state not in {"approved", "taken"}:
        raise Refused(
            "There is no sealed pack to take. It waits for approval or a passphrase, or was recalled."
        )
    if row.state == "approved":
        _no_erasure_waits(row.case)
        directory().require_verified(addressed(row, by=by).entry_id, today=timezone.now().date())
        still_shared(addressed(row, by=by).report, by=by)
        row.state, row.taken_by, row.taken_at = "taken", by.member, timezone.now()
        row.save(update_fields=["state", "taken_by", "taken_at"])
    record(by=by.actor, action="pack_taken", subject=f"referral:{row.pk}", page=page)
    return bytes(row.parcel)


def ledger(case: Case, *, by: Keyring) -> list[tuple[Disclosure, Addressed]]:
    """Every disclosure of this case: to whom, which fields, why, on whose decision."""
    key = by.case(case)
    rows = case.ledger.select_related("referral__proposed_by", "referral__approved_by").order_by("at")
    return [
        (row, from_json(unseal(row.body, identities=[key], seat=_seat("ledger", row.pk, LEDGER)), Addressed))
        for row in rows
    ]


def check_open(route: Route, earlier: Iterable[Addressed]) -> None:
    """Whether a referral to this route may be proposed now. Raises OnHold or Refused with the reason."""
    if route.blocked:
        raise OnHold(f"This route waits for a decision: {route.blocked}")
    if any(one.entry_id == route.id for one in earlier):
        raise Refused("This recipient has the case already. Asking twice slows them and spreads the record.")


def expiry(today: date) -> date:
    """When the recipient must have answered; after it the pack asks to be destroyed."""
    return today + timedelta(days=EXPIRES_DAYS)


def _no_erasure_waits(case: Case) -> None:
    if case.reports.filter(report__erasure=ASKED).exists():
        raise OnHold(
            "A reporter asks to erase what they told. Decide on that first, on the page of the case."
        )


def _still_open(to: Addressed, *, today: date) -> None:
    if date.fromisoformat(to.expires_on) < today:
        raise Refused("This referral has expired. Propose it again, so that what it says is fresh.")
    known = Verification.objects.filter(entry=to.entry_id).first()
    if known is None or known.recipient != to.key:
        raise Refused("The recipient's key was changed since this was proposed. Propose it again.")
    directory().require_verified(to.entry_id, today=today)


def _frozen(row: Referral, by: Keyring) -> bytes:
    pack = unseal(row.pack, identities=[by.case(row.case)], seat=_seat("referral_pack", row.pk, PACK))
    if hashlib.sha256(pack).hexdigest() != row.digest:
        raise Refused("The frozen pack is not the one that was proposed. Tell your administrator.")
    return pack


def _into_ledger(row: Referral, to: Addressed) -> None:
    line = Disclosure(case=row.case, referral=row, at=timezone.now(), body=b"")
    line.save()
    line.body = seal(to_json(to), to=[row.case.recipient], seat=_seat("ledger", line.pk, LEDGER))
    line.save(update_fields=["body"])


def _seat(table: str, row: object, schema: str) -> Seat:
    return Seat(table, str(row), schema)
