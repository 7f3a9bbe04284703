"""JSON too large to hold: its outer values, and the messages as a walk that reads the file anew each time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any, BinaryIO, cast

import ijson

from bothends.core.errors import Unreadable
from bothends.core.intake.source import BLOCK, CUT_SHORT, Bytes

_MOST_OUTER = 200_000  # events before the messages: names, about-texts, contacts
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_LONGEST_KEY = 200  # letters from the name of an array to its bracket, blanks included
_LONGEST_ROW = 32 << 20  # letters; no messenger writes a message of that length
_WINDOW = 5_000  # rows held at once where a file is read from its end
_FILLING = re.compile(r"[\s,]*")
_JSON = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Items(Iterable[Any]):
    """The rows of every array called `messages`, one after the other. Raises Unreadable where the JSON breaks.

    The array is found in the text and its rows are read by the standard library's parser one at a time, three
    times as fast as a parser of events can. Inside a string the name cannot stand so: its quotes are escaped.
    """

    content: Bytes = field(repr=False)

    def __iter__(self) -> Iterator[Any]:
        text = _Text(self.content)
        while text.find(_MESSAGES):
            yield from text.rows()

    def marked(self, marks: list[Mark]) -> Iterator[Any]:
        """The same, noting every few thousand rows where one begins."""
        text = _Text(self.content)
        while text.find(_MESSAGES):
            for number, row in enumerate(text.rows()):
                if number % _WINDOW == 0:
                    marks.append(Mark(text.row_at))
                marks[-1].rows += 1
                yield row

    def backwards(self, marks: Sequence[Mark]) -> Iterator[Any]:
        """The rows from the last to the first, of which only those from one mark to the next are held."""
        for mark in reversed(marks):
            rows = islice(_Text(self.content, mark.place).rows(), mark.rows)
            yield from reversed(list(rows))


@dataclass(slots=True)
class Mark:
    """Where a run of rows begins in the file, in bytes, and how many rows it has."""

    place: int
    rows: int = 0


class _Text:
    """The text of a large JSON file as far as it is needed: nothing behind `_at` is looked at again."""

    def __init__(self, content: Bytes, start: int = 0) -> None:
        """`start`: bytes that are passed over; a letter must begin there."""
        self._blocks = content.blocks(start)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._held, self._at, self._over = "", 0, False
        self._read = start
        self._row = 0

    @property
    def row_at(self) -> int:
        """Where the row last given begins, in bytes. Costs as much as copying what is held."""
        undecoded = len(self._decoder.getstate()[0])
        return self._read - undecoded - len(self._held[self._row :].encode())

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go to the end of the next match. Raises Unreadable where the file ends without its closing bracket."""
        while not (match := pattern.search(self._held, self._at)):
            self._at = max(self._at, len(self._held) - _LONGEST_KEY)
            last = self._held[-_LONGEST_KEY:].rstrip()[-1:]
            if not self._more():
                if last not in ("}", "]"):
                    raise Unreadable(CUT_SHORT)
                return False
        self._at = match.end()
        return True

    def rows(self) -> Iterator[Any]:
        """The values of the array that is open here, up to its end."""
        while True:
            at = self._next()
            if self._held[at] == "]":
                self._at = at + 1
                return
            yield self._value(at)

    def _next(self) -> int:
        """Where the next letter stands that is neither blank nor comma. Raises Unreadable at the file's end."""
        while (match := _FILLING.match(self._held, self._at)) and match.end() == len(self._held):
            self._at = match.end()
            if not self._more():
                raise Unreadable(CUT_SHORT)
        return match.end() if match else self._at

    def _value(self, at: int) -> Any:
        self._at = at
        wanted = BLOCK
        while True:
            try:
                value, end = _JSON.raw_decode(self._held, self._at)
                # A number at the very end of what is held may have more digits.
                if end < len(self._held) or not self._more():
                    self._row, self._at = self._at, end
                    return value
            except RecursionError:
                raise Unreadable(CUT_SHORT) from None
            except ValueError:
                if not self._more(wanted):
                    raise Unreadable(CUT_SHORT) from None
                wanted *= 2

    def _more(self, wanted: int = 1) -> bool:
        """Read on by at least this many letters; False at the end of the file or of what one row may hold."""
        if self._over or len(self._held) - self._at > _LONGEST_ROW:
            return False
        pieces = [self._held[self._at :]]
        self._at = 0
        while wanted > 0 and not self._over:
            block = next(self._blocks, b"")
            self._over = not block
            self._read += len(block)
            pieces.append(_decoded(self._decoder, block))
            wanted -= len(block)
        self._held = "".join(pieces)
        return len(self._held) > len(pieces[0])


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes) -> str:
    try:
        return decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        raise Unreadable(CUT_SHORT) from None


class _Heard:
    """A stream whose reader tells how far it is."""

    def __init__(self, stream: BinaryIO, content: Bytes) -> None:
        self._stream, self._content = stream, content

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self._content.tell(len(block))
        return block


def _heard(stream: BinaryIO, content: Bytes) -> BinaryIO:
    return cast(BinaryIO, _Heard(stream, content))


def outline(content: Bytes) -> dict[str, Any]:
    """The file's outer object with `messages` as Items: all chats in one where it holds several."""
    tree: dict[str, Any] = {}
    with content.open() as stream:
        events = _whole(ijson.parse(_heard(stream, content), use_float=True))
        for number, (place, event, value) in enumerate(_until_messages(events)):
            if number > _MOST_OUTER:
                break
            _note(tree, place, event, value)
    return tree | {"messages": Items(content)}


def _until_messages(events: Iterable[tuple[str, str, Any]]) -> Iterator[tuple[str, str, Any]]:
    return takewhile(lambda one: not (one[1] == "start_array" and one[0].endswith("messages")), events)


def _note(tree: dict[str, Any], place: str, event: str, value: Any) -> None:
    """Outer scalars, the owner's own data, and the names of those who take part."""
    if event == "map_key" or value is None:
        if place == "" and event == "map_key":
            tree.setdefault(value, None)
        return
    outer, _, inner = place.partition(".")
    if not inner:
        tree[outer] = value
    elif outer == "personal_information":
        tree[outer] = {**(tree.get(outer) or {}), inner: value}
    elif place == "participants.item.name":
        tree[outer] = [*(tree.get(outer) or []), {"name": value}]
    elif place == "participants.item":
        tree[outer] = [*(tree.get(outer) or []), value]


def _whole(rows: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from rows
    except (ijson.JSONError, UnicodeDecodeError):
        raise Unreadable(CUT_SHORT) from None
