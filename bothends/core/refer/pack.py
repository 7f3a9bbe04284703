"""build(): what one recipient gets of one case, and nothing else. Frozen; the same in PDF, text and JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.findings import Evidence, Finding
from bothends.core.refer import redact
from bothends.core.refer.directory import Directory, Entry, Ministry, Mission
from bothends.core.refer.profiles import Profile
from bothends.core.refer.wording import Meaning, Wording
from bothends.core.report import Person

SCHEMA = "bothends.referral/1"
MOST_QUOTATIONS = 12
LONGEST_QUOTATION = 600  # characters


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the case: reference, days (ISO 8601) and the name of this desk."""

    reference: str
    made_on: str
    expires_on: str
    desk_name: str


@dataclass(frozen=True, slots=True)
class Book:
    """What the pack is written with: directory, reviewed sentences, meanings of the codes."""

    directory: Directory
    wording: Wording
    meanings: Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Recipient:
    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator or tactic as the recipient reads it."""

    code: str
    name: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """The person's words as passed on, and the signs they are the ground for."""

    text: str = field(repr=False)
    on: str | None = None  # ISO 8601 date; the hour is not given
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its code, and its source where it has one."""

    code: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A referral as it leaves. A field that the profile does not give is absent, not empty."""

    schema: str
    language: str
    frame: Frame
    recipient: Recipient
    profile: str
    status: str
    decided_by: str
    person: Mapping[str, Any] = field(repr=False)
    indicators: tuple[Sign, ...] | None
    tactics: tuple[Sign, ...] | None
    quotations: tuple[Quotation, ...] | None = field(repr=False)
    asks: tuple[Item, ...]
    donts: tuple[Item, ...]
    legal: tuple[Item, ...]
    statement: tuple[str, ...]
    no_promise: str
    acknowledge: str
    expires: str

    def to_json(self) -> bytes:
        """UTF-8 JSON, the same bytes for the same pack."""
        rows = {key: value for key, value in asdict(self).items() if value is not None}
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()

    def digest(self) -> str:
        """SHA-256 of the JSON, for the ledger."""
        return hashlib.sha256(self.to_json()).hexdigest()


def build(case: CaseFile, entry: Entry, profile: Profile, frame: Frame, book: Book) -> Pack:
    """The pack of `case` for `entry`: only the profile's fields, the reporter in none of them."""
    kind = kind_of(entry)
    if kind not in profile.kinds:
        raise BadInput("This profile does not suit the recipient. Leave it out to use the usual one.")
    words, given = book.wording, profile.fields
    indicators = [row for row in case.findings.indicators if row.code not in profile.withheld_signs]
    return Pack(
        schema=SCHEMA,
        language=words["language"],
        frame=frame,
        recipient=Recipient(entry.id, book.directory.name_of(entry), kind),
        profile=profile.code,
        status=case.status,
        decided_by=case.decided_by,
        person={code: value for code in given if (value := _field(code, case.person)) is not None},
        indicators=_signs(indicators, book) if "indicators" in given else None,
        tactics=_signs(case.findings.tactics, book) if "tactics" in given else None,
        quotations=_quotations(case, profile) if "quotations" in given else None,
        asks=_items(words["asks"][profile.code]),
        donts=_items(words["donts"]),
        legal=_items(_legal(case.person, book)),
        statement=tuple(words["statement"]),
        no_promise=words["no_promise"],
        acknowledge=words["acknowledge"].format(reference=frame.reference),
        expires=words["expires"].format(expires_on=frame.expires_on),
    )


def kind_of(entry: Entry) -> str:
    """Kind of directory entry, as routing and profiles name it."""
    if isinstance(entry, Mission):
        return "mission"
    if isinstance(entry, Ministry):
        return "consular_line" if entry.channel else "ministry"
    return "organisation"


# How each field of the person is written into a pack. What is not in this table cannot leave.
FIELDS: Mapping[str, Callable[[Person], Any]] = {
    "name": lambda person: person.name,
    "aliases": lambda person: list(person.aliases) or None,
    "nationality": lambda person: person.nationality,
    "country": lambda person: person.country,
    "place": lambda person: asdict(person.place) if person.place else None,
    "last_contact": lambda person: person.last_contact and person.last_contact[:10],
    "languages": lambda person: list(person.languages) or None,
    "child": lambda person: person.child if person.child != "unknown" else None,
    "fears_return": lambda person: person.fears_return if person.fears_return != "unknown" else None,
    "contacts": lambda person: [{"kind": c.kind, "value": c.value} for c in person.contacts] or None,
}


def _field(code: str, person: Person) -> Any:
    return FIELDS[code](person) if code in FIELDS else None


def _signs(found: Iterable[Finding], book: Book) -> tuple[Sign, ...]:
    """Each code once, with its published name; a code without a row is named by itself."""
    signs = {}
    for row in found:
        known = book.meanings.get(row.code) or Meaning(row.code.replace("_", " ").capitalize(), "", "")
        signs[row.code] = Sign(row.code, known.name, known.meaning, known.source)
    return tuple(signs.values())


def _quotations(case: CaseFile, profile: Profile) -> tuple[Quotation, ...]:
    """The other side's lines, each once, without contact details; none that a withheld sign rests on."""
    known = {row.code for row in (*case.findings.indicators, *case.findings.tactics)}
    kept = []
    for line, codes in _grounds(case).items():
        if line.speaker != "other" or codes & profile.withheld_signs:
            continue
        text = _shortened(redact.quotation(line.text, case.hide))
        kept.append(Quotation(text, line.at[:10] if line.at else None, tuple(sorted(codes & known))))
    return tuple(kept[:MOST_QUOTATIONS])


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTATION else text[: LONGEST_QUOTATION - 1].rstrip() + "…"


def _grounds(case: CaseFile) -> dict[Evidence, frozenset[str]]:
    """Every line of evidence with the codes of the signs that rest on it, disclosure lines first.

    The same words at the same time are one line, however often and with whatever spans they were found.
    """
    found = case.findings
    signs = [(row.code, line) for row in (*found.indicators, *found.tactics) for line in row.evidence]
    grounds: dict[tuple[str, str, str | None], tuple[Evidence, set[str]]] = {}
    for code, line in [("", line) for line in found.evidence] + signs:
        key = (line.text, line.speaker, line.at)
        _, codes = grounds.setdefault(key, (line, set()))
        codes.update({code}, (span[2] for span in line.spans))
    return {line: frozenset(codes) for line, codes in grounds.values()}


def _items(rows: Iterable[Mapping[str, str]]) -> tuple[Item, ...]:
    return tuple(Item(row["code"], row["text"], row.get("source", "")) for row in rows)


def _legal(person: Person, book: Book) -> list[Mapping[str, str]]:
    """Only what can bind or guide one of the two states."""
    states = {person.nationality, person.country} - {None}
    in_asean = bool(states.intersection(book.directory.rules.groups["asean"]))
    return [row for row in book.wording["legal"] if row["applies"] == "all" or in_asean]
