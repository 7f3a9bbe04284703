"""build(): what one recipient gets of one case, and nothing else. Frozen; the same in PDF, text and JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bothends.core.case import CaseFile
from bothends.core.crypto.receipt import grouped
from bothends.core.errors import BadInput
from bothends.core.findings import Evidence, Finding
from bothends.core.refer import redact
from bothends.core.refer.directory import Directory, Entry, Ministry, Mission
from bothends.core.refer.profiles import Profile
from bothends.core.refer.standards import ILO, instruments
from bothends.core.refer.summary import Summary, summary_for
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
    answer_code: str = ""  # 25 digits with which the recipient acknowledges; empty without a desk behind it
    answer_at: str = ""  # address of the public page where it is typed


@dataclass(frozen=True, slots=True)
class Book:
    """What the pack is written with: directory, reviewed sentences, meanings of the codes, summaries by state."""

    directory: Directory
    wording: Wording
    meanings: Mapping[str, Meaning]
    summaries: Mapping[str, Summary] = field(default_factory=dict, repr=False)


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
    ilo: tuple[str, ...] = ()  # names of the ILO indicators it stands under
    legal: tuple[str, ...] = ()  # codes of the instruments named in this pack


@dataclass(frozen=True, slots=True)
class Quotation:
    """The person's words as passed on, and the signs they are the ground for."""

    text: str = field(repr=False)
    on: str | None = None  # ISO 8601 date; the hour is not given
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its code, and its source where it has one. `mark` K: general knowledge, not read for this."""

    code: str
    text: str
    source: str = ""
    mark: str = ""


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
    said_by: Mapping[str, str]  # field of the person: passed_on, or corrected (by this desk)
    indicators: tuple[Sign, ...] | None
    tactics: tuple[Sign, ...] | None
    quotations: tuple[Quotation, ...] | None = field(repr=False)
    asks: tuple[Item, ...]
    donts: tuple[Item, ...]
    legal: tuple[Item, ...]
    statement: tuple[str, ...]
    no_promise: str
    acknowledge: tuple[str, ...]
    expires: str
    also_in: str | None = None  # BCP 47: the language of the summary beside the English

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
    legal = _legal(case.person, book)
    person = {code: value for code in given if (value := _field(code, case.person)) is not None}
    signs = Signs(book, profile.withheld_signs, frozenset(row["code"] for row in legal))
    summary = summary_for(entry, book.summaries)
    return Pack(
        schema=SCHEMA,
        language=words["language"],
        frame=frame,
        recipient=Recipient(entry.id, book.directory.name_of(entry), kind),
        profile=profile.code,
        status=case.status,
        decided_by=case.decided_by,
        person=person,
        said_by=_said_by(person, case),
        indicators=signs.of(case.findings.indicators) if "indicators" in given else None,
        tactics=signs.of(case.findings.tactics) if "tactics" in given else None,
        quotations=_quotations(case, profile) if "quotations" in given else None,
        asks=_items(words["asks"][profile.code]),
        donts=_items(words["donts"]),
        legal=_items(legal),
        statement=tuple(words["statement"]),
        no_promise=words["no_promise"],
        acknowledge=_acknowledge(frame, words),
        expires=words["expires"].format(expires_on=frame.expires_on),
        also_in=summary.language if summary else None,
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


def _said_by(person: Iterable[str], case: CaseFile) -> dict[str, str]:
    """Whose word each field is: the person's as a third party passed it on, or a correction made at this desk."""
    corrected = {row.name for row in case.corrections}
    return {code: "corrected" if code in corrected else "passed_on" for code in person}


def _acknowledge(frame: Frame, words: Wording) -> tuple[str, ...]:
    """By code where a desk stands behind the pack, else by the reference alone."""
    by_reference = words["acknowledge"].format(reference=frame.reference)
    if not frame.answer_code:
        return (by_reference,)
    by_code = words["acknowledge_code"].format(code=grouped(frame.answer_code))
    where = words["acknowledge_page"].format(address=frame.answer_at) if frame.answer_at else ""
    return tuple(one for one in (by_code, where, words["acknowledge_phone"], by_reference) if one)


@dataclass(frozen=True, slots=True)
class Signs:
    """How findings become signs: the published names, what is withheld, which instruments this pack names."""

    book: Book
    withheld: frozenset[str]
    legal: frozenset[str]

    def of(self, found: Iterable[Finding]) -> tuple[Sign, ...]:
        """Each code once, with its published name; a code without a row is named by itself."""
        return tuple(
            self._sign(code) for code in dict.fromkeys(row.code for row in found) if code not in self.withheld
        )

    def _sign(self, code: str) -> Sign:
        known = self._meaning(code)
        ilo = tuple(self._meaning(one).name for one in ILO.get(code, ()))
        legal = tuple(one for one in instruments(code) if one in self.legal)
        return Sign(code, known.name, known.meaning, known.source, ilo, legal)

    def _meaning(self, code: str) -> Meaning:
        return self.book.meanings.get(code) or Meaning(code.replace("_", " ").capitalize(), "", "")


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
    return tuple(Item(row["code"], row["text"], row.get("source", ""), row.get("mark", "")) for row in rows)


def _legal(person: Person, book: Book) -> list[Mapping[str, str]]:
    """Only what can bind or guide one of the two states."""
    states = {person.nationality, person.country} - {None}
    in_asean = bool(states.intersection(book.directory.rules.groups["asean"]))
    return [row for row in book.wording["legal"] if row["applies"] == "all" or in_asean]
