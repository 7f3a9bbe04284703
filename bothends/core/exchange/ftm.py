"""FollowTheMoney entities for investigators: who takes the money and where, never who is held.

From the record come only wallets and the place. Every contact in a record is a way to reach the person, so an account
or a website of a suspect is typed by a member, and refused when it is one of the person's or names them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.plain import fold

# Schema and properties as the followthemoney model 4.11 names them (MIT); tests hold every entity valid against it.
CURRENCIES = {"wallet_btc": "BTC", "wallet_trx": "TRX", "wallet_eth": "ETH"}
KINDS = {
    "wallet": ("CryptoWallet", "publicKey"),
    "account": ("UserAccount", "username"),
    "website": ("Organization", "website"),
    "organisation": ("Organization", "name"),
    "place": ("Address", "full"),
}
NOTE = "Reported by a third party to an organisation that supports victims. Unverified."
SHORTEST_NAME = 3  # letters of a part of a name that is looked for
MOST = 50
LAST = 8  # digits by which a number is known again, with or without its country


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell an investigator. `kind` is a key of KINDS; `beside`: currency, service or country."""

    kind: str
    value: str = field(repr=False)
    beside: str = ""


def from_record(case: CaseFile, alpha2: Mapping[str, str]) -> tuple[Item, ...]:
    """What the record itself may give: wallets, and the place where people are held."""
    wallets = [
        Item("wallet", one.value, CURRENCIES[one.kind])
        for one in case.person.contacts
        if one.kind in CURRENCIES
    ]
    place = case.person.place
    where = [Item("place", place.name, alpha2.get(place.country or "", "").lower())] if place else []
    return (*wallets, *where)


def typed(text: str, case: CaseFile) -> tuple[Item, ...]:
    """Lines such as `account telegram boss_7` or `website https://…`. Raises BadInput for one that may not leave."""
    found = [_line(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(found) > MOST:
        raise BadInput(f"These are more than {MOST} lines. Make several exports.")
    for number, one in enumerate(found, 1):
        if points_to_somebody(one.value, case):
            raise BadInput(
                f"Line {number} is a contact or a name of the person or of the reporter. Investigators do not get it."
            )
    return tuple(found)


def _line(number: int, line: str) -> Item:
    kind, _, rest = line.strip().partition(" ")
    service, _, name = rest.strip().partition(" ")
    if kind == "account" and service and name.strip():
        return Item(kind, name.strip(), service)
    if kind in {"wallet", "organisation"} and rest.strip():
        return Item(kind, rest.strip())
    if kind == "website" and re.fullmatch(r"https?://\S+\.\S+", rest.strip()):
        return Item(kind, rest.strip())
    raise BadInput(
        f"Line {number} is not understood. Write: account SERVICE NAME, wallet ADDRESS, website https://…, or"
        " organisation NAME."
    )


def points_to_somebody(value: str, case: CaseFile) -> bool:
    """Whether a value holds a contact, a name or an alias of the person, or a word of the reporter."""
    said, digits = fold(value), re.sub(r"\D", "", value)
    person = case.person
    contacts = [one.value for one in person.contacts if one.kind not in CURRENCIES]
    names = [part for name in (person.name or "", *person.aliases) for part in re.split(r"\W+", fold(name))]
    words = [fold(one).strip(" @+") for one in (*contacts, *case.hide, *_others(case))]
    numbers = [re.sub(r"\D", "", one) for one in contacts]
    return (
        any(len(one) >= SHORTEST_NAME and one in said for one in (*names, *words))
        or any(said.strip(" @") in one for one in words if len(said.strip(" @")) >= SHORTEST_NAME)
        or any(len(one) >= LAST and one[-LAST:] in digits for one in numbers)
    )


def _others(case: CaseFile) -> Iterable[str]:
    """Other candidates that were read, and what stood in the record before a correction."""
    yield from (value for name in ("name", "aliases", "contacts") for value in case.also.get(name, ()))
    yield from (
        one.was for one in case.corrections if one.name in {"name", "aliases", "contacts"} and one.was
    )


def entities(items: Sequence[Item], *, publisher: str) -> list[dict[str, object]]:
    """FtM entities, each once. Raises BadInput when there is nothing to tell."""
    if not items:
        raise BadInput("There is nothing to tell investigators: no wallet, no place, no line typed.")
    found = {str(one["id"]): one for one in (_entity(item, publisher) for item in items)}
    return list(found.values())


def _entity(item: Item, publisher: str) -> dict[str, object]:
    schema, main = KINDS[item.kind]
    properties: dict[str, list[str]] = {main: [item.value], "notes": [NOTE], "publisher": [publisher]}
    if item.kind == "website":
        properties["name"] = [item.value.split("/")[2]]
    if item.kind == "wallet" and item.beside:
        properties["currencySymbol"] = [item.beside]
    if item.kind == "account":
        properties["service"] = [item.beside]
    if item.kind == "place" and item.beside:
        properties["country"] = [item.beside]
    code = hashlib.sha256(f"{schema}|{item.value}".encode()).hexdigest()[:32]
    return {"id": f"bothends-{code}", "schema": schema, "properties": properties}


def to_lines(found: Sequence[Mapping[str, object]]) -> bytes:
    """One JSON object a line, as the FollowTheMoney tools read and write."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found).encode()
