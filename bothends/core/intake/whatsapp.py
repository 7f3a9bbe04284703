"""WhatsApp text exports, Android and iOS, and lines copied out of WhatsApp Web.

Android writes `DATE, TIME - Name: text`; iOS and the Web write `[DATE, TIME] Name: text`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial

from bothends.core.intake.bulk import Bulk, Closely, Day, Quoted, pattern_of
from bothends.core.intake.cutting import Cut, Cutter
from bothends.core.intake.dates import Order, WrittenDate, resolve, settle
from bothends.core.intake.phrases import deleted_by_owner, kind_of, without_edit_mark
from bothends.core.intake.source import MARK, MARKS, Source, bare, two_sides
from bothends.core.intake.stamps import Stamp, remembered
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

LONGEST_NAME = 100  # a longer "name" is a sentence with a colon in it

_BRACKET = re.compile(rf"{MARK}\[([^\[\]\n]{{6,60}})\]{MARK}[ \u00a0\u202f]?(.*)", re.DOTALL)
_DASH = re.compile(rf"{MARK}(\w[^\n]{{5,48}}?)[ \u00a0\u202f]{MARK}[-–][ \u00a0\u202f](.*)", re.DOTALL)
_NAMED = re.compile(r"([^\n]{1,110}?):(?: |$)(.*)", re.DOTALL)
_SNIFFED_LINES = 200
_SHORT = 60  # letters: what the app itself writes in a person's name is no longer
_SURVEYED = 40_000  # messages that tell who speaks and, nearly always, which number is the day


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a message: its stamp and what follows. Quoted headers have another `shape`."""

    stamp: Stamp
    rest: str = field(repr=False)
    bracket: bool

    @property
    def shape(self) -> tuple[object, ...]:
        return (self.bracket, *self.stamp.shape)


def read_header(line: str) -> Header | None:
    """The header this line starts with, or None. Cheap for the many lines that have none."""
    start = line.lstrip(MARKS)[:1]
    if not (start == "[" or start.isalnum()):
        return None
    bracket = start == "["
    match = (_BRACKET if bracket else _DASH).fullmatch(line)
    stamp = remembered(match[1]) if match else None
    return Header(stamp, match[2], bracket) if match and stamp else None


def own_shape(lines: Iterable[str]) -> tuple[object, ...] | None:
    """How this file writes its headers: as its first line does, else as most of its headers do."""
    headers = [read_header(line) for line in lines if line.strip()]
    if headers and headers[0]:
        return headers[0].shape
    shapes = Counter(header.shape for header in headers if header)
    return shapes.most_common(1)[0][0] if shapes else None


def split_sender(rest: str) -> tuple[str | None, str]:
    """(name, text), or (None, all of it) for a line the app itself wrote."""
    colon = rest.find(": ", 1, LONGEST_NAME + 20)
    if colon > 0 and "\n" not in rest[:colon]:
        written, text = rest[:colon], rest[colon + 2 :]
    elif match := _NAMED.fullmatch(rest):
        written, text = match[1], match[2]
    else:
        return None, rest
    name = _name(written)
    return (name, text) if name else (None, rest)


@lru_cache(maxsize=4096)
def _name(written: str) -> str | None:
    name = bare(written)
    if not name or len(name) > LONGEST_NAME or _inside_quotes(written):
        return None
    return bare(name.removeprefix("~")) or name


def _inside_quotes(name: str) -> bool:
    # `Ana created group "Plan: money"` has its colon inside quotes; names do not.
    return name.count('"') % 2 == 1 or name.count("“") > name.count("”") or name.count("«") > name.count("»")


def looks_like(source: Source, *, bracket: bool) -> bool:
    """Whether the file opens with headers of this kind and someone speaks in it."""
    lines = [line for line in source.head[:_SNIFFED_LINES] if line.strip()]
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
    shape = own_shape(source.head[:_SNIFFED_LINES])
    return shape is not None and shape[:2] == (True, "time_date") and "seconds" not in shape


def read_android(source: Source) -> Transcript:
    return read_lines(source, code="whatsapp_android")


def read_ios(source: Source) -> Transcript:
    return read_lines(source, code="whatsapp_ios")


def read_lines(source: Source, *, code: str) -> Transcript:
    """Every header a message, every other line part of the message above it."""
    shape = own_shape(source.head[:_SNIFFED_LINES]) or own_shape(source.head)
    seen = _survey(source, shape)
    order = settle(seen.dates)
    owner, other = _sides(source, seen)
    unknown = any(resolve(written, order) is None for written in seen.dates)
    notes = ("day_month_unknown",) if unknown else ()
    messages = Again(lambda: _messages(source, shape, order))
    return Transcript(code, messages, owner=owner, other=other, notes=notes)


@dataclass(slots=True)
class _Seen:
    """The first walk: dates (a day once in a row), names, who deleted their own words, the app's notice."""

    dates: list[WrittenDate] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict, repr=False)
    owners: set[str] = field(default_factory=set, repr=False)
    noticed: str | None = field(default=None, repr=False)


def _survey(source: Source, shape: tuple[object, ...] | None) -> _Seen:
    """As much of the file as it takes to settle the order of its dates, and all of a small one."""
    seen = _Seen()
    count = 0
    cutter = Cutter(shape)
    for piece in cutter.pieces(source.parts[0].blocks()):
        for stamp, body in cutter.cut(piece):
            if stamp is not None:
                _see(seen, stamp, body, first=count == 0, bracket=cutter.bracket)
                count += 1
        if count > _SURVEYED and (settle(seen.dates) or count > _SURVEYED * 20):
            break
    return seen


def _see(seen: _Seen, stamp: Stamp, body: str, *, first: bool, bracket: bool) -> None:
    if not seen.dates or seen.dates[-1] != stamp.written:
        seen.dates.append(stamp.written)
    name, text = split_sender(body)
    if name is None or (name in seen.names and len(text) > _SHORT):
        return
    short = text.rstrip("\n")
    kind = _marked_kind(short) if bracket else kind_of(short)
    if first and short.startswith("\u200e") and kind == "system":
        seen.noticed = name
    if kind != "system":
        seen.names.setdefault(name)
    elif deleted_by_owner(short):
        seen.owners.add(name)


def _messages(source: Source, shape: tuple[object, ...] | None, order: Order | None) -> Iterator[Message]:
    cutter = Cutter(shape)
    day = lru_cache(maxsize=65_536)(lambda written: resolve(written, order))
    judge = _marked_kind if cutter.bracket else kind_of
    pattern = pattern_of(cutter.shape, bracket=cutter.bracket)
    bulk = Bulk(cutter.shape, pattern, day) if pattern else None
    closely = partial(_message, judge)
    for piece in cutter.pieces(source.parts[0].blocks()):
        try:
            if bulk is None:
                raise Quoted
            lead, found = bulk.messages(piece, _name, closely)
        except Quoted:
            yield from _closely(cutter.cut(piece), day, closely)
        else:
            yield from _lead(lead)
            yield from found


def _closely(cut: Cut, day: Day, closely: Closely) -> Iterator[Message]:
    for stamp, body in cut:
        if stamp is None:
            yield from _lead(body)
        else:
            on = day(stamp.written)
            yield closely(datetime.combine(on, stamp.clock) if on else None, body)


def _message(judge: Callable[[str], Kind], at: datetime | None, body: str) -> Message:
    sender, text = split_sender(body.rstrip("\n"))
    if sender is None:
        return Message(at, None, text.strip(MARKS), "system")
    kind = judge(text)
    return Message(at, None if kind == "system" else sender, without_edit_mark(text.lstrip("\u200e")), kind)


def _lead(body: str) -> Iterator[Message]:
    text = body.strip("\n\ufeff")
    if text.strip(MARKS + " \n"):
        yield Message(None, None, text)


def _marked_kind(text: str) -> Kind:
    """iOS marks what the app wrote with U+200E; a shared place or number must still be read."""
    kind = kind_of(text)
    written_by_app = kind == "text" and text.startswith("\u200e") and "\n" not in text
    return "system" if written_by_app and not any(c.isdigit() for c in text) else kind


def _sides(source: Source, seen: _Seen) -> tuple[str | None, str | None]:
    owner = next(iter(seen.owners)) if len(seen.owners) == 1 else None
    senders = list(seen.names)
    # iOS opens a chat of two with the app's own notice under the counterpart's name.
    noticed = seen.noticed if len(senders) == 2 and seen.noticed in senders else None
    other = _named_by_file(source.names, senders) or noticed
    return two_sides(senders, owner=owner, other=other)


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
