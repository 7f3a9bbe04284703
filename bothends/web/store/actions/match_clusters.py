"""Places and contacts that several records name: a list for members with casework, never published, no accusation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from bothends.core.match.card import Card
from bothends.data import matching
from bothends.web.store.actions.match_cards import PLACE, keys_for, opened_box
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import MatchEntry

READ = 20_000  # cards opened for the list, newest first; a card costs about 10 microseconds
LEAST = 2
MOST = 50
ENTRIES = 20  # of one cluster, linked on the page


@dataclass(frozen=True, slots=True)
class Cluster:
    """A place (`name` as most records write it) or a contact (`name` empty: contacts are shown on request only)."""

    kind: str
    name: str = field(repr=False)
    entries: tuple[int, ...]


def clusters(*, by: Keyring, page: str) -> tuple[list[Cluster], int]:
    """The clusters among the newest records, largest first, and how many records were read. Written down."""
    keys = keys_for(by)
    with transaction.atomic():
        record(by=by.actor, action="clusters_shown", page=page)
    entries: dict[tuple[str, str], list[int]] = defaultdict(list)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    read = 0
    for pk, generation, body in MatchEntry.objects.order_by("-pk").values_list("pk", "generation", "body")[
        :READ
    ]:
        card = opened_box(pk, bytes(body), keys.cards[generation])
        read += 1
        for kind, value, name in _named(card) if card else ():
            entries[kind, value].append(pk)
            names[kind, value][name] += 1
    found = [
        Cluster(kind, names[kind, value].most_common(1)[0][0], tuple(sorted(pks)))
        for (kind, value), pks in entries.items()
        if len(pks) >= LEAST
    ]
    return sorted(found, key=lambda one: (-len(one.entries), one.kind, one.name))[:MOST], read


def _named(card: Card) -> Iterator[tuple[str, str, str]]:
    """Kind, what is compared, and the name to show, once each."""
    yield from ((PLACE, spot, text) for spot, text in dict(_places(card)).items())
    # The network, where it was said, is part of the kind; the same handle may be told with and without it.
    handles = {one.partition(":")[2]: one.partition(":")[0] for one in card.handles}
    yield from (("handle", value, "") for value in handles)
    yield from (("phone", one[-9:], "") for one in dict.fromkeys(card.phones))
    yield from (("email", one, "") for one in dict.fromkeys(card.emails))
    yield from (("document", one, "") for one in dict.fromkeys(card.documents))


def _places(card: Card) -> Iterator[tuple[str, str]]:
    for place in card.places:
        text, _, country = place.partition("|")
        spot = matching.locate()(text, country or card.country)
        yield spot.id if spot else f"{' '.join(text.casefold().split())}|{country}", text
