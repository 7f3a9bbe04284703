"""WhatsApp text exports, Android and iOS, and lines copied out of WhatsApp Web.

Android writes `DATE, TIME - Name: text`; iOS and the Web write `[DATE, TIME] Name: text`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from bothends.core.intake.dates import Order, resolve, settle
from bothends.core.intake.phrases import deleted_by_owner, kind_of, without_edit_mark
from bothends.core.intake.source import MARK, MARKS, Source, bare, senders_of, two_sides
from bothends.core.intake.stamps import Stamp, read_stamp
from bothends.core.intake.transcript import Kind, Message, Transcript

LONGEST_NAME = 100  # a longer "name" is a sentence with a colon in it

_BRACKET = re.compile(rf"{MARK}\[([^\[\]\n]{{6,60}})\]{MARK}[ \u00a0\u202f]?(.*)", re.DOTALL)
_DASH = re.compile(rf"{MARK}(\w[^\n]{{5,48}}?)[ \u00a0\u202f]{MARK}[-–][ \u00a0\u202f](.*)", re.DOTALL)
_NAMED = re.compile(r"([^\n]{1,110}?):(?: |$)(.*)", re.DOTALL)
_SNIFFED_LINES = 200


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a message: its stamp and what follows. Quoted headers have another `shape`."""

    stamp: Stamp
    rest: str = field(repr=False)
    bracket: bool

    @property
    def shape(self) -> tuple[object, ...]:
        return (self.bracket, *self.stamp.shape)


@dataclass(slots=True)
class Chunk:
    """A header and every line that belongs to it."""

    header: Header
    lines: list[str] = field(repr=False)


def read_header(line: str) -> Header | None:
    """The header this line starts with, or None. Cheap for the many lines that have none."""
    start = line.lstrip(MARKS)[:1]
    if not (start == "[" or start.isalnum()):
        return None
    bracket = start == "["
    match = (_BRACKET if bracket else _DASH).fullmatch(line)
    stamp = read_stamp(match[1]) if match else None
    return Header(stamp, match[2], bracket) if match and stamp else None


def own_shape(lines: Iterable[str]) -> tuple[object, ...] | None:
    """How this file writes its headers: as its first line does, else as most of its headers do."""
    headers = [read_header(line) for line in lines if line.strip()]
    if headers and headers[0]:
        return headers[0].shape
    shapes = Counter(header.shape for header in headers if header)
    return shapes.most_common(1)[0][0] if shapes else None


def split(lines: Sequence[str]) -> tuple[list[str], list[Chunk]]:
    """(lines before the first header, messages). A header in another shape is quoted text."""
    shape = own_shape(islice(lines, _SNIFFED_LINES)) or own_shape(lines)
    before: list[str] = []
    chunks: list[Chunk] = []
    for line in lines:
        header = read_header(line)
        if header and header.shape == shape:
            chunks.append(Chunk(header, [header.rest]))
        else:
            (chunks[-1].lines if chunks else before).append(line)
    return before, chunks


def split_sender(rest: str) -> tuple[str | None, str]:
    """(name, text), or (None, all of it) for a line the app itself wrote."""
    match = _NAMED.fullmatch(rest)
    name = bare(match[1]) if match else ""
    if not match or not name or len(name) > LONGEST_NAME or _inside_quotes(match[1]):
        return None, rest
    return bare(name.removeprefix("~")) or name, match[2]


def _inside_quotes(name: str) -> bool:
    # `Ana created group "Plan: money"` has its colon inside quotes; names do not.
    return name.count('"') % 2 == 1 or name.count("“") > name.count("”") or name.count("«") > name.count("»")


def looks_like(source: Source, *, bracket: bool) -> bool:
    """Whether the file opens with headers of this kind and someone speaks in it."""
    lines = [line for line in islice(source.lines(), _SNIFFED_LINES) if line.strip()]
    shape = own_shape(lines)
    if shape is None or shape[0] is not bracket:
        return False
    headers = [header for line in lines if (header := read_header(line)) and header.shape == shape]
    opens = read_header(lines[0]) is not None
    return (opens or len(headers) > 1) and any(split_sender(header.rest)[0] for header in headers)


def looks_android(source: Source) -> bool:
    return looks_like(source, bracket=False)


def looks_ios(source: Source) -> bool:
    """Brackets and seconds, or a day before the time: the Web's copies put a time without seconds first."""
    return looks_like(source, bracket=True) and not looks_web(source)


def looks_web(source: Source) -> bool:
    shape = own_shape(islice(source.lines(), _SNIFFED_LINES))
    return shape is not None and shape[:2] == (True, "time_date") and "seconds" not in shape


def read_android(source: Source) -> Transcript:
    return read_lines(source, code="whatsapp_android")


def read_ios(source: Source) -> Transcript:
    return read_lines(source, code="whatsapp_ios")


def read_lines(source: Source, *, code: str) -> Transcript:
    """Every header a message, every other line part of the message above it."""
    before, chunks = split(source.lines())
    order = settle([chunk.header.stamp.written for chunk in chunks])
    messages = [_message(chunk, order) for chunk in chunks]
    lead = "\n".join(before).strip("\n")
    if lead.strip(MARKS + " \n"):
        messages.insert(0, Message(None, None, lead))
    unknown = any(resolve(chunk.header.stamp.written, order) is None for chunk in chunks)
    owner, other = _sides(source, chunks, messages)
    notes = ("day_month_unknown",) if unknown else ()
    return Transcript(code, tuple(messages), owner=owner, other=other, notes=notes)


def _message(chunk: Chunk, order: Order | None) -> Message:
    stamp = chunk.header.stamp
    day = resolve(stamp.written, order)
    at = datetime.combine(day, stamp.clock) if day else None
    sender, text = split_sender("\n".join(chunk.lines).rstrip("\n"))
    if sender is None:
        return Message(at, None, text.strip(MARKS), "system")
    kind = _marked_kind(text) if chunk.header.bracket else kind_of(text)
    text = without_edit_mark(text.lstrip("\u200e"))
    return Message(at, None if kind == "system" else sender, text, kind)


def _marked_kind(text: str) -> Kind:
    """iOS marks what the app wrote with U+200E; a shared place or number must still be read."""
    kind = kind_of(text)
    written_by_app = kind == "text" and text.startswith("\u200e") and "\n" not in text
    return "system" if written_by_app and not any(c.isdigit() for c in text) else kind


def _sides(
    source: Source, chunks: Sequence[Chunk], messages: Sequence[Message]
) -> tuple[str | None, str | None]:
    named = [split_sender("\n".join(chunk.lines)) for chunk in chunks]
    owners = {name for name, text in named if name and len(text) < 60 and deleted_by_owner(text)}
    owner = owners.pop() if len(owners) == 1 else None
    senders = senders_of(messages)
    other = _named_by_file(source.names, senders) or _named_by_notice(named, senders)
    return two_sides(messages, owner=owner, other=other)


def _named_by_notice(named: Sequence[tuple[str | None, str]], senders: Sequence[str]) -> str | None:
    """iOS opens a chat of two with the app's own notice under the counterpart's name."""
    if len(senders) != 2 or not named or not named[0][1].startswith("\u200e"):
        return None
    name, text = named[0]
    return name if name in senders and _marked_kind(text) == "system" else None


def _named_by_file(names: Iterable[str], senders: Sequence[str]) -> str | None:
    """The one sender a file name such as `WhatsApp Chat with X.txt` speaks of."""
    for name in names:
        if "whatsapp" not in name.casefold():
            continue
        words = " " + re.sub(r"[\W_]+", " ", name) + " "
        hits = [s for s in senders if (w := re.sub(r"[\W_]+", " ", s).strip()) and f" {w} " in words]
        longest = max(hits, key=len, default=None)
        if longest and all(hit in longest for hit in hits):
            return longest
    return None
