"""Facebook's and Instagram's downloads as web pages: one box a message, newest first, classes without sense.

The class names were the same in every public parser read; an older set of them is from memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bothends.core.intake.dates import resolve
from bothends.core.intake.messenger import is_noise, repaired, sent_only
from bothends.core.intake.page import Attributes, Box, Layout, Role, boxes, is_page
from bothends.core.intake.source import Part, Source, bare, two_sides
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

_MESSAGE = frozenset({"_a6-g", "_2lej"})
_SENDER = frozenset({"_a6-h", "_2lek"})
_TEXT = frozenset({"_a6-p", "_2let"})
_STAMP = frozenset({"_a6-o", "_2lem"})
_REACTIONS = frozenset({"_a6-q"})
_FILES = re.compile(
    r"(?:.*/)?(?:photos|videos|audio|files|gifs|stickers_used)/.+|.+\.(?:jpe?g|png|gif|webp|mp4|ogg|pdf)"
)


def _role(tag: str, classes: frozenset[str], given: Attributes, above: Role) -> Role:
    if classes & _MESSAGE:
        return "message"
    if classes & _STAMP:
        return "stamp"
    if classes & _REACTIONS and tag in ("ul", "div"):
        return "skip"
    if classes & _SENDER:
        return "sender"
    if classes & _TEXT:
        return "text"
    file = tag in ("img", "video", "audio") or (tag == "a" and _FILES.fullmatch(given.get("href", "")))
    return "media" if file and above in ("text", "media") else "title" if tag == "h1" else ""


LAYOUT = Layout(_role)


def _looks(source: Source) -> bool:
    if not is_page(source):
        return False
    start = source.start
    return any(name in start for name in _SENDER) and any(name in start for name in _STAMP)


def _is_instagram(source: Source) -> bool:
    return "instagram" in source.start.casefold()


def looks_instagram(source: Source) -> bool:
    return _looks(source) and _is_instagram(source) and _speaks(source)


def looks_messenger(source: Source) -> bool:
    return _looks(source) and not _is_instagram(source) and _speaks(source)


def _speaks(source: Source) -> bool:
    """Somebody says something at some time: pages of friends, posts or likes have the same boxes."""
    return any(_when(box.get("stamp")) and bare(box.get("sender")) for box in boxes(source, LAYOUT))


def read_instagram(source: Source) -> Transcript:
    return _read(source, "instagram_html")


def read_messenger(source: Source) -> Transcript:
    return _read(source, "messenger_html")


def _read(source: Source, code: str) -> Transcript:
    """Oldest first: pages are written newest first, and so are the messages on each. One page is held at a time."""
    senders: dict[str, None] = {}
    turned: list[bool] = []
    unknown = False
    for page in _pages(source.parts):
        times = [message.at for message in page if message.at]
        turned += [times[0] > times[-1]] if len(times) > 1 and times[0] != times[-1] else []
        senders |= dict.fromkeys(message.sender for message in page if message.sender)
        unknown = unknown or len(times) < len(page)
    newest_first = turned.count(False) <= turned.count(True)
    owner, other = two_sides(senders, owner=None, other=_titled(source, list(senders)))
    notes = ("day_month_unknown",) if unknown else ()
    messages = Again(lambda: _in_time(source, newest_first=newest_first))
    return Transcript(code, messages, owner=owner, other=other, notes=notes)


def _in_time(source: Source, *, newest_first: bool) -> Iterator[Message]:
    for page in _pages(source.parts[::-1] if newest_first else source.parts):
        yield from page[::-1] if newest_first else page


def _pages(parts: tuple[Part, ...]) -> Iterator[list[Message]]:
    for part in parts:
        yield [_message(box) for box in boxes(Source((part,)), LAYOUT) if box.get("stamp")]


def _titled(source: Source, senders: list[str]) -> str | None:
    """Of two, the one the page is named after."""
    match = re.search(r"<title>([^<]{1,200})</title>", source.start)
    title = bare(repaired(match[1])) if match else ""
    return title if title in senders and len(senders) == 2 else None


def _message(box: Box) -> Message:
    sender, text = bare(repaired(" ".join(box.get("sender").split()))), repaired(box.text)
    kind: Kind = "text"
    if is_noise(text):
        kind = "system"
    elif not text or (box.media and sent_only(text)):
        kind = "media"
    return Message(
        _when(box.get("stamp")), None if kind == "system" else sender or None, text or "[media]", kind
    )


def _when(text: str) -> datetime | None:
    found = remembered(" ".join(text.split()))
    day = resolve(found.written, None) if found else None
    return datetime.combine(day, found.clock) if found and day else None
