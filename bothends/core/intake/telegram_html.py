"""Telegram Desktop's export as web pages: messages.html, messages2.html and so on.

A message that follows one of the same person bears no name. The time in full, with its zone, is a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from bothends.core.intake.page import Attributes, Box, Layout, Role, boxes, is_page
from bothends.core.intake.source import Source, bare, two_sides
from bothends.core.intake.telegram import DELETED
from bothends.core.intake.transcript import Again, Message, Transcript

_WHEN = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: UTC([+-])(\d\d):(\d\d))?")
_SKIPPED = frozenset({"reply_to", "userpic_wrap", "reactions", "signature", "bot_buttons_table"})
# Class -> role of what stands in it; the first that fits is taken.
_ROLES = {
    "from_name": "sender",
    "forwarded": "forwarded",
    "text": "text",
    "question": "text",
    "media_contact": "card",
    "media_call": "call",
    "media": "media",
    "photo_wrap": "media",
    "video_file_wrap": "media",
    "animated_wrap": "media",
    "sticker_wrap": "media",
    "media_poll": "media",
}


def _role(tag: str, classes: frozenset[str], given: Attributes, above: Role) -> Role:
    if "message" in classes and "service" in classes:
        return "skip" if given.get("id", "").startswith("message-") else "notice"  # a day is no message
    if ("message" in classes and "default" in classes) or "page_header" in classes:
        return "message"
    if "date" in classes and "details" in classes:
        return "stamp" if "pull_right" in classes else "skip"
    if classes & _SKIPPED or (tag == "span" and "details" in classes):
        return "skip"
    found = next((role for name, role in _ROLES.items() if name in classes), "")
    return "skip" if found == "sender" and above == "forwarded" else found


LAYOUT = Layout(_role)


def looks_like(source: Source) -> bool:
    """A page with Telegram's own boxes on it."""
    if not is_page(source):
        return False
    start = source.start
    return 'class="message default' in start or (
        'class="message service"' in start and "page_header" in start
    )


def read_html(source: Source) -> Transcript:
    """Every message of every page; days alone are no messages."""
    senders: dict[str, None] = {}
    titles: dict[str, None] = {}
    for message, title in _found(source):
        if message is None:
            titles.setdefault(title)
        elif message.sender is not None:
            senders.setdefault(message.sender)
    known = next(iter(titles)) if len(titles) == 1 and len(senders) < 3 else None
    owner, other = two_sides(senders, owner=None, other=known if known in senders else None)
    notes = ("several_chats",) if len(titles) > 1 else ()
    messages = Again(lambda: (message for message, _ in _found(source) if message))
    return Transcript("telegram_html", messages, owner=owner, other=other, notes=notes)


def _found(source: Source) -> Iterator[tuple[Message | None, str]]:
    """(message, title of the chat): one of the two."""
    sender: str | None = None
    for box in boxes(source, LAYOUT):
        if "page_header" in box.classes:
            yield None, bare(box.text)
        elif box.role == "notice":
            yield Message(None, None, box.text, "system"), ""
        else:
            if "joined" not in box.classes:
                sender = bare(box.get("sender")) or DELETED
            yield _message(box, sender), ""


def _message(box: Box, sender: str | None) -> Message:
    at = when(box.title)
    if box.get("call"):
        return Message(at, None, " ".join(box.get("call").split()), "system")
    card = " ".join(box.get("card").split())
    places = [link for link in box.media if "maps" in link and link.startswith("http")]
    text = "\n".join(filter(None, (box.text, card, *places)))
    return Message(at, sender, text or "[media]", "text" if text else "media")


def when(title: str) -> datetime | None:
    """`03.03.2024 18:01:22 UTC+07:00` as a moment; without the zone, local time as written."""
    match = _WHEN.search(title)
    if match is None:
        return None
    day, month, year, hour, minute, second = (int(match[n] or 0) for n in range(1, 7))
    try:
        shift = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
        zone = timezone(-shift if match[7] == "-" else shift) if match[7] else None
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
