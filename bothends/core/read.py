"""The one sentence all doors share: recognise the chat → gather → find → extract → minimise.

bytes or text → Transcript → the lines that matter, with their side → Findings + Person → Reading
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bothends.core.assess.disclosure import assess
from bothends.core.assess.ears import Ears
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.record import Said, Tables, extract
from bothends.core.assess.sieve import Sieve
from bothends.core.findings import Evidence, Findings, Line, Speaker
from bothends.core.gather import Gathered, gather
from bothends.core.intake import bubbles, recognise
from bothends.core.intake.source import Bytes
from bothends.core.intake.transcript import Message, Transcript
from bothends.core.minimise import kept_lines, minimise, minimise_lines
from bothends.core.report import Dropped, Person


@dataclass(frozen=True)
class Shelf:
    """The reviewed rows that reading needs, loaded once by whoever calls."""

    lexicon: Lexicon = field(repr=False)
    tables: Tables = field(repr=False)
    ears: Ears | None = field(default=None, repr=False)  # None: the lexicon alone

    @cached_property
    def sieve(self) -> Sieve:
        """What tells lines worth reading from the rest, made of the same rows."""
        return Sieve(self.lexicon, self.tables)


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
    record_evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict, repr=False)


def read_bytes(content: bytes | Bytes, shelf: Shelf, *, name: str = "", me: str | None = None) -> Reading:
    """Read a chat export. `name` is the file's name, a hint for the counterpart only. Raises Unreadable."""
    return read(recognise.read_chat(content, name=name), shelf, me=me)


def read_text(text: str, shelf: Shelf, *, me: str | None = None) -> Reading:
    """Read a pasted chat or a plain account. Raises Unreadable."""
    return read(recognise.read_text(text), shelf, me=me)


def read(transcript: Transcript, shelf: Shelf, *, me: str | None = None) -> Reading:
    """Find, extract and minimise. `me` is the reporter's own name in the chat, if they told it."""
    chat = gather(transcript, shelf.lexicon, lambda: shelf.sieve)
    sides = _sides(transcript, chat, shelf.lexicon, me)
    lines = [_line(number, one, sides) for number, one in chat.in_order()]
    findings = assess(lines, shelf.lexicon, shelf.ears, total=chat.counts["text"])
    extracted = _extract(transcript, chat, lines, findings, sides, shelf)
    mine = [name for name, side in sides.items() if side == "reporter"]
    small = minimise(findings, hide=mine)
    kept = kept_lines(small)
    return Reading(
        format=transcript.format,
        language=extracted.person.languages[0] if extracted.person.languages else None,
        messages=chat.counts["text"],
        kept=kept,
        findings=small,
        person=extracted.person,
        dropped=Dropped(
            messages=chat.counts["text"] - kept, media=chat.counts["media"], system=chat.counts["system"]
        ),
        notes=transcript.notes,
        candidates=extracted.candidates,
        record_evidence=minimise_lines(extracted.evidence, hide=mine),
    )


def _extract(
    transcript: Transcript,
    chat: Gathered,
    lines: Sequence[Line],
    findings: Findings,
    sides: dict[str, Speaker],
    shelf: Shelf,
) -> Said:
    told = {(one.at, one.text) for one in findings.evidence}
    near = [line.number for line in lines if line.number is not None and (line.at, line.text) in told]
    others = [name for name, side in sides.items() if side == "other"]
    theirs = [name for name in chat.samples if sides.get(name or "") != "reporter"]
    return extract(
        lines,
        shelf.tables,
        near=near,
        display_name=others[0] if len(others) == 1 and transcript.format != bubbles.FORMAT else None,
        format=transcript.format,
        number=transcript.number,
        samples=[text for name in theirs or chat.samples for text in chat.samples[name]],
        last=_last(chat, sides),
    )


def _last(chat: Gathered, sides: dict[str, Speaker]) -> str | None:
    """The day of the other side's last words; None where nobody knows which side that is."""
    days = [at.date().isoformat() for name, at in chat.last.items() if sides.get(name or "") == "other"]
    return max(days, default=None)


def _sides(transcript: Transcript, chat: Gathered, lexicon: Lexicon, me: str | None) -> dict[str, Speaker]:
    """Who in this chat is the reporter. What the format says wins; else of two, the one who discloses."""
    senders = chat.senders
    mine = _mine(transcript, senders, me)
    if mine is None and len(senders) == 2:
        mine = _quieter(chat, senders, lexicon)
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


def _quieter(chat: Gathered, senders: Sequence[str], lexicon: Lexicon) -> str | None:
    """Of two unnamed sides the one whose words disclose less; None when neither or both do alike."""
    scores = {}
    for name in senders:
        own = [Line(text=one.text, speaker="other") for _, one in chat.in_order() if one.sender == name]
        found = assess(own, lexicon, total=chat.counts["text"])
        scores[name] = (found.found, found.score)
    first, second = senders
    if scores[first] == scores[second]:
        return None
    return min(senders, key=lambda name: scores[name])


def _line(number: int, message: Message, sides: dict[str, Speaker]) -> Line:
    at = message.at.isoformat(timespec="seconds") if message.at else None
    return Line(text=message.text, speaker=sides.get(message.sender or ""), at=at, number=number)
