"""The few features two records are compared by, and a card made ready for many comparisons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from bothends.core.match.tokens import ACCOUNTS, normalised
from bothends.core.report import Contact, Person

PARTS = 8  # keys of one name that count; a name in another script has several for each part


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one person, normalised. Personal: never prints.

    `handles` are family:value as `tokens` normalises them (account:may.lin; telegram:may.lin where the network is
    known); `phones` digits of E.164; `places` texts or ids with their country ("Myawaddy|MMR", or only
    "Myawaddy"); countries ISO 3166-1 alpha-3; `birth_date` and `seen_on` ISO 8601 dates; `gender` f, m or x.
    """

    names: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    handles: tuple[str, ...] = field(default=(), repr=False)
    documents: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    nationalities: tuple[str, ...] = field(default=(), repr=False)
    birth_year: int | None = field(default=None, repr=False)
    birth_date: str | None = field(default=None, repr=False)
    gender: str | None = field(default=None, repr=False)
    places: tuple[str, ...] = field(default=(), repr=False)
    country: str | None = field(default=None, repr=False)
    seen_on: str | None = field(default=None, repr=False)
    languages: tuple[str, ...] = field(default=(), repr=False)


class Prepared(Protocol):
    """A name read once. `keys` are coarse sounds of its parts, the same in every script; `spelt` the parts as
    written, each with its own keys."""

    @property
    def keys(self) -> Collection[str]: ...

    @property
    def spelt(self) -> Mapping[str, Collection[str]]: ...


class Likeness(Protocol):
    """How alike two names are, 0 to 1, and why in plain words."""

    @property
    def score(self) -> float: ...

    @property
    def reasons(self) -> tuple[str, ...]: ...


class Names(Protocol):
    """What compares names."""

    def prepare(self, text: str, /) -> Any: ...

    def compare(self, a: Any, b: Any, /) -> Likeness: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is compared: `id` is equal for all its names; degrees are None where it is on no list."""

    id: str
    country: str | None = None
    latitude: float | None = field(default=None, repr=False)
    longitude: float | None = field(default=None, repr=False)


Locate = Callable[[str, str | None], Spot | None]  # a place's text and country → where that is


@dataclass(frozen=True, slots=True)
class Ready:
    """A card with its names read, its places found and its dates counted, once for many comparisons."""

    card: Card = field(repr=False)
    names: tuple[Any, ...] = field(default=(), repr=False)
    parts: frozenset[str] = field(default=frozenset(), repr=False)
    spelt: Mapping[str, Collection[str]] = field(default_factory=dict, repr=False)
    handles: frozenset[str] = field(default=frozenset(), repr=False)
    phones: frozenset[str] = field(default=frozenset(), repr=False)
    spots: tuple[Spot, ...] = field(default=(), repr=False)
    year: int | None = field(default=None, repr=False)
    seen: int | None = field(default=None, repr=False)  # days since the year 1


def ready(card: Card, names: Names, locate: Locate | None = None) -> Ready:
    """Read a card's names, places and dates."""
    read = tuple(names.prepare(name) for name in card.names)
    return Ready(
        card=card,
        names=read,
        parts=frozenset(key for one in read for key in parts_of(one)),
        spelt={text: keys for one in read for text, keys in one.spelt.items()},
        handles=frozenset(one.partition(":")[2] or one for one in card.handles),
        phones=frozenset(phone[-9:] for phone in card.phones),  # the same with and without the country's code
        spots=_spots(card, locate),
        year=int(card.birth_date[:4]) if card.birth_date else card.birth_year,
        seen=date.fromisoformat(card.seen_on).toordinal() if card.seen_on else None,
    )


def parts_of(name: Prepared) -> list[str]:
    """The keys of a name that are compared and combined, in order; the longest names have more."""
    return sorted(dict.fromkeys(name.keys))[:PARTS]


def _spots(card: Card, locate: Locate | None) -> tuple[Spot, ...]:
    found = []
    for place in card.places:
        text, _, country = place.partition("|")
        where = locate(text, country or card.country) if locate else None
        found.append(where or Spot(" ".join(text.casefold().split()), country or card.country))
    return tuple(found)


def card_of(person: Person, *, seen_on: str | None = None) -> Card:
    """The card of a reported person; `seen_on` stands in where nobody said when they last wrote."""
    by_kind: dict[str, list[str]] = {"phone": [], "email": [], ACCOUNTS: []}
    for one in person.contacts:
        value = normalised(one)
        if value:
            family = one.kind if one.kind in by_kind else ACCOUNTS
            by_kind[family].append(_written(one, value) if family == ACCOUNTS else value)
    place = person.place
    return Card(
        names=tuple(name for name in (person.name, *person.aliases) if name),
        phones=tuple(by_kind["phone"]),
        handles=tuple(by_kind[ACCOUNTS]),
        emails=tuple(by_kind["email"]),
        nationalities=(person.nationality,) if person.nationality else (),
        places=(f"{place.name}|{place.country or ''}",) if place else (),
        country=person.country,
        seen_on=person.last_contact or seen_on,
        languages=person.languages,
    )


def _written(contact: Contact, value: str) -> str:
    return f"{ACCOUNTS if contact.kind == 'handle' else contact.kind}:{value}"
