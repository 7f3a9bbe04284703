"""A recipient answers a pack: by its code, from the public site, without an account. Opens nothing.

The public pages reach this file, so it may not import `unseal` or the keyring. The desk's side is recall.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from bothends.core.codec import to_json
from bothends.core.crypto.receipt import lookup_tag
from bothends.core.crypto.seal import seal
from bothends.core.errors import BadInput, Refused
from bothends.web.store.actions.intake import to_the_hour
from bothends.web.store.audit import STRANGER, record
from bothends.web.store.models import Acknowledgement, RecipientAnswer
from bothends.web.store.seats import answer_seat

# What a recipient can say, with what the desk reads. A member may record the same.
CHOICES = {
    "received": "received, they act on it",
    "cannot_act": "they cannot act: ask elsewhere",
    "not_our_national": "not their national",
    "wrong_recipient": "wrong recipient: check the directory",
    "destroyed": "every copy destroyed",
}
LONGEST = 1000  # characters of a message
MOST = 20  # answers to one pack; more would only fill the disk


class NoPack(Refused):
    """There is no pack under this code: never was, or its case was erased."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is sealed of an answer. `coded`: whoever said it had the code of the pack."""

    choice: str
    message: str = field(default="", repr=False)
    coded: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """What a code shows to its holder: whether the pack still stands. Nothing of the case, nothing of the answer."""

    recalled: bool
    expired: bool


def checked(said: Said) -> Said:
    """Raises BadInput when nothing was chosen or the message is too long."""
    if said.choice not in CHOICES:
        raise BadInput("Choose one of the answers.")
    message = said.message.replace("\0", "").replace("\r\n", "\n").strip()
    if len(message) > LONGEST:
        raise BadInput(f"The message is longer than {LONGEST} characters. Shorten it.")
    return Said(said.choice, message, said.coded)


@transaction.atomic
def answer(code: str, *, said: Said, pepper: bytes) -> Standing:
    """Keep an answer under a code of 25 digits. Raises NoPack, BadInput, Refused."""
    said = checked(said)
    # Only these columns: on a machine of its own the public site may read no others (docs/operations.md).
    row = (
        Acknowledgement.objects.filter(tag=lookup_tag(code, pepper=pepper))
        .values("pk", "recipient", "expires_on", "recalled_at")
        .first()
    )
    if row is None:
        raise NoPack("There is no pack under this code.")
    if RecipientAnswer.objects.filter(acknowledgement_id=row["pk"]).count() >= MOST:
        raise Refused("Many answers wait here already. Use the channel by which the pack came.")
    keep(row["pk"], recipient=row["recipient"], said=said)
    record(
        by=STRANGER,
        action="pack_acknowledged",
        subject=f"acknowledgement:{row['pk']}",
        at=to_the_hour(timezone.now()),
    )
    return standing(row["expires_on"], recalled=row["recalled_at"] is not None)


def standing(expires_on: date, *, recalled: bool) -> Standing:
    return Standing(recalled=recalled, expired=expires_on < timezone.now().date())


def keep(acknowledgement: UUID, *, recipient: str, said: Said, entered_by: int | None = None) -> None:
    """Seal one answer to the case. The caller has checked it and writes the event."""
    number = uuid4()
    RecipientAnswer(
        pk=number,
        acknowledgement_id=acknowledgement,
        at=to_the_hour(timezone.now()),
        entered_by_id=entered_by,
        body=seal(to_json(said), to=[recipient], seat=answer_seat(number)),
    ).save(force_insert=True)
