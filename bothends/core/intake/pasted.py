"""Pasted text: lines copied out of a chat where they can be told, else one message a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bothends.core.intake import whatsapp
from bothends.core.intake.entries import Opening, Style, read
from bothends.core.intake.source import MARK, MARKS, Source, bare
from bothends.core.intake.stamps import Stamp, read_stamp
from bothends.core.intake.transcript import Again, Message, Transcript

# Telegram Desktop's copy: `Name, [08.08.24 08:12]`, the text on the next lines.
_TELEGRAM = re.compile(rf"{MARK}([^\n\[\]]{{1,100}}), \[([^\[\]\n]{{8,40}})\]")
# Any other copy: an optional time, a short name, a colon of either width.
_NAMED = re.compile(
    rf"{MARK}(?:\[?\d{{1,2}}[:.]\d\d(?: ?[AaPp][Mm])?\]?,? (?:- )?)?([^\n:：<>\"/]{{1,40}})(?:: |：|:$)(.*)"
)
# What people write for themselves before a colon.
_SELF = "me i you 我 私 自分 俺 僕 ฉัน ผม หนู tôi saya aku ako yo eu moi ich io 나 저 я أنا मैं mimi"  # drafts
SELF = frozenset(_SELF.split())
_MOST_NAMES = 8
_MOST_WORDS = 5


def looks_copied(source: Source) -> bool:
    """Lines copied from WhatsApp Web, Telegram Desktop, or `Name: text` by names that come back."""
    return whatsapp.looks_like(source, bracket=True) or is_telegram(source) or bool(_names(source))


def is_telegram(source: Source) -> bool:
    """Lines copied out of Telegram Desktop."""
    return any(_telegram_header(line) for line in source.head[:50])


def _telegram_header(line: str) -> tuple[str, Stamp] | None:
    match = _TELEGRAM.fullmatch(line.rstrip())
    stamp = read_stamp(match[2]) if match else None
    return (bare(match[1]), stamp) if match and stamp else None


def _names(source: Source) -> set[str]:
    """Names before a colon, where at least half the lines carry one and somebody speaks twice."""
    lines = [line for line in source.head if line.strip()]
    found = [bare(match[1]) for line in lines if (match := _named(line))]
    counts = Counter(found)
    enough = len(found) >= 2 and len(found) * 2 >= len(lines) and len(counts) <= _MOST_NAMES
    if not enough or (len(found) == len(counts) != 2):
        return set()
    return {name for name, times in counts.items() if times > 1 or len(name.split()) <= 2}


def _named(line: str) -> re.Match[str] | None:
    match = _NAMED.fullmatch(line)
    return match if match and bare(match[1]) and len(match[1].split()) <= _MOST_WORDS else None


def read_copied(source: Source) -> Transcript:
    if whatsapp.looks_like(source, bracket=True):
        return whatsapp.read_lines(source, code="pasted_chat")
    return _read_telegram(source) if is_telegram(source) else _read_named(source)


def _read_telegram(source: Source) -> Transcript:
    return read(source, Style("pasted_chat", lambda: _telegram_line))


def _telegram_line(line: str) -> Opening | None:
    header = _telegram_header(line)
    return Opening(header[0], "", header[1].written, header[1].clock) if header else None


def _read_named(source: Source) -> Transcript:
    names = _names(source)

    def cut(line: str) -> Opening | None:
        match = _named(line)
        return Opening(bare(match[1]), match[2]) if match and bare(match[1]) in names else None

    own = {name.casefold() for name in names} & SELF
    return read(source, Style("pasted_chat", lambda: cut, own=frozenset(own if len(own) == 1 else ())))


def read_plain(source: Source) -> Transcript:
    """One message a line; blank lines count for nothing."""

    def lines() -> Iterator[Message]:
        stripped = (line.strip(MARKS + " \t") for line in source.lines())
        return (Message(None, None, line) for line in stripped if line)

    return Transcript("plain_text", Again(lines))
