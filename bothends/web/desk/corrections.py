"""What a member corrected in a case's record, checked; an unknown country is refused with the nearest names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bothends.core.case import CaseFile, Correction
from bothends.core.errors import BadInput
from bothends.core.refer.rules import FLAGS
from bothends.core.report import Contact, Person, Place
from bothends.data.shelf import countries

LONGEST = 120
LONGEST_WORDS = 20_000
MOST = 20  # aliases, languages or contacts in one record
MOST_CORRECTIONS = 200
NETWORKS = frozenset(
    {
        "handle", "phone", "email", "url", "whatsapp", "telegram", "line", "wechat", "zalo", "viber", "kakaotalk",
        "messenger", "facebook", "instagram", "signal", "wallet",
    }
)  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2})?")


def corrected(file: CaseFile, typed: Any, *, by: str, on: str) -> CaseFile:
    """The case file with the form's fields laid over it; an empty field clears. Raises BadInput.

    What stood in a changed field before is kept in the file, with the login `by` and the ISO 8601 day `on`.
    """
    person = _further(_person(file.person, typed), typed)
    noted = file.noted
    if "contacts_only" not in typed:
        noted = tuple(code for code in FLAGS if code in typed.getlist("flag"))
    changes = tuple(Correction(name, was, by, on) for name, was in _changes(file.person, person))
    kept = (*file.corrections, *changes)[-MOST_CORRECTIONS:]
    return replace(file, person=person, noted=noted, corrections=kept)


def _person(person: Person, typed: Any) -> Person:
    """Name, places and flags, which stand in one form and are taken together."""
    if "contacts_only" in typed:
        return person
    words = {name: str(typed.get(name, "")).strip() for name in ("name", "nationality", "country", "place")}
    _short_enough(words)
    country = _country(words["country"])
    return replace(
        person,
        name=words["name"] or None,
        nationality=_country(words["nationality"]),
        country=country,
        place=_place(person.place, words["place"], country),
        child="yes" if "child" in typed.getlist("flag") else _cleared(person.child),
        fears_return="yes" if "fear_of_return" in typed.getlist("flag") else _cleared(person.fears_return),
    )


def _further(person: Person, typed: Any) -> Person:
    """The fields that a form may leave out: then they stay."""
    given = {name: str(typed[name]).strip() for name in _READ if name in typed}
    _short_enough({name: given[name] for name in given.keys() & {"platform", "last_contact"}})
    return replace(person, **{name: _READ[name](text) for name, text in given.items()})


def _place(old: Place | None, name: str, country: str | None) -> Place | None:
    if not name:
        return None
    same = old is not None and old.name == name
    return replace(old, country=country) if same and old else Place(name, "area", country)


def _cleared(said: str) -> Any:
    return "unknown" if said == "yes" else said


def _country(typed: str) -> str | None:
    return countries().asked(typed) if typed else None


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(_parts(text))


def _languages(text: str) -> tuple[str, ...]:
    tags = tuple(_parts(text))
    if not all(_TAG.fullmatch(one) for one in tags):
        raise BadInput("Write languages as codes with a comma between, such as en, th or zh-Hans.")
    return tags


def _parts(text: str) -> Iterator[str]:
    parts = [one.strip() for one in re.split("[,\u3001\uff0c\u060c]", text)]
    _short_enough(dict(enumerate(parts)))
    yield from list(dict.fromkeys(one for one in parts if one))[:MOST]


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput("Write the day as year-month-day, such as 2026-11-02. Nothing was changed.") from None


def _words(text: str) -> str | None:
    if len(text) > LONGEST_WORDS:
        raise BadInput(
            f"The words are longer than {LONGEST_WORDS} characters. Shorten them. Nothing was changed."
        )
    return text.replace("\r\n", "\n") or None


def _contacts(text: str) -> tuple[Contact, ...]:
    """One a line, "kind: value"."""
    found = []
    for line in text.splitlines()[: MOST * 2]:
        kind, colon, value = (one.strip() for one in line.partition(":"))
        if not line.strip():
            continue
        if not colon or kind.casefold() not in NETWORKS or not value:
            raise BadInput(
                f"Write one contact a line as “kind: value”. Kinds are {', '.join(sorted(NETWORKS))}."
            )
        _short_enough({kind: value})
        found.append(Contact(kind.casefold(), value))
    return tuple(found[:MOST])


_READ: Mapping[str, Any] = {
    "aliases": _aliases,
    "platform": lambda text: text or None,
    "last_contact": _day,
    "languages": _languages,
    "words": _words,
    "contacts": _contacts,
}


def _changes(before: Person, after: Person) -> Iterator[tuple[str, str]]:
    for name in Person.__dataclass_fields__:
        was, now = getattr(before, name), getattr(after, name)
        if was != now and not (name == "contacts" and _values(was) == _values(now)):
            yield name, _written(was)


def _values(contacts: tuple[Contact, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in contacts]


def _written(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_written(one) for one in value)
    if isinstance(value, Contact):
        return f"{value.kind}: {value.value}"
    return str(value.name) if isinstance(value, Place) else str(value)


def _short_enough(words: Mapping[Any, str]) -> None:
    if any(len(one) > LONGEST for one in words.values()):
        raise BadInput(f"A field is longer than {LONGEST} characters. Shorten it. Nothing was changed.")
