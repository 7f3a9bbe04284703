"""Give the blind index a new key: every card and judgement closed anew, every token made anew, while members work.

It may stop anywhere, by kill -9 too, and goes on when called again: until it ends, both keys lie in their rows,
each record is entered with one of them, and look-ups ask with both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from bothends.core.crypto.keys import Identity, new_key
from bothends.core.crypto.seal import seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import Refused
from bothends.web.store.actions import match_judge
from bothends.web.store.actions.match_cards import Keys, keys_from, locked, opened
from bothends.web.store.actions.match_index import enter
from bothends.web.store.audit import RECOVERY, record
from bothends.web.store.models import Grant, MatchEntry, MatchJudgement, MatchKey, MatchToken, Rotation, Vault
from bothends.web.store.seats import grant_seat, match_key_seat

BATCH = 100
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many records and judgements were written anew. `dropped` records are entered when next opened."""

    entries: int
    judgements: int
    dropped: int


def renew(*, recovery: Identity, tell: Tell) -> Renewed:
    """Begin, or go on with what was begun, until nothing is left of the old key. Raises Refused, WrongKey."""
    if Rotation.objects.filter(vault_id="casework").exists():
        raise Refused(
            "The casework vault is being renewed. Finish that first: `bothends keys rotate DIR casework`."
        )
    vault = _casework(recovery)
    if MatchKey.objects.count() < 2:
        _begin()
    keys = _keys(vault)
    done, entries, judgements, dropped = 0, 0, 0, 0
    total = sum(
        one.objects.filter(generation__lt=keys.newest).count() for one in (MatchEntry, MatchJudgement)
    )
    while True:
        here, gone = _entries(keys)
        said = 0 if here else _judgements(keys)
        if not here and not said:
            if _finish(keys):
                tell(total, total)
                return Renewed(entries, judgements, dropped)
            continue
        done += here + said
        entries, judgements, dropped = entries + here, judgements + said, dropped + gone
        tell(min(done, total), total)


def _casework(recovery: Identity) -> Identity:
    grant = Grant.objects.get(vault_id="casework", member=None)
    return Identity.parse(
        unseal(grant.body, identities=[recovery], seat=grant_seat("casework", None)).decode()
    )


@transaction.atomic
def _begin() -> None:
    newest = max(one.generation for one in locked()) + 1
    record(by=RECOVERY, action="match_key_begun", subject="match_key")
    to = Vault.objects.get(name="casework").recipient
    body = seal(new_key(), to=[to], seat=match_key_seat(newest))
    MatchKey.objects.create(generation=newest, body=body, made_at=timezone.now())


def _keys(vault: Identity) -> Keys:
    rows = MatchKey.objects.order_by("generation")
    return keys_from(
        {
            one.generation: unseal(one.body, identities=[vault], seat=match_key_seat(one.generation))
            for one in rows
        }
    )


@transaction.atomic
def _entries(keys: Keys) -> tuple[int, int]:
    """Enter a batch of records anew; how many, and how many of these had a card of an older version."""
    locked()
    rows = list(MatchEntry.objects.filter(generation__lt=keys.newest).order_by("pk")[:BATCH])
    dropped = 0
    for entry in rows:
        card = opened(entry, keys)
        if card is None:
            entry.delete()
            dropped += 1
        else:
            MatchToken.objects.filter(entry=entry).delete()
            enter(entry, card, keys)
    return len(rows), dropped


@transaction.atomic
def _judgements(keys: Keys) -> int:
    locked()
    rows = list(MatchJudgement.objects.filter(generation__lt=keys.newest).order_by("pk")[:BATCH])
    for row in rows:
        match_judge.put(row, match_judge.opened(row, keys).said, keys)
        row.save(update_fields=["generation", "body"])
    return len(rows)


@transaction.atomic
def _finish(keys: Keys) -> bool:
    """Destroy the old key, unless a member has just written with it."""
    locked()
    left = MatchEntry.objects.filter(generation__lt=keys.newest).exists()
    if left or MatchJudgement.objects.filter(generation__lt=keys.newest).exists():
        return False
    record(by=RECOVERY, action="match_key_renewed", subject="match_key")
    MatchKey.objects.filter(generation__lt=keys.newest).delete()
    return True
