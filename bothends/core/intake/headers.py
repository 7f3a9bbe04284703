"""The headers of WhatsApp's exports, and how a text is cut at them.

Android writes `DATE, TIME - Name: text`; iOS and the Web write `[DATE, TIME] Name: text`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from bothends.core.intake.dates import Order, resolve
from bothends.core.intake.phrases import kind_of, without_edit_mark
from bothends.core.intake.source import MARK, MARKS, bare
from bothends.core.intake.stamps import Minutes, Stamp, remembered
from bothends.core.intake.transcript import Kind, Message

LONGEST_NAME = 100  # a longer "name" is a sentence with a colon in it
SNIFFED_LINES = 200
ENOUGH = 1 << 18  # letters cut at once
LONGEST = 1 << 22  # letters of one message

_BRACKET = re.compile(rf"{MARK}\[([^\[\]\n]{{6,60}})\]{MARK}[ \u00a0\u202f]?(.*)", re.DOTALL)
_DASH = re.compile(rf"{MARK}(\w[^\n]{{5,48}}?)[ \u00a0\u202f]{MARK}[-–][ \u00a0\u202f](.*)", re.DOTALL)
_NAMED = re.compile(r"([^\n]{1,110}?):(?: |$)(.*)", re.DOTALL)

# The same headers at the start of any line of a text.
BRACKETED = re.compile(rf"^{MARK}\[([^\[\]\n]{{6,60}})\]{MARK}[ \u00a0\u202f]?", re.MULTILINE)
DASHED = re.compile(rf"^{MARK}(\w[^\n]{{5,48}}?)[ \u00a0\u202f]{MARK}[-–][ \u00a0\u202f]", re.MULTILINE)

Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How one file is read: the shape of its headers and the order of its dates."""

    shape: Shape
    order: Order | None = None

    @property
    def bracket(self) -> bool:
        return bool(self.shape and self.shape[0])

    @property
    def pattern(self) -> re.Pattern[str]:
        """What may be a header of this file; its stamp decides."""
        return BRACKETED if self.bracket else DASHED

    def minutes(self) -> Minutes:
        """A reader of its stamps."""
        return Minutes(self.shape[1:])


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a message: its stamp and what follows. Quoted headers have another `shape`."""

    stamp: Stamp
    rest: str = field(repr=False)
    bracket: bool

    @property
    def shape(self) -> Shape:
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


def own_shape(lines: Iterable[str]) -> Shape | None:
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
    name = name_of(written)
    return (name, text) if name else (None, rest)


@lru_cache(maxsize=4096)
def name_of(written: str) -> str | None:
    name = bare(written)
    if not name or len(name) > LONGEST_NAME or _inside_quotes(written):
        return None
    return bare(name.removeprefix("~")) or name


def _inside_quotes(name: str) -> bool:
    # `Ana created group "Plan: money"` has its colon inside quotes; names do not.
    return name.count('"') % 2 == 1 or name.count("“") > name.count("”") or name.count("«") > name.count("»")


Cut = list[tuple[Stamp | None, str]]


def cut(blocks: Iterable[str], way: Way) -> Iterator[Cut]:
    """The messages of each block as (stamp, all that follows); None for what stands above the first header.

    A header in another shape than the file's own is quoted text.
    """
    stamps = way.minutes()
    rest = ""
    for block in blocks:
        rest += block
        if len(rest) < ENOUGH:
            continue
        found, rest = cut_once(unix_lines(rest), way, stamps)
        if len(rest) > LONGEST:  # one message fills the memory: it is cut
            found.append((None, rest))
            rest = ""
        yield found
    found, rest = cut_once(rest.replace("\r\n", "\n").replace("\r", "\n"), way, stamps)
    yield found
    yield cut_once(rest, way, stamps, last=True)[0]


def unix_lines(text: str) -> str:
    """With LF alone as line end, but for a CR at the very end, whose LF is still to come."""
    if "\r" not in text:
        return text
    held = text.endswith("\r")
    return (text[:-1] if held else text).replace("\r\n", "\n").replace("\r", "\n") + "\r" * held


def cut_once(text: str, way: Way, stamps: Minutes, *, last: bool = False) -> tuple[Cut, str]:
    """The whole messages of a text, and what is left: the last one may go on in the next block."""
    heads = list(way.pattern.finditer(text))
    read = stamps.read
    known = [(match, stamp) for match in heads if (stamp := read(match[1]))]
    if not known:
        return ([(None, text)], "") if last else ([], text)
    found: Cut = [(None, text[: known[0][0].start()])] if known[0][0].start() else []
    for (match, stamp), (after, _) in pairwise(known):
        found.append((stamp, text[match.end() : after.start() - 1]))
    match, stamp = known[-1]
    if last:
        return [*found, (stamp, text[match.end() :])], ""
    return found, text[match.start() :]


def message(stamp: Stamp, body: str, way: Way) -> Message:
    """One message of its stamp and all that follows."""
    day = resolve(stamp.written, way.order)
    at = datetime.combine(day, stamp.clock) if day else None
    sender, text = split_sender(body.rstrip("\n"))
    if sender is None:
        return Message(at, None, text.strip(MARKS), "system")
    kind = marked_kind(text) if way.bracket else kind_of(text)
    if text[:1] == "\u200e" or text[-1:] == ">":
        text = without_edit_mark(text.lstrip("\u200e"))
    return Message(at, None if kind == "system" else sender, text, kind)


def lead(body: str) -> Iterator[Message]:
    text = body.strip("\n\ufeff")
    if text.strip(MARKS + " \n"):
        yield Message(None, None, text)


def marked_kind(text: str) -> Kind:
    """iOS marks what the app wrote with U+200E; a shared place or number must still be read."""
    kind = kind_of(text)
    written_by_app = kind == "text" and text.startswith("\u200e") and "\n" not in text
    return "system" if written_by_app and not any(c.isdigit() for c in text) else kind
