"""A case file from the JSON that `bothends read` prints, for a referral made at the command line."""

from __future__ import annotations

import msgspec

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.findings import Evidence, Finding, Findings, Urgency
from bothends.core.report import Contact, Person, Place


class _Contact(msgspec.Struct):
    kind: str
    value: str


class _Place(msgspec.Struct):
    name: str
    kind: str = "area"
    country: str | None = None


class _Record(msgspec.Struct):
    name: str | None = None
    aliases: list[str] = []
    contacts: list[_Contact] = []
    nationality: str | None = None
    country: str | None = None
    place: _Place | None = None
    platform: str | None = None
    last_contact: str | None = None
    languages: list[str] = []
    child: str = "unknown"
    fears_return: str = "unknown"


class _Line(msgspec.Struct):
    text: str
    speaker: str = msgspec.field(name="from", default="other")
    at: str | None = None
    spans: list[tuple[int, int, str]] = []


class _Sign(msgspec.Struct):
    code: str
    evidence: list[_Line] = []


class _Disclosure(msgspec.Struct):
    found: bool = False
    score: float = 0.0
    evidence: list[_Line] = []


class _Read(msgspec.Struct):
    record: _Record
    disclosure: _Disclosure = msgspec.field(default_factory=_Disclosure)
    indicators: list[_Sign] = []
    tactics: list[_Sign] = []


def from_read(content: bytes, *, code: str, hide: tuple[str, ...] = ()) -> CaseFile:
    """The object `bothends read --json` prints, as a case file. Raises BadInput naming the wrong key."""
    try:
        read = msgspec.json.decode(content, type=_Read)
    except msgspec.ValidationError as wrong:
        before, _, where = str(wrong).rpartition("`$")
        where = where.strip("`. ") if before and where.strip("`. ") else "the top"
        raise BadInput(f"The case file is wrong at {where}. Make it with `bothends read --json`.") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadInput("The case file is not JSON. Make it with `bothends read --json`.") from None
    findings = Findings(
        found=read.disclosure.found,
        score=read.disclosure.score,
        evidence=_lines(read.disclosure.evidence),
        indicators=_signs(read.indicators),
        tactics=_signs(read.tactics),
        urgency=Urgency(),
    )
    return CaseFile(code=code, person=_person(read.record), findings=findings, hide=hide)


def _person(record: _Record) -> Person:
    for answer in (record.child, record.fears_return):
        if answer not in ("yes", "no", "unknown"):
            raise BadInput("In the case file, child and fears_return must be yes, no or unknown.")
    place = record.place
    return Person(
        name=record.name,
        aliases=tuple(record.aliases),
        contacts=tuple(Contact(contact.kind, contact.value) for contact in record.contacts),
        nationality=record.nationality,
        country=record.country,
        place=Place(place.name, place.kind, place.country) if place else None,
        platform=record.platform,
        last_contact=record.last_contact,
        languages=tuple(record.languages),
        child=record.child,  # type: ignore[arg-type]  # checked above
        fears_return=record.fears_return,  # type: ignore[arg-type]  # checked above
    )


def _signs(signs: list[_Sign]) -> tuple[Finding, ...]:
    return tuple(Finding(sign.code, _lines(sign.evidence)) for sign in signs)


def _lines(lines: list[_Line]) -> tuple[Evidence, ...]:
    """A line whose writer is not plainly the other side counts as the reporter's, so it never leaves."""
    return tuple(
        Evidence(line.text, "other" if line.speaker == "other" else "reporter", line.at, tuple(line.spans))
        for line in lines
    )
