"""Chat exports of any size, invented and always the same: what a bench reads and what it must find again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

NAMES = ("Mei", "Tom Baker")
WORDS = (
    "good morning did you eat yet", "ok", "haha yes", "the market is quiet today", "send me the picture later",
    "I am still at work, the shift ends at nine", "你今天忙吗", "晚上再聊", "วันนี้เหนื่อยมาก", "พรุ่งนี้เจอกันนะ",
    "hari ini hujan terus", "nanti saya telepon", "anh ăn cơm chưa", "mai em rảnh", "今日は遅くなります",
    "ok see you tomorrow then, take care of yourself and do not stay up too long", "👍", "hmm",
    "let me know what you think about the plan when you have time",
    "first line of a longer message\nand its second line",
)  # fmt: skip
_START = datetime(2023, 3, 1, 8, 0, tzinfo=UTC)
_TURN = 20_000  # messages that are made once and then repeated with later times


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it was meant. `at` is in UTC; exports without a zone write its clock."""

    at: datetime
    sender: str
    text: str


def talk() -> Iterator[Said]:
    """An endless chat of two, a message every few minutes, a little different every day."""
    chance = random.Random(11)
    turn = [(chance.choice(NAMES), chance.choice(WORDS), chance.randrange(1, 6)) for _ in range(_TURN)]
    at = _START
    while True:
        for sender, text, minutes in turn:
            at += timedelta(minutes=minutes)
            yield Said(at, sender, text)
            if at.year > 2045:
                at = _START


def whatsapp_android(one: Said) -> str:
    return f"{one.at:%d/%m/%Y, %H:%M} - {one.sender}: {one.text}\n"


def whatsapp_iphone(one: Said) -> str:
    return f"[{one.at:%d/%m/%y}, {one.at:%H:%M:%S}] {one.sender}: {one.text}\r\n".replace("\n", "\r\n", 0)


def telegram(one: Said) -> str:
    row = {
        "id": int(one.at.timestamp()) // 60,
        "type": "message",
        "date": f"{one.at:%Y-%m-%dT%H:%M:%S}",
        "date_unixtime": str(int(one.at.timestamp())),
        "from": one.sender,
        "from_id": f"user{len(one.sender)}",
        "text": one.text,
        "text_entities": [{"type": "plain", "text": one.text}],
    }
    return json.dumps(row, ensure_ascii=False, indent=1)


def messenger(one: Said) -> str:
    row = {
        "sender_name": one.sender,
        "timestamp_ms": int(one.at.timestamp() * 1000),
        "content": one.text.encode().decode("latin-1"),
        "is_geoblocked_for_viewer": False,
    }
    return json.dumps(row, indent=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a format is written: what stands before the messages, between them and after them."""

    row: Callable[[Said], str]
    before: str = ""
    between: str = ""
    after: str = ""


_TELEGRAM = '{"name": "Mei", "type": "personal_chat", "id": 3, "messages": ['
_MESSENGER = '{"participants": [{"name": "Mei"}, {"name": "Tom Baker"}], "messages": ['
KINDS = {
    "whatsapp_android": Kind(whatsapp_android),
    "whatsapp_iphone": Kind(whatsapp_iphone),
    "telegram_json": Kind(telegram, _TELEGRAM, ",", "]}"),
    "messenger_json": Kind(messenger, _MESSENGER, ",", '], "title": "Mei"}'),
}


def write(kind: str, path: Path, size: int) -> int:
    """Write an export of about `size` bytes; returns how many messages it holds."""
    how, count, written = KINDS[kind], 0, 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(how.before)
        for one in talk():
            row = (how.between if count else "") + how.row(one)
            out.write(row)
            count += 1
            written += len(row.encode())
            if written >= size:
                break
        out.write(how.after)
    return count
