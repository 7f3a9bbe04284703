"""WeChat as a table: one row a message, with WeChat's own numbers for what kind it is.

Columns from public exporters (WeChatMsg, MemoTrace, chatlog). Type 1 is text, 49 a card or an answer in
XML, 10000 and up the app itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from bothends.core.intake.dates import resolve
from bothends.core.intake.entries import head
from bothends.core.intake.records import rows
from bothends.core.intake.source import MARKS, Source, bare, two_sides
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

_NEEDED = frozenset({"issender", "strcontent", "type"})
_MEMOTRACE = frozenset({"类型", "发送人", "时间", "内容"})
_CHATLOG = frozenset({"sendername", "talkername", "content", "time"})
OWN = "我"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SYSTEM_TYPES = frozenset({"50", "10000", "10002", "系统消息", "语音通话", "视频通话"})
_TEXT_TYPES = frozenset({"", "1", "文本", "引用"})
_MEDIA_TEXT = re.compile(
    r"\[(?:图片|视频|语音|动画表情|表情包|文件|位置|名片|链接)\].{0,200}|!\[[^\]]{0,60}\]\(.{1,300}\)",
    re.DOTALL,
)
# In the XML of a card, a place or an answer: what a person can read.
_READABLE = re.compile(
    r"<title>(?:<!\[CDATA\[)?(.{1,2000}?)(?:\]\]>)?</title>|\b(?:label|poiname|nickname)=\"([^\"]{1,300})\"",
    re.DOTALL,
)
_GROUP_PREFIX = re.compile(r"\A(?:wxid_\w{4,40}|[\w-]{4,40}@chatroom):\n")


def columns(source: Source) -> list[str]:
    """The column names in lower case; empty where the first line holds none."""
    first = next(iter(head(source)), "").lstrip(MARKS)
    return [bare(cell).casefold() for row in rows([first], ",") for cell in row]


def looks_like(source: Source) -> bool:
    names = set(columns(source))
    return names >= _NEEDED or names >= _MEMOTRACE or names >= _CHATLOG


def read_csv(source: Source) -> Transcript:
    """A message a row. Own messages are told by IsSender, else by the name 我."""
    names = columns(source)
    rows_by_side: dict[str, dict[str, None]] = {}
    talkers: dict[str, None] = {}
    for row in _rows(source.lines(), names):
        rows_by_side.setdefault(row.get("issender", ""), {}).setdefault(_name(row))
        talkers.setdefault(row.get("talkerid") or row.get("talker") or "")
    theirs = set(rows_by_side.get("0", ()))
    mine = [_own(name, theirs) for name in rows_by_side.pop("1", ())]
    senders = [*mine, *(name for side in rows_by_side.values() for name in side if name)]
    owner = mine[0] if mine else OWN if OWN in senders else None
    owner, other = two_sides(senders, owner=owner, other=None)
    notes = ("several_chats",) if len(talkers) > 1 else ()
    messages = Again(lambda: (_message(row, theirs) for row in _rows(source.lines(), names)))
    return Transcript("wechat_csv", messages, owner=owner, other=other, notes=notes)


def _rows(lines: Iterable[str], names: list[str]) -> Iterator[Mapping[str, str]]:
    first = True
    for cells in rows(lines, ","):
        if not first:
            yield dict(zip(names, cells, strict=False))
        first = False


def _name(row: Mapping[str, str]) -> str:
    cells = (
        row.get(key, "")
        for key in ("remark", "nickname", "发送人", "sendername", "备注", "昵称", "sender", "talker")
    )
    return next((name for cell in cells if (name := bare(cell))), "")


def _own(name: str, theirs: set[str]) -> str:
    """The owner's name; many exporters write the counterpart's into the owner's rows too."""
    return name if name and name not in theirs else OWN


def _message(row: Mapping[str, str], theirs: set[str]) -> Message:
    sender = _own(_name(row), theirs) if row.get("issender") == "1" else _name(row)
    text = _GROUP_PREFIX.sub("", _first(row, "strcontent", "content", "内容"))
    type_ = _first(row, "type", "类型").strip()
    kind, text = _kind(type_, text)
    return Message(_when(row), None if kind == "system" else sender or None, text, kind)


def _first(row: Mapping[str, str], *keys: str) -> str:
    return next((row[key] for key in keys if row.get(key)), "")


def _kind(type_: str, text: str) -> tuple[Kind, str]:
    if type_ in _SYSTEM_TYPES:
        return "system", text or "[system]"
    readable = _readable(text) if text.lstrip().startswith("<") else text
    if type_ in _TEXT_TYPES and readable.strip():
        return ("media" if _MEDIA_TEXT.fullmatch(readable) else "text"), readable.rstrip("\n")
    if type_ in ("48", "49", "42", "位置", "分享", "名片") and readable.strip():
        return "text", readable.strip()
    return "media", "[media]"


def _readable(xml: str) -> str:
    found = [html.unescape(title or label) for title, label in _READABLE.findall(xml[:20_000])]
    return " ".join(dict.fromkeys(found))


def _when(row: Mapping[str, str]) -> datetime | None:
    """Local time as written; where only seconds since 1970 are given, that moment."""
    found = remembered(_first(row, "strtime", "time", "时间").strip()[:19].replace("T", " "))
    day = resolve(found.written, "ymd") if found else None
    if found and day:
        return datetime.combine(day, found.clock)
    seconds = _first(row, "createtime").strip()
    return _EPOCH + timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 12 else None
