"""Which records are worth comparing: keys that two records of one person are likely to share.

A name key alone would be held by thousands, so names are composed with nationality, year and place until the groups
are small. A key held by too many is passed over (`MOST`): a finer one finds the pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bothends.core.match.card import Ready, parts_of

MOST = 100  # records under one key; above it the key tells nothing that a finer one does not tell better
FEW = 5  # keys of a name that are also combined in threes
BORN, FULL, PART = "birth date", "full name", "part of a name"


def keys(ready: Ready) -> dict[str, str]:
    """Plaintext blocking key → its kind, in plain words. The same for one person in every script."""
    return dict((*_plain(ready), *_names(ready)))


def _plain(ready: Ready) -> Iterator[tuple[str, str]]:
    card = ready.card
    for handle in sorted(ready.handles):
        yield f"handle:{handle}", "handle"
    for phone in sorted(ready.phones):
        yield f"phone:{phone}", "phone"
    for document in card.documents:
        yield f"document:{document}", "document"
    for email in card.emails:
        yield f"email:{email}", "email"
    if card.birth_date:
        for nationality in card.nationalities:
            yield f"born:{card.birth_date}:{nationality}:{card.gender or ''}", BORN


def _names(ready: Ready) -> Iterator[tuple[str, str]]:
    for name in ready.names:
        parts = parts_of(name)
        for pair in combinations(parts, 2):
            for rest in _rest(ready, full=True):
                yield f"full:{'+'.join(pair)}:{rest}", FULL
        for triple in combinations(parts if len(parts) <= FEW else (), 3):
            yield f"full:{'+'.join(triple)}", FULL
        for part in parts:
            for rest in _rest(ready, full=False):
                yield f"part:{part}:{rest}", PART


def _rest(ready: Ready, *, full: bool) -> Iterator[str]:
    """What a name is composed with. A whole name needs one more thing at most, a part two."""
    card, year = ready.card, ready.year
    places = [spot.id for spot in ready.spots]
    if full:
        yield ""
        yield from (f"n{one}" for one in card.nationalities)
        yield from ([f"y{year}"] if year else [])
        yield from (f"p{one}" for one in places)
    yield from ([f"b{card.birth_date}"] if card.birth_date else [])
    for nationality in card.nationalities:
        yield from ([f"n{nationality}y{year}"] if year else [])
        yield from (f"n{nationality}p{one}" for one in places)
    if year:
        yield from (f"y{year}p{one}" for one in places)
