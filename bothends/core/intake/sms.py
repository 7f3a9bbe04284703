"""SMS Backup & Restore's XML: every text message of a phone, `<sms …/>`, and `<mms>` with its parts.

Read as a stream with expat. A document type is refused, so nothing can be expanded or fetched. Pictures of
letters come as two halves (`&#55357;&#56832;`), which is no XML: they are put together first.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from xml.parsers import expat

from bothends.core.errors import Unreadable
from bothends.core.intake.entries import head
from bothends.core.intake.page import blocks
from bothends.core.intake.source import Source, bare
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

OWN = "Me"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAMAGED = "The file ends too early or is damaged. Make the backup again and send the new file."
_FOREIGN = (
    "This file describes a format of its own, which is not opened. Make the backup again and send that."
)
_LONGEST = 4 * 1024 * 1024  # characters without one element, pictures left out: longer than any message

# The first half of a letter (D800 to DBFF) and the second (DC00 to DFFF), as references to them.
_FIRST = r"&#(?:(55(?:29[6-9]|[3-9]\d\d)|56(?:[0-2]\d\d|3[01]\d))|[xX]([dD][89abAB][0-9A-Fa-f]{2}));"
_SECOND = (
    r"&#(?:(56(?:3[2-9]\d|[4-9]\d\d)|57(?:[0-2]\d\d|3[0-3]\d|34[0-3]))|[xX]([dD][c-fC-F][0-9A-Fa-f]{2}));"
)
_REFERENCE = re.compile(rf"{_FIRST}{_SECOND}|&#(\d{{1,7}}|[xX][0-9A-Fa-f]{{1,6}});")
_ENDS_OPEN = re.compile(_FIRST + r"\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Where a picture begins inside the file, in base64: dropped before expat sees it, which rereads a long value at every
# block. No value can hold the tag's own bracket.
_PICTURE = re.compile(r"<part\b[^<]*?\sdata=([\"'])")
_LONGEST_REFERENCE = 12
_UNKNOWN = frozenset({"", "(unknown)", "null", "unknown"})
_RECEIVED = "1"
_FROM = "137"  # the number that says who sent an MMS among its addresses


def looks_like(source: Source) -> bool:
    """XML whose outermost element is a backup's."""
    start = "\n".join(head(source, 20))[:4_000]
    return start.lstrip("\ufeff \n").startswith("<") and re.search(r"<smses[\s>]", start) is not None


def repaired(texts: Iterable[str]) -> Iterator[str]:
    """The same text with halves put together, without pictures and without what XML does not allow."""
    held = ""
    for text in without_pictures(texts):
        whole = held + text
        cut = _cut(whole)
        yield _allowed_text(whole[:cut])
        held = whole[cut:]
    yield _allowed_text(held)


def without_pictures(texts: Iterable[str]) -> Iterator[str]:
    """The same text with every `data` of a part empty."""
    held, quote = "", ""
    for text in texts:
        held += text
        while True:
            if quote:  # inside a picture
                end = held.find(quote)
                held = held[end:] if end >= 0 else ""
                if end < 0:
                    break
                yield held[0]
                held, quote = held[1:], ""
            found = _PICTURE.search(held)
            if not found:
                break
            yield held[: found.end()]
            held, quote = held[found.end() :], found[1]
        # A tag that is still open may hold a picture further on.
        at = held.rfind("<", 0) if len(held) < _LONGEST else -1
        cut = at if at >= 0 else len(held)
        yield held[:cut]
        held = held[cut:]
    yield held


def _allowed_text(text: str) -> str:
    return _CONTROL.sub("\ufffd", _REFERENCE.sub(_referred, text))


def _cut(text: str) -> int:
    """Where to cut so that no reference is torn, and no half from its other half."""
    at = text.find("&", max(0, len(text) - _LONGEST_REFERENCE))
    at = len(text) if at < 0 else at
    half = _ENDS_OPEN.search(text, max(0, at - _LONGEST_REFERENCE), at)
    return half.start() if half else at


def _referred(match: re.Match[str]) -> str:
    if match[5]:
        number = int(match[5][1:], 16) if match[5][0] in "xX" else int(match[5])
        return match[0] if _allowed(number) else "\ufffd"
    first = int(match[1] or int(match[2], 16))
    second = int(match[3] or int(match[4], 16))
    return chr(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))


def _allowed(number: int) -> bool:
    """Whether XML has a letter of this number."""
    if number < 32 or 0xD800 <= number < 0xE000:
        return number in (9, 10, 13)
    return number <= 0x10FFFF and number not in (0xFFFE, 0xFFFF)


Counterpart = tuple[str, str]  # (name, or number where none is known; number)


class _Backup:
    """Messages of one kind of element, taken out of expat's events as they come."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.done: list[tuple[Message, Counterpart]] = []
        self.silent = 0
        self._mms: Mapping[str, str] | None = None
        self._texts: list[str] = []
        self._from = ""
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._opened
        self.parser.EndElementHandler = self._closed
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.EntityDeclHandler = _refuse

    def feed(self, text: str, *, last: bool = False) -> list[tuple[Message, Counterpart]]:
        """(message, counterpart) for every message that this text completes."""
        self.silent += len(text)
        if self.silent > _LONGEST:
            raise Unreadable(_DAMAGED)
        try:
            self.parser.Parse(text, last)
        except expat.ExpatError:
            raise Unreadable(_DAMAGED) from None
        done, self.done = self.done, []
        return done

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self.silent = 0
        if name == "sms" and self.wanted == "sms":
            text = attributes.get("body") or ""
            self._add(attributes, attributes.get("type", ""), attributes.get("address") or "", text)
        elif name == "mms" and self.wanted == "mms":
            self._mms, self._texts, self._from = attributes, [], ""
        elif self._mms is not None and name == "part" and attributes.get("ct") == "text/plain":
            self._texts.append(attributes.get("text") or "")
        elif self._mms is not None and name == "addr" and attributes.get("type") == _FROM:
            self._from = attributes.get("address") or ""

    def _closed(self, name: str) -> None:
        self.silent = 0
        if name == "mms" and self._mms is not None:
            row, self._mms = self._mms, None
            text = "\n".join(t for t in self._texts if t and t != "null")
            address = row.get("address") or ""
            self._add(row, row.get("msg_box", ""), address, text, sender=self._from if "~" in address else "")

    def _add(self, row: Mapping[str, str], box: str, address: str, text: str, *, sender: str = "") -> None:
        name = bare(row.get("contact_name") or "")
        theirs = sender or (address if name.casefold() in _UNKNOWN else name)
        kind: Kind = "text" if text.strip() else "media"
        who = theirs if box == _RECEIVED else OWN
        message = Message(_when(row.get("date")), bare(who) or None, text or "[media]", kind)
        self.done.append((message, (address if name.casefold() in _UNKNOWN else name, address)))


def _refuse(*_: object) -> NoReturn:
    raise Unreadable(_FOREIGN)


def _when(milliseconds: str | None) -> datetime | None:
    try:
        return _EPOCH + timedelta(milliseconds=int(milliseconds or ""))
    except (ValueError, OverflowError):
        return None


def messages_in(texts: Iterable[str], wanted: str) -> Iterator[tuple[Message, Counterpart]]:
    """(message, counterpart) of every `sms` or `mms` element. Raises Unreadable."""
    backup = _Backup(wanted)
    for text in repaired(texts):
        yield from backup.feed(text)
    yield from backup.feed("", last=True)


def read_xml(source: Source) -> Transcript:
    """All messages by time: SMS and MMS stand apart in the file and are merged."""
    counterparts = dict.fromkeys(counterpart for _, counterpart in _merged(source))
    others = list(dict.fromkeys(name for name, _ in counterparts if name))
    alone = others[0] if len(others) == 1 else None
    return Transcript(
        "sms_xml",
        Again(lambda: (message for message, _ in _merged(source))),
        owner=OWN,
        other=alone,
        notes=("several_chats",) if len(others) > 1 else (),
        number=max((n for _, n in counterparts), key=lambda n: n.startswith("+")) if alone else None,
    )


def _merged(source: Source) -> Iterator[tuple[Message, Counterpart]]:
    both = (messages_in(blocks(source), wanted) for wanted in ("sms", "mms"))
    return heapq.merge(*both, key=_moment)


def _moment(pair: tuple[Message, Counterpart]) -> datetime:
    return pair[0].at or _EPOCH
