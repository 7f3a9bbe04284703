"""WhatsApp text exports, Android and iOS, and lines copied out of WhatsApp Web."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bothends.core.intake import bulk
from bothends.core.intake.dates import WrittenDate, resolve, settle
from bothends.core.intake.headers import (
    SNIFFED_LINES,
    Way,
    cut,
    lead,
    marked_kind,
    message,
    own_shape,
    read_header,
    split_sender,
)
from bothends.core.intake.phrases import deleted_by_owner, kind_of
from bothends.core.intake.source import Source, two_sides
from bothends.core.intake.stamps import Stamp
from bothends.core.intake.transcript import Again, Message, Transcript

_SHORT = 60  # letters: what the app itself writes in a person's name is no longer
_SURVEYED = 40_000  # messages that tell who speaks and, nearly always, which number is the day


def looks_like(source: Source, *, bracket: bool) -> bool:
    """Whether the file opens with headers of this kind and someone speaks in it."""
    lines = [line for line in source.head[:SNIFFED_LINES] if line.strip()]
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
    shape = own_shape(source.head[:SNIFFED_LINES])
    return shape is not None and shape[:2] == (True, "time_date") and "seconds" not in shape


def read_android(source: Source) -> Transcript:
    return read_lines(source, code="whatsapp_android")


def read_ios(source: Source) -> Transcript:
    return read_lines(source, code="whatsapp_ios")


def read_lines(source: Source, *, code: str) -> Transcript:
    """Every header a message, every other line part of the message above it."""
    shape = own_shape(source.head[:SNIFFED_LINES]) or own_shape(source.head) or ()
    seen = _survey(source, Way(shape))
    way = Way(shape, settle(seen.dates))
    owner, other = _sides(source, seen)
    unknown = any(resolve(written, way.order) is None for written in seen.dates)
    notes = ("day_month_unknown",) if unknown else ()
    return Transcript(
        code,
        Again(lambda: _messages(source, way)),
        owner=owner,
        other=other,
        notes=notes,
        batches=lambda: bulk.batches(source, way),
    )


@dataclass(slots=True)
class _Seen:
    """The first walk: dates (a day once in a row), names, who deleted their own words, the app's notice."""

    dates: list[WrittenDate] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict, repr=False)
    owners: set[str] = field(default_factory=set, repr=False)
    noticed: str | None = field(default=None, repr=False)


def _survey(source: Source, way: Way) -> _Seen:
    """As much of the file as it takes to settle the order of its dates, and all of a small one."""
    seen = _Seen()
    count = 0
    for block in cut(source.parts[0].blocks(), way):
        for stamp, body in block:
            if stamp is not None:
                _see(seen, stamp, body, first=count == 0, bracket=way.bracket)
                count += 1
        if count > _SURVEYED and (settle(seen.dates) or count > _SURVEYED * 20):
            break
    return seen


def _see(seen: _Seen, stamp: Stamp, body: str, *, first: bool, bracket: bool) -> None:
    if not seen.dates or (seen.dates[-1] is not stamp.written and seen.dates[-1] != stamp.written):
        seen.dates.append(stamp.written)
    name, text = split_sender(body)
    if name is None or (name in seen.names and len(text) > _SHORT):
        return
    short = text.rstrip("\n")
    kind = marked_kind(short) if bracket else kind_of(short)
    if first and short.startswith("\u200e") and kind == "system":
        seen.noticed = name
    if kind != "system":
        seen.names.setdefault(name)
    elif deleted_by_owner(short):
        seen.owners.add(name)


def _messages(source: Source, way: Way) -> Iterator[Message]:
    for block in cut(source.parts[0].blocks(), way):
        for stamp, body in block:
            if stamp is None:
                yield from lead(body)
            else:
                yield message(stamp, body, way)


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
