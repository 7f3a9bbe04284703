"""Match cards and the keys a record is entered under: made, closed and opened with the desk's match key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.keys import lock, unlock
from bothends.core.errors import BadInput
from bothends.core.match import blocking
from bothends.core.match.card import Card, Ready, ready
from bothends.core.match.tokens import card_key
from bothends.data import matching
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import MatchEntry, MatchKey
from bothends.web.store.seats import card_seat

EVEN = 128  # a card's length says nothing finer than this many bytes
PLACE = "place"
CONTACTS = {
    "handle": "account",
    "phone": "phone number",
    "document": "document number",
    "email": "e-mail address",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The desk's match keys by generation; while the key is renewed there are two. Lives for one request."""

    tokens: Mapping[int, bytes] = field(repr=False)
    cards: Mapping[int, bytes] = field(repr=False)

    @property
    def newest(self) -> int:
        """What is written is written with this one."""
        return max(self.tokens)


def keys_for(by: Keyring) -> Keys:
    """What this member may match with. Raises Refused for whoever has no casework."""
    return keys_from(dict(by.match_keys()))


def keys_from(held: Mapping[int, bytes]) -> Keys:
    """From match keys that were opened elsewhere."""
    return Keys(held, {generation: card_key(key) for generation, key in held.items()})


def locked() -> list[MatchKey]:
    """Whoever writes to the index takes this lock first, before the trail's: one at a time, and the key stays."""
    return list(MatchKey.objects.select_for_update().order_by("pk"))


def closed(card: Card, *, entry: int, key: bytes) -> bytes:
    """The card, boxed for this entry; blanks at its end hide how long it is."""
    values = ((name, getattr(card, name)) for name in Card.__dataclass_fields__)
    told = to_json({name: value for name, value in values if value})
    return lock(told + b" " * (-len(told) % EVEN), key=key, about=card_seat(entry))


def opened(entry: MatchEntry, keys: Keys) -> Card | None:
    """The card of an entry. None when an older version wrote it: the next opening of the record writes it anew."""
    return opened_box(entry.pk, bytes(entry.body), keys.cards[entry.generation])


def opened_box(entry: int, body: bytes, key: bytes) -> Card | None:
    """As `opened`, for a row that was read as values. Raises WrongKey."""
    try:
        return from_json(unlock(body, key=key, about=card_seat(entry)), Card)
    except BadInput:
        return None


def made_ready(card: Card) -> Ready:
    """The card with its names read and its places found."""
    return ready(card, matching.names(), matching.locate())


def keys_of(card: Ready) -> dict[str, str]:
    """Every key this record is entered under → its kind: those of matching, and each place alone, for clusters."""
    return blocking.keys(card) | {f"{PLACE}:{one.id}": PLACE for one in card.spots}
