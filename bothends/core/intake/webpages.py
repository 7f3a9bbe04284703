"""Chats as web pages by two exporters: imessage-exporter for iMessage, WechatExporter for WeChat.

Shapes from those programs' own templates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bothends.core.intake import imessage, stamped
from bothends.core.intake.dates import resolve
from bothends.core.intake.page import Attributes, Box, Layout, Role, boxes, is_page
from bothends.core.intake.source import Source, bare, senders_of, two_sides
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

_APPLE = {"timestamp": "stamp", "sender": "sender", "bubble": "text", "app": "text", "subject": "text"}
_APPLE_SKIPPED = frozenset({"tapbacks", "reactions", "tapback", "reaction", "expressive", "reply_context"})
_TIME = re.compile(r"[A-Z][a-z]{2} \d{1,2}, \d{4} {1,2}\d{1,2}:\d\d:\d\d [AP]M")
_CLOCKED = re.compile(r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日? \d{1,2}:\d\d(?::\d\d)?")


def _apple(tag: str, classes: frozenset[str], given: Attributes, above: Role) -> Role:
    if "announcement" in classes:
        return "notice"
    if "message" in classes:
        return "message"
    if classes & _APPLE_SKIPPED:
        return "answered" if "reply_context" in classes else "skip"
    found = next((role for name, role in _APPLE.items() if name in classes), "")
    return found or ("media" if tag in ("img", "video", "audio") or "attachment" in classes else "")


def _wechat(tag: str, classes: frozenset[str], given: Attributes, above: Role) -> Role:
    if tag == "div" and "msg" in classes and "msgid" in given:
        return "notice" if "chat-notice" in classes or "notice" in classes else "message"
    if "avatar-box" in classes or "triangle" in classes:
        return "skip"
    if "nt-box" in classes:
        return "stamp"
    if above == "stamp" and tag == "span":
        return "sender"
    if tag in ("img", "video", "audio"):
        return "media"
    return "text" if "content-box" in classes else ""


APPLE, WECHAT = Layout(_apple), Layout(_wechat)


def looks_imessage(source: Source) -> bool:
    start = source.start if is_page(source) else ""
    return 'class="timestamp"' in start and 'class="sender"' in start and 'class="message"' in start


def looks_wechat(source: Source) -> bool:
    start = source.start if is_page(source) else ""
    return "nt-box" in start and "msgid=" in start


def read_imessage(source: Source) -> Transcript:
    """Every message once: an answer is read where it first stands."""
    messages = Again(lambda: _apple_messages(source))
    senders = senders_of(messages)
    own = imessage.OWN if imessage.OWN in senders else None
    owner, other = two_sides(senders, owner=own, other=None)
    return Transcript("imessage_html", messages, owner=owner, other=other)


def _apple_messages(source: Source) -> Iterator[Message]:
    early: Counter[Message] = Counter()
    for box in boxes(source, APPLE):
        message = _apple_message(box)
        if box.inside:
            early[message] += 1
        elif box.get("answered") and early[message]:
            early[message] -= 1
            continue
        yield message


def _apple_message(box: Box) -> Message:
    match = _TIME.search(box.get("stamp"))
    at = _when(" ".join(match[0].split())) if match else None
    if box.role == "notice":
        return Message(at, None, box.text, "system")
    gone = imessage.is_gone(box.text)
    kind: Kind = "system" if gone else "text" if box.text else "media"
    return Message(at, None if gone else bare(box.get("sender")) or None, box.text or "[media]", kind)


def read_wechat(source: Source) -> Transcript:
    """Every message; the own side is the one that stands on the right."""
    senders: dict[str, None] = {}
    owner: str | None = None
    for box in boxes(source, WECHAT):
        if name := bare(box.get("sender")):
            senders.setdefault(name)
            owner = owner or (name if box.classes & {"chat-right", "right"} else None)
    owner, other = two_sides(senders, owner=owner, other=None)
    messages = Again(lambda: map(_wechat_message, boxes(source, WECHAT)))
    return Transcript("wechat_html", messages, owner=owner, other=other)


def _wechat_message(box: Box) -> Message:
    match = _CLOCKED.search(box.get("stamp"))
    at = _when(match[0]) if match else None
    if box.role == "notice":
        return Message(at, None, box.text, "system")
    kind: Kind = stamped.kind_of(box.text) if box.text else "media"
    sender = None if kind == "system" else bare(box.get("sender")) or None
    return Message(at, sender, box.text or "[media]", kind)


def _when(text: str) -> datetime | None:
    found = remembered(text)
    day = resolve(found.written, None) if found else None
    return datetime.combine(day, found.clock) if found and day else None
