"""Findings and records as the desk's pages show them: names beside codes, marked words, nothing decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bothends.core.case import CaseFile, Correction
from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer.wording import Meaning
from bothends.core.report import Person
from bothends.data.shelf import countries, draft_rules, meanings
from bothends.web.wording import say

Also = Mapping[str, tuple[str, ...]]
NOTHING: Also = {}
DISTRESSING = frozenset(
    {
        "physical_sexual_violence",
        "organ_threat",
        "witness_violence",
        "dark_room",
        "escape_punished",
        "suicidal_words",
        "threat_of_death",
    }
)
CONTACT = "contacts"
# The names of the record's fields, where a correction is listed.
FIELDS = {
    "name": "Name they gave",
    "aliases": "Other names",
    "contacts": "Contact details",
    "nationality": "Nationality they said",
    "country": "Country they said they are in",
    "place": "Place they named",
    "platform": "Met on",
    "last_contact": "Last heard from",
    "languages": "Languages",
    "child": "Under 18",
    "fears_return": "Afraid of their own state",
    "words": "The reporter's words",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `codes` names the rules that spoke on it, and how they heard it."""

    text: str = field(repr=False)
    codes: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A kept line, cut where marks begin and end. `folded`: distressing, shown when asked."""

    at: str
    speaker: str
    pieces: tuple[Piece, ...] = field(repr=False)
    folded: bool = False
    before: tuple[str, ...] = field(default=(), repr=False)
    after: tuple[str, ...] = field(default=(), repr=False)
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator or tactic with its published meaning, source and lines."""

    name: str
    meaning: str
    source: str
    lines: tuple[ShownLine, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """Both columns of the report page, side by side and of equal rank (P3)."""

    disclosure: tuple[ShownLine, ...] = field(repr=False)
    indicators: tuple[Sign, ...]
    tactics: tuple[Sign, ...]
    advice: tuple[str, ...]
    urgency: str
    reasons: tuple[str, ...]


def findings_shown(findings: Findings) -> Shown:
    """Everything the report and case pages show of the findings, in English."""
    table = meanings()
    return Shown(
        disclosure=tuple(_line(one) for one in findings.evidence),
        indicators=tuple(_sign(one, table) for one in findings.indicators),
        tactics=tuple(_sign(one, table) for one in findings.tactics),
        advice=tuple(say(f"advice.{code}", "en") for code in findings.advice),
        urgency=findings.urgency.level,
        reasons=tuple(one.replace("_", " ") for one in findings.urgency.reasons),
    )


def person_shown(person: Person, also: Also = NOTHING) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The minimum record as label, value and what was said as well; contact details only as a count (P1)."""
    place = f"{person.place.name} ({person.place.kind})" if person.place else ""
    rows = (
        ("Name they gave", person.name or ""),
        ("Other names", ", ".join(person.aliases)),
        ("Nationality they said", _country(person.nationality)),
        ("Country they said they are in", _country(person.country)),
        ("Place they named", place),
        ("Languages", ", ".join(person.languages)),
        ("Met on", person.platform or ""),
        ("Last heard from", person.last_contact or ""),
        ("Under 18", "" if person.child == "unknown" else person.child),
        ("Afraid of their own state", "" if person.fears_return == "unknown" else person.fears_return),
    )
    others = {FIELDS[name]: values for name, values in also_shown(also).items()}
    return tuple((label, value or "not said", others.get(label, ())) for label, value in rows)


def also_shown(also: Also) -> dict[str, tuple[str, ...]]:
    """Further values that were said, countries by name, for a member to choose from."""
    return {
        name: tuple(countries().name(one) if name in {"nationality", "country"} else one for one in values)
        for name, values in also.items()
        if name in FIELDS and name != CONTACT
    }


def corrections_shown(file: CaseFile) -> tuple[tuple[str, Correction], ...]:
    """What members changed, latest first. A contact that stood there before stays closed (P1)."""
    return tuple(
        (FIELDS.get(one.name, one.name), replace(one, was="not shown here") if one.name == CONTACT else one)
        for one in reversed(file.corrections)
    )


def draft_languages(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of a record's languages whose rules no native speaker has read yet."""
    drafts = draft_rules()
    return tuple(one for one in languages if one in drafts)


def _country(code: str | None) -> str:
    return f"{countries().name(code)} ({code})" if code else ""


def _sign(finding: Finding, table: Mapping[str, Meaning]) -> Sign:
    known = table.get(finding.code) or Meaning(finding.code.replace("_", " ").capitalize(), "", "")
    return Sign(known.name, known.meaning, known.source, tuple(_line(one) for one in finding.evidence))


def _line(line: Evidence) -> ShownLine:
    codes = {code for _, _, code in line.spans}
    at = (line.at or "").replace("T", " ")[:16]
    return ShownLine(
        at,
        line.speaker,
        tuple(pieces(line)),
        folded=bool(codes & DISTRESSING),
        before=line.before,
        after=line.after,
        heard=_heard(codes, frozenset(line.similar)),
    )


def _heard(codes: frozenset[str] | set[str], similar: frozenset[str]) -> str:
    """Which layer spoke: phrases of the rules, or wording that resembles what was said before."""
    if not similar:
        return ""
    return (
        "heard by similar wording, not by a phrase" if codes <= similar else "partly heard by similar wording"
    )


def pieces(line: Evidence) -> Iterator[Piece]:
    """Cut a line at every span's edge, so that overlapping marks stay well-formed."""
    edges = {0, len(line.text)} | {edge for a, b, _ in line.spans for edge in (a, b)}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(line.text))
    for start, end in pairwise(ordered):
        codes = sorted({code for a, b, code in line.spans if a <= start and end <= b})
        yield Piece(line.text[start:end], " ".join(codes).replace("_", " "))
