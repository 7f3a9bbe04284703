"""A long WhatsApp export in blocks, without making a message of each: split, counted and told apart in bulk.

What this gives is what `whatsapp` reads one by one; a test holds the two equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bothends.core.intake.headers import (
    ENOUGH,
    LONGEST_NAME,
    SNIFFED_LINES,
    Cut,
    Way,
    cut,
    cut_once,
    lead,
    message,
    name_of,
    read_header,
    unix_lines,
)
from bothends.core.intake.phrases import KINDS, folded
from bothends.core.intake.source import MARK, MARKS, Source
from bothends.core.intake.stamps import Minutes
from bothends.core.intake.transcript import Batch, Held, Kind, Message

_ODD = frozenset(MARKS + "<")  # with these begins what the app writes in a person's name
_CLOSES = (">", ")")  # and with these it ends
_BLANK = "[ \u00a0\u202f]"
_PIECE = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)


def batches(source: Source, way: Way) -> Iterator[Batch]:
    """All messages, block by block."""
    minutes = way.minutes()
    strict = _strict(source, way)
    rest = ""
    for block in source.parts[0].blocks():
        rest += block
        if len(rest) < ENOUGH:
            continue
        text = unix_lines(rest)
        parts = strict.split(text) if strict else []
        if len(parts) >= 5 and not parts[0] and len(parts) // 2 == len(way.pattern.findall(text)):
            rest = text[text.rindex("\n", 0, len(text) - len(parts[-1])) + 1 :]
            yield _Block(parts[1:-2:2], parts[2:-2:2], way, minutes)
        else:  # some headers are of another shape, or a text stands above them: each is looked at
            found, rest = cut_once(text, way, minutes)
            yield _held(found, way)
    for found in cut([rest], way):
        yield _held(found, way)


def _held(found: Cut, way: Way) -> Batch:
    messages = (
        one
        for stamp, body in found
        for one in (lead(body) if stamp is None else (message(stamp, body, way),))
    )
    return Held(messages)


def _strict(source: Source, way: Way) -> re.Pattern[str] | None:
    """The file's own header as a pattern that needs no second look: its digits, words and signs in their places."""
    heads = (found for line in source.head[:SNIFFED_LINES] if (found := way.pattern.match(line)))
    first = next((h[1] for h in heads if (r := read_header(h[0] + "x: y")) and r.shape == way.shape), None)
    if first is None:
        return None
    stamp = "".join(map(_place, _PIECE.findall(first)))
    if way.bracket:
        return re.compile(rf"^{MARK}\[({stamp})\]{MARK}{_BLANK}?", re.MULTILINE)
    return re.compile(rf"^{MARK}({stamp}){_BLANK}{MARK}[-–]{_BLANK}", re.MULTILINE)


def _place(piece: str) -> str:
    if piece.isdigit():
        return r"\d{1,2}" if len(piece) < 3 else rf"\d{{{len(piece)}}}"
    if piece.isalpha():
        return r"[^\W\d_]{1,12}"
    return _BLANK if piece in " \u00a0\u202f" else re.escape(piece)


class _Block:
    """A block as split: its texts are told in bulk, its messages made when asked for."""

    def __init__(self, stamps: Sequence[str], bodies: Sequence[str], way: Way, minutes: Minutes) -> None:
        self._way, self._minutes = way, minutes
        self.counts: Counter[Kind] = Counter()
        self.texts: list[str] = []
        self.names: list[str | None] = []
        self._rows: list[tuple[str, str]] = []
        parted = [body.partition(": ") for body in bodies]
        known = {name: _plain_name(name) for name in {name for name, _, _ in parted}}
        for stamp, body, (written, colon, text) in zip(stamps, bodies, parted, strict=True):
            name = known[written]
            if not colon or name is None or text[:1] in _ODD or _by_app(text):
                self._look(stamp, body)
            else:
                self.texts.append(text)
                self.names.append(name)
                self._rows.append((stamp, body))
        self.counts["text"] = len(self.texts)

    def _look(self, stamp: str, body: str) -> None:
        """What may be the app's own words is read like any message."""
        found = self._made(stamp, body)
        if found.kind == "text":
            self.texts.append(found.text)
            self.names.append(found.sender)
            self._rows.append((stamp, body))
        else:
            self.counts[found.kind] += 1

    def message(self, at: int) -> Message:
        """The text message whose text is `texts[at]`."""
        return self._made(*self._rows[at])

    def _made(self, stamp: str, body: str) -> Message:
        found = self._minutes.read(stamp)
        if found is None:  # a number no clock or calendar has
            return Message(None, *_unstamped(body))
        return message(found, body, self._way)


def _unstamped(body: str) -> tuple[str | None, str]:
    written, colon, text = body.rstrip("\n").partition(": ")
    return (written, text) if colon else (None, written)


def _by_app(text: str) -> bool:
    return text.rstrip("\n").endswith(_CLOSES) or folded(text) in KINDS


def _plain_name(written: str) -> str | None:
    """The name before a colon, where a look at it alone suffices."""
    return None if "\n" in written or len(written) > LONGEST_NAME else name_of(written)
