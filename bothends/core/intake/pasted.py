"""Pasted text: lines copied out of a chat where they can be told, else one message a line."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

from bothends.core.intake import whatsapp
from bothends.core.intake.dates import Order, resolve, settle
from bothends.core.intake.source import MARK, MARKS, Source, bare, two_sides
from bothends.core.intake.stamps import Stamp, read_stamp
from bothends.core.intake.transcript import Message, Transcript

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
    return any(_telegram_header(line) for line in source.lines()[:50])


def _telegram_header(line: str) -> tuple[str, Stamp] | None:
    match = _TELEGRAM.fullmatch(line.rstrip())
    stamp = read_stamp(match[2]) if match else None
    return (bare(match[1]), stamp) if match and stamp else None


def _names(source: Source) -> set[str]:
    """Names before a colon, where at least half the lines carry one and somebody speaks twice."""
    lines = [line for line in source.lines() if line.strip()]
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
    heads: list[tuple[str | None, Stamp | None]] = [(None, None)]
    texts: list[list[str]] = [[]]
    for line in source.lines():
        if header := _telegram_header(line):
            heads.append(header)
            texts.append([])
        else:
            texts[-1].append(line)
    order = settle([stamp.written for _, stamp in heads if stamp])
    messages = [
        _stamped(name, _at(stamp, order), lines) for (name, stamp), lines in zip(heads, texts, strict=True)
    ]
    kept = tuple(m for m in messages if m.sender or m.text)
    unknown = any(m.sender and m.at is None for m in kept)
    return Transcript("pasted_chat", kept, notes=("day_month_unknown",) if unknown else ())


def _at(stamp: Stamp | None, order: Order | None) -> datetime | None:
    day = resolve(stamp.written, order) if stamp else None
    return datetime.combine(day, stamp.clock) if stamp and day else None


def _stamped(name: str | None, at: datetime | None, lines: list[str]) -> Message:
    return Message(at, name, "\n".join(lines).strip("\n"))


def _read_named(source: Source) -> Transcript:
    names = _names(source)
    heads: list[str | None] = [None]
    texts: list[list[str]] = [[]]
    for line in source.lines():
        match = _named(line)
        if match and bare(match[1]) in names:
            heads.append(bare(match[1]))
            texts.append([match[2]])
        else:
            texts[-1].append(line)
    messages = (Message(None, name, "\n".join(t).strip("\n")) for name, t in zip(heads, texts, strict=True))
    kept = tuple(m for m in messages if m.sender or m.text.strip())
    own = [name for name in names if name.casefold() in SELF]
    owner, other = two_sides(kept, owner=own[0] if len(own) == 1 else None, other=None)
    return Transcript("pasted_chat", kept, owner=owner, other=other)


def read_plain(source: Source) -> Transcript:
    """One message a line; blank lines count for nothing."""
    lines = (line.strip(MARKS + " \t") for line in source.lines())
    return Transcript("plain_text", tuple(Message(None, None, line) for line in lines if line))
