"""The one sentence all doors share: recognise the chat → find → extract → minimise.

bytes or text → Transcript → lines with their side → Findings + Person → Reading
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.disclosure import assess
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.record import Said, Tables, extract
from bothends.core.assess.semantic import Encoder
from bothends.core.findings import Findings, Line, Speaker
from bothends.core.intake import recognise
from bothends.core.intake.transcript import Message, Transcript
from bothends.core.minimise import kept_lines, minimise
from bothends.core.report import Dropped, Person


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reviewed rows that reading needs, loaded once by whoever calls."""

    lexicon: Lexicon = field(repr=False)
    tables: Tables = field(repr=False)
    encoder: Encoder | None = field(default=None, repr=False)  # the extra `semantic`; None: the lexicon alone


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a chat or a text. Everything else is gone when this is returned."""

    format: str
    language: str | None  # BCP 47, of the disclosure or else of the other side
    messages: int
    kept: int
    findings: Findings
    person: Person
    dropped: Dropped
    notes: tuple[str, ...] = ()
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


def read_bytes(content: bytes, shelf: Shelf, *, name: str = "", me: str | None = None) -> Reading:
    """Read a chat export. `name` is the file's name, a hint for the counterpart only. Raises Unreadable."""
    return read(recognise.read_chat(content, name=name), shelf, me=me)


def read_text(text: str, shelf: Shelf, *, me: str | None = None) -> Reading:
    """Read a pasted chat or a plain account. Raises Unreadable."""
    return read(recognise.read_text(text), shelf, me=me)


def read(transcript: Transcript, shelf: Shelf, *, me: str | None = None) -> Reading:
    """Find, extract and minimise. `me` is the reporter's own name in the chat, if they told it."""
    said = [one for one in transcript.messages if one.kind == "text"]
    sides = _sides(transcript, said, shelf.lexicon, me)
    lines = [_line(one, sides) for one in said]
    findings = assess(lines, shelf.lexicon, shelf.encoder)
    extracted = _extract(transcript, lines, findings, sides, shelf)
    small = minimise(findings, hide=[name for name, side in sides.items() if side == "reporter"])
    kinds = Counter(one.kind for one in transcript.messages)
    kept = kept_lines(small)
    return Reading(
        format=transcript.format,
        language=extracted.person.languages[0] if extracted.person.languages else None,
        messages=kinds["text"],
        kept=kept,
        findings=small,
        person=extracted.person,
        dropped=Dropped(messages=kinds["text"] - kept, media=kinds["media"], system=kinds["system"]),
        notes=transcript.notes,
        candidates=extracted.candidates,
    )


def _extract(
    transcript: Transcript, lines: Sequence[Line], findings: Findings, sides: dict[str, Speaker], shelf: Shelf
) -> Said:
    told = {(one.at, one.text) for one in findings.evidence}
    near = [number for number, line in enumerate(lines) if (line.at, line.text) in told]
    others = [name for name, side in sides.items() if side == "other"]
    return extract(
        lines,
        shelf.tables,
        near=near,
        display_name=others[0] if len(others) == 1 else None,
        format=transcript.format,
    )


def _sides(
    transcript: Transcript, said: Sequence[Message], lexicon: Lexicon, me: str | None
) -> dict[str, Speaker]:
    """Who in this chat is the reporter. What the format says wins; else of two, the one who discloses."""
    senders = list(dict.fromkeys(one.sender for one in said if one.sender is not None))
    mine = _mine(transcript, senders, me)
    if mine is None and len(senders) == 2:
        mine = _quieter(said, senders, lexicon)
    if mine is None:
        return {}
    return {name: "reporter" if name == mine else "other" for name in senders}


def _mine(transcript: Transcript, senders: Sequence[str], me: str | None) -> str | None:
    for named in (me, transcript.owner):
        if named in senders:
            return named
    if transcript.other in senders and len(senders) == 2:
        return next(one for one in senders if one != transcript.other)
    return None


def _quieter(said: Sequence[Message], senders: Sequence[str], lexicon: Lexicon) -> str | None:
    """Of two unnamed sides the one whose words disclose less; None when neither or both do alike."""
    scores = {}
    for name in senders:
        own = [Line(text=one.text, speaker="other") for one in said if one.sender == name]
        found = assess(own, lexicon)
        scores[name] = (found.found, found.score)
    first, second = senders
    if scores[first] == scores[second]:
        return None
    return min(senders, key=lambda name: scores[name])


def _line(message: Message, sides: dict[str, Speaker]) -> Line:
    at = message.at.isoformat(timespec="seconds") if message.at else None
    return Line(text=message.text, speaker=sides.get(message.sender or ""), at=at)
