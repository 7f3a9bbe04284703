"""Findings and records as the desk's pages show them: names beside codes, marked words, nothing decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer.wording import Meaning
from bothends.core.report import Person
from bothends.data.shelf import countries, meanings
from bothends.web.wording import say

DISTRESSING = frozenset(
    {
        "physical_sexual_violence",
        "organ_threat",
        "witness_violence",
        "dark_room",
        "escape_punished",
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `codes` names the rules that spoke on it."""

    text: str = field(repr=False)
    codes: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A kept line, cut where marks begin and end. `folded`: distressing, shown when asked."""

    at: str
    speaker: str
    pieces: tuple[Piece, ...] = field(repr=False)
    folded: bool = False


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


def person_shown(person: Person) -> tuple[tuple[str, str], ...]:
    """The minimum record as label and value; contact details only as a count (P1)."""
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
    return tuple((label, value or "not said") for label, value in rows)


def _country(code: str | None) -> str:
    return f"{countries().name(code)} ({code})" if code else ""


def _sign(finding: Finding, table: Mapping[str, Meaning]) -> Sign:
    known = table.get(finding.code) or Meaning(finding.code.replace("_", " ").capitalize(), "", "")
    return Sign(known.name, known.meaning, known.source, tuple(_line(one) for one in finding.evidence))


def _line(line: Evidence) -> ShownLine:
    codes = {code for _, _, code in line.spans}
    at = (line.at or "").replace("T", " ")[:16]
    return ShownLine(at, line.speaker, tuple(pieces(line)), folded=bool(codes & DISTRESSING))


def pieces(line: Evidence) -> Iterator[Piece]:
    """Cut a line at every span's edge, so that overlapping marks stay well-formed."""
    edges = {0, len(line.text)} | {edge for a, b, _ in line.spans for edge in (a, b)}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(line.text))
    for start, end in pairwise(ordered):
        codes = sorted({code for a, b, code in line.spans if a <= start and end <= b})
        yield Piece(line.text[start:end], " ".join(codes).replace("_", " "))
