"""What a reader is handed, what a reader is, and what every reader shares."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import islice, pairwise
from typing import BinaryIO

from bothends.core.errors import Unreadable
from bothends.core.intake.transcript import Message, Transcript

# Direction marks and the byte order mark: invisible, never part of a name or a date.
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
MARK = f"[{MARKS}]*"

CUT_SHORT = "The file ends too early or is damaged. Export the chat again and send the new file."
BLOCK = 1 << 20  # bytes read at once
HEAD_LINES = 2_000
HEAD_LETTERS = 4 << 20
LONGEST_LINE = 1 << 20  # letters; a longer line is read as several, so that no file can fill the memory
LONGEST_MESSAGE = (
    4 << 20
)  # letters; apps allow 65,536, so what is longer is no message and is read as several
LINE_COSTS = 64  # letters that a line of its own counts for besides its own, since it takes as much memory
LARGEST_TREE = (
    16 << 20
)  # bytes of JSON that are read as one; the few formats that grow beyond it are streamed
# A letter carries two at most; of a longer row each eight stand alone, so that no file can fill the memory and
# the text is the same wherever a block ends.
_ACCENTS = "\u0300\u0301\u0303\u0309\u0323"  # of cp1258
_CROWD = re.compile(f"[{_ACCENTS}]{{8}}")

Open = Callable[[], BinaryIO]
Tell = Callable[[int], None]


def _silent(count: int) -> None:
    """For callers that show no progress."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """Something that can be opened as often as needed. `tell` hears how many bytes were read each time."""

    open: Open = field(repr=False)
    size: int
    tell: Tell = field(default=_silent, repr=False)

    @classmethod
    def of(cls, content: bytes) -> Bytes:
        return cls(lambda: BytesIO(content), len(content))

    def blocks(self, start: int = 0) -> Iterator[bytes]:
        """All bytes from `start` on."""
        with self.open() as stream:
            _pass_over(stream, start)
            while block := stream.read(BLOCK):
                self.tell(len(block))
                yield block

    def head(self, count: int) -> bytes:
        with self.open() as stream:
            return stream.read(count)


def _pass_over(stream: BinaryIO, count: int) -> None:
    """Go on by this many bytes; what lies in a zip has to be read for that."""
    if count and stream.seekable():
        stream.seek(count)
        return
    while count > 0 and (block := stream.read(min(count, BLOCK))):
        count -= len(block)


@dataclass(frozen=True)
class Part:
    """One file as text: its bytes and the encoding they are in."""

    content: Bytes = field(repr=False)
    codec: str = "utf-8"
    path: str = field(default="", repr=False)

    def blocks(self) -> Iterator[str]:
        """The text in pieces of bounded size, read anew each time."""
        # The only old encoding that writes a letter and its accent apart.
        return _composed(self._decoded()) if self.codec == "cp1258" else self._decoded()

    def _decoded(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.codec)(errors="replace")
        for block in self.content.blocks():
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)

    def lines(self) -> Iterator[str]:
        """Lines without their ends. Only CR, LF and CRLF end a line."""
        rest = ""
        for block in self.blocks():
            text = rest + block
            held = text.endswith("\r")  # its LF may stand in the next block
            lines = (text[:-1] if held else text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            rest = lines.pop() + ("\r" if held else "")
            yield from lines
            while len(rest) > LONGEST_LINE:
                yield rest[:LONGEST_LINE]
                rest = rest[LONGEST_LINE:]
        yield from rest.replace("\r", "\n").split("\n")

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The first lines, fewer where they are long."""
        return tuple(self._first_lines())

    def _first_lines(self) -> Iterator[str]:
        letters = 0
        for line in islice(self.lines(), HEAD_LINES):
            yield line
            letters += len(line)
            if letters > HEAD_LETTERS:
                return

    @cached_property
    def start(self) -> str:
        """The first letters, for telling what kind of file this is."""
        decoder = codecs.getincrementaldecoder(self.codec)(errors="replace")
        return decoder.decode(self.content.head(BLOCK // 4)).lstrip("\ufeff")

    @cached_property
    def is_json(self) -> bool:
        start = self.start.lstrip(" \t\r\n")[:200]
        inner = start[1:].lstrip()[:1]
        return (start.startswith("{") and inner in ('"', "}")) or (start.startswith("[") and inner == "{")

    def tree(self) -> object:
        """The JSON of this file, or its outline where it is large; None where it is none.

        Raises Unreadable where it is cut short.
        """
        if not self.is_json:
            return None
        if self.content.size > LARGEST_TREE:
            from bothends.core.intake.large_json import outline

            return outline(self.content)
        try:
            return json.loads("".join(self.blocks()).lstrip("\ufeff"))
        except (ValueError, RecursionError):
            raise Unreadable(CUT_SHORT) from None


@dataclass(frozen=True)
class Source:
    """One chat as text. `parts` are the files it came in, in their order.

    `names` are file names: a hint for the counterpart, never for the format.
    """

    parts: tuple[Part, ...] = field(repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def start(self) -> str:
        return self.parts[0].start

    @property
    def is_json(self) -> bool:
        return self.parts[0].is_json

    @property
    def head(self) -> tuple[str, ...]:
        return self.parts[0].head

    def lines(self) -> Iterator[str]:
        """Lines of the first part, read anew each time."""
        return self.parts[0].lines()

    @cached_property
    def tree(self) -> object:
        """The JSON of the first part, as `Part.tree` has it."""
        return self.parts[0].tree()

    def trees(self) -> Iterator[object]:
        """The JSON of every part that is small enough, one after the other."""
        yield self.tree
        for part in self.parts[1:]:
            yield part.tree()


@dataclass(frozen=True, slots=True)
class Reader:
    """One row of READERS. `looks_like` judges by content alone."""

    code: str
    meaning: str
    looks_like: Callable[[Source], bool]
    read: Callable[[Source], Transcript]


def _composed(blocks: Iterable[str]) -> Iterator[str]:
    """Letters and their accents as one. The last letter of a block waits for what the next begins with."""
    held = ""
    for block in blocks:
        text = held + block
        ends = [crowd.end() for crowd in _CROWD.finditer(text)]
        whole = [text[start:end] for start, end in pairwise((0, *ends))]
        held = text[ends[-1] if ends else 0 :]
        last = max(0, len(held.rstrip(_ACCENTS)) - 1)
        yield "".join(unicodedata.normalize("NFC", piece) for piece in (*whole, held[:last]))
        held = held[last:]
    yield unicodedata.normalize("NFC", held)


def bare(name: str) -> str:
    """A name without the marks and blanks an export wraps it in."""
    return name.strip(MARKS + " \t\u00a0\u202f")


def senders_of(messages: Iterable[Message]) -> list[str]:
    """Every sender once, in order of first appearance."""
    return list(dict.fromkeys(m.sender for m in messages if m.sender is not None))


def two_sides(
    senders: Iterable[str], *, owner: str | None, other: str | None
) -> tuple[str | None, str | None]:
    """Owner and counterpart; in a chat of two, knowing one side settles the other."""
    names = list(dict.fromkeys(senders))
    if len(names) == 2 and (owner in names) != (other in names):
        first, second = names
        if owner in names:
            return owner, second if owner == first else first
        return (second if other == first else first), other
    return owner, other
