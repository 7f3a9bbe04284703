"""iMessage, as imessage-exporter writes text: a time, below it the sender, below it the words, then a blank line.

Shape from that program's own code. Answers stand indented under what they answer and come again on their
own, marked as answers: they are read where they first stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bothends.core.intake.dates import resolve
from bothends.core.intake.entries import head
from bothends.core.intake.source import LINE_COSTS, LONGEST_MESSAGE, Source, bare, senders_of, two_sides
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

_TIME = r"(?P<stamp>[A-Z][a-z]{2} \d{1,2}, \d{4} {1,2}\d{1,2}:\d\d:\d\d [AP]M)"
_OPENED = re.compile(rf"(?P<indent> *){_TIME}(?: \((?:Read|Delivered) .{{1,80}}\))?")
_NOTICE = re.compile(rf"{_TIME} (?P<text>.+)")
_EDITED = re.compile(rf"(?:{_TIME}|Edited .{{1,60}} later:|Edited:) (?P<text>.*)", re.DOTALL)
_PATH = re.compile(
    r"(?:~?/|attachments/|[A-Za-z]:\\|\.{1,2}/)[^\n]{1,300}\.\w{2,8}"
    r"|Attachment missing!|Attachment(?: does not exist)?: .{0,200}"
    r"|[\w-]{1,80}\.(?:heic|jpe?g|png|gif|mov|mp4|caf|m4a|amr|pdf|vcf|pluginPayloadAttachment)",
    re.IGNORECASE,
)
_ANSWERED = "This message responded to an earlier message."
_REMARK = re.compile(r"Sent with [A-Z][A-Za-z ]{2,30}")
_TAPBACKS = frozenset({"Tapbacks:", "Reactions:"})
_TAPBACK = re.compile(
    r"(?:Loved|Liked|Disliked|Laughed|Emphasized|Questioned|Reacted .{1,12}|\S{1,12}) by .{1,100}"
    r"|Sticker from .{1,300}"
)
_GONE = re.compile(
    r".{1,100} (?:unsent (?:a|this) message(?: part)?|deleted a message)\b.{0,80}"
    r"|SharePlay Message|Ended|.{1,100} (?:started|stopped) sharing.{0,60}"
)
OWN = "Me"


@dataclass(slots=True)
class _Block:
    """A time line and all below it up to the next."""

    stamp: str
    indent: int
    lines: list[str] = field(default_factory=list, repr=False)


def looks_like(source: Source) -> bool:
    """A time alone on the first line with words on it, and a sender under it."""
    lines = head(source)
    if len(lines) < 2 or not (_OPENED.fullmatch(lines[0]) or _NOTICE.fullmatch(lines[0])):
        return False
    at = next((number for number, line in enumerate(lines) if _OPENED.fullmatch(line)), None)
    return at is not None and at + 1 < len(lines) and not _OPENED.fullmatch(lines[at + 1])


def read_txt(source: Source) -> Transcript:
    """Every message once; tapbacks and read receipts are no messages."""
    messages = Again(lambda: messages_in(source.lines()))
    senders = senders_of(messages)
    owner, other = two_sides(senders, owner=OWN if OWN in senders else None, other=None)
    return Transcript("imessage_txt", messages, owner=owner, other=other)


def messages_in(lines: Iterable[str]) -> Iterator[Message]:
    """Messages in the order of the file; an answer that was read indented is not read again."""
    early: Counter[tuple[str, str, str]] = Counter()
    for block in _blocks(lines):
        if isinstance(block, Message):
            yield block
            continue
        sender, body, answered = _parts(block)
        key = (block.stamp, sender, body)
        if block.indent:
            early[key] += 1
        elif answered and early[key]:
            early[key] -= 1
            continue
        yield _message(block.stamp, sender, body)


def _blocks(lines: Iterable[str]) -> Iterator[_Block | Message]:
    current: _Block | None = None
    blank = True
    room = LONGEST_MESSAGE
    for line in lines:
        match = _OPENED.fullmatch(line)
        room = LONGEST_MESSAGE if match else room - len(line) - LINE_COSTS
        if current and room < 0:  # too long to hold: the rest is another message of the same sender and time
            yield current
            current, room = _Block(current.stamp, current.indent, current.lines[:1]), LONGEST_MESSAGE
        notice = _NOTICE.fullmatch(line) if blank and not match else None
        blank = not line.strip()
        if match or notice:
            yield from [current] if current else []
            current = _Block(match["stamp"], len(match["indent"])) if match else None
        if notice:
            yield Message(_when(notice["stamp"]), None, notice["text"], "system")
        elif current and not match:
            current.lines.append(line)
        elif not match and not blank:
            yield Message(None, None, line)  # above the first time: kept, nobody's
    yield from [current] if current else []


def _parts(block: _Block) -> tuple[str, str, bool]:
    """(sender, words, whether this is marked as an answer)."""
    lines = [line[block.indent :] if line[: block.indent].isspace() else line for line in block.lines]
    while lines and not lines[-1].strip():
        lines.pop()
    answered = _ANSWERED in lines[1:]
    body = [line for line in lines[1:] if line != _ANSWERED and not _REMARK.fullmatch(line)]
    sender = bare(lines[0]) if lines else ""
    return sender, "\n".join(_edited(list(_without_tapbacks(body)))).strip("\n"), answered


def _without_tapbacks(lines: list[str]) -> Iterator[str]:
    listing = False
    for line in lines:
        if line in _TAPBACKS:
            listing = True
        elif listing and (not line.strip() or _TAPBACK.fullmatch(line.strip())):
            continue
        else:
            listing = False
            yield line


def _edited(lines: list[str]) -> list[str]:
    """Of a text that was changed, the last form only."""
    first = _EDITED.fullmatch(lines[0]) if lines else None
    if not first or not first["stamp"]:
        return lines
    last = max(number for number, line in enumerate(lines) if _EDITED.fullmatch(line))
    final = _EDITED.fullmatch(lines[last])
    return [final["text"] if final else "", *lines[last + 1 :]]


def is_gone(text: str) -> bool:
    """Whether the app tells here of something that is no message, such as one taken back."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and len(text) < 300 and all(_GONE.fullmatch(line) for line in lines)


def _message(stamped: str, sender: str, body: str) -> Message:
    kind: Kind = "text"
    lines = [line for line in body.split("\n") if line.strip()]
    if is_gone(body):
        kind = "system"
    elif not lines or all(_PATH.fullmatch(line) for line in lines):
        kind = "media"
    return Message(_when(stamped), None if kind == "system" else sender or None, body or "[media]", kind)


def _when(text: str) -> datetime | None:
    found = remembered(" ".join(text.split()))
    day = resolve(found.written, "dmy") if found else None
    return datetime.combine(day, found.clock) if found and day else None
