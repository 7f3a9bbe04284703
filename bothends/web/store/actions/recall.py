"""The desk's side of a pack that has left: what was answered, an answer told by telephone, a recall, who is late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from bothends.core.codec import from_json
from bothends.core.crypto.receipt import lookup_tag, parse
from bothends.core.crypto.seal import seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, Refused
from bothends.web.store.actions.acknowledge import CHOICES, Said, checked, keep
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Acknowledgement, Case, RecipientAnswer, Referral
from bothends.web.store.seats import answer_seat, recall_seat

LEFT = ("approved", "taken")
SHORTEST = 10  # characters of a reason


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, opened. `by`: the member who was told it, empty when it came with the code from outside."""

    at: datetime
    by: str
    coded: bool
    choice: str  # a code of CHOICES
    says: str
    message: str = field(repr=False)


def answers(row: Referral, *, by: Keyring) -> list[Answered]:
    """Every answer to one pack, oldest first."""
    rows = RecipientAnswer.objects.filter(acknowledgement__referral=row).select_related("entered_by")
    found = list(rows.order_by("at", "pk"))
    if not found:
        return []
    key = by.case(row.case)
    opened = [(one, unseal(one.body, identities=[key], seat=answer_seat(one.pk))) for one in found]
    return [_answered(one, from_json(body, Said)) for one, body in opened]


@transaction.atomic
def enter(row: Referral, *, said: Said, code: str, pepper: bytes, by: Keyring, page: str) -> None:
    """Record what a recipient told a member. A code given must be that of this pack; without one it says so."""
    known = _acknowledgement(row)
    said = checked(said)
    if code.strip() and lookup_tag(parse(code), pepper=pepper) != bytes(known.tag):
        raise BadInput("This is not the code of this pack. Ask to hear it again, or leave it empty.")
    told = Said(said.choice, said.message, bool(code.strip()))
    keep(known.pk, recipient=known.recipient, said=told, entered_by=by.member.pk)
    record(by=by.actor, action="acknowledgement_entered", subject=f"referral:{row.pk}", page=page)


@transaction.atomic
def recall(row: Referral, *, reason: str, by: Keyring, page: str) -> None:
    """Ask for the pack back: whoever acknowledges it reads so from now on, and it is not handed out again."""
    row = Referral.objects.select_for_update().select_related("case").get(pk=row.pk)
    if row.state not in LEFT:
        raise Refused("Only a pack that was approved can be recalled. Open the case to see its state.")
    reason = reason.replace("\0", "").strip()
    if len(reason) < SHORTEST:
        raise BadInput("Give the reason for the recall in a sentence. It stays with the case.")
    known = _acknowledgement(row)
    known.recall = seal(reason[:1000].encode(), to=[row.case.recipient], seat=recall_seat(known.pk))
    known.recalled_at, known.recalled_by = timezone.now(), by.member
    known.save(update_fields=["recall", "recalled_at", "recalled_by"])
    row.state = "recalled"
    row.save(update_fields=["state"])
    record(by=by.actor, action="pack_recalled", subject=f"referral:{row.pk}", page=page)


def reason(row: Acknowledgement, *, by: Keyring) -> str:
    """Why a pack was recalled; empty when it was not."""
    if row.recall is None:
        return ""
    key = by.case(row.referral.case)
    return unseal(row.recall, identities=[key], seat=recall_seat(row.pk)).decode()


def late(*, today: date, days: int) -> QuerySet[Referral]:
    """Packs approved `days` ago or longer, not expired, with no answer: a member asks again, nothing is re-sent."""
    answered = RecipientAnswer.objects.filter(acknowledgement__referral=OuterRef("pk"))
    return Referral.objects.filter(
        ~Exists(answered),
        state__in=LEFT,
        case__status="active",
        approved_at__date__lte=today - timedelta(days=days),
        acknowledgement__expires_on__gte=today,
    )


def states(case: Case, rows: Iterable[Referral], *, by: Keyring, today: date) -> dict[UUID, str]:
    """One line for each pack of a case: what came back last, or that nothing did."""
    known = {one.referral_id: one for one in Acknowledgement.objects.filter(referral__case=case)}
    return {row.pk: _state(row, known.get(row.pk), by, today) for row in rows}


def _state(row: Referral, known: Acknowledgement | None, by: Keyring, today: date) -> str:
    if known is None:
        return ""
    told = answers(row, by=by)
    last = f"{told[-1].says} ({told[-1].at.date()})" if told else "no answer yet"
    if known.recalled_at:
        return f"recalled; {last}"
    return f"expired; {last}" if known.expires_on < today else last


def _answered(row: RecipientAnswer, said: Said) -> Answered:
    by = row.entered_by.login if row.entered_by else ""
    return Answered(row.at, by, said.coded, said.choice, CHOICES.get(said.choice, said.choice), said.message)


def _acknowledgement(row: Referral) -> Acknowledgement:
    known = Acknowledgement.objects.filter(referral=row).first()
    if known is None:
        raise Refused("This referral is not approved, so nobody can have answered it.")
    return known
