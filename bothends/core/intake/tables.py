"""Chats as tables: KakaoTalk's and Viber's csv, Discord's as DiscordChatExporter writes it, and any table
that names a time, a sender and a text.

Columns are known by their names. Viber's are from memory, without a public confirmation: its rows are also
read where there is no line of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bothends.core.intake import kakao
from bothends.core.intake.dates import Order, resolve, settle
from bothends.core.intake.entries import Opening, Style, Survey, head, message
from bothends.core.intake.records import delimiter_of, rows
from bothends.core.intake.source import MARKS, Source, bare, two_sides
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Again, Kind, Message, Transcript

# What a column is called -> what it holds. Of several that fit, the one named first here is taken.
NAMES = {
    "day": ("date", "datetime", "timestamp", "time sent", "sent at", "message date", "时间", "時間", "日期", "time"),
    "clock": ("time", "hour"),
    "sender": (
        "user", "author", "sendername", "sender name", "sender", "from", "name", "contact name", "contact",
        "发送人", "發送人", "发送者", "昵称", "nickname", "username",
    ),
    "text": ("message", "content", "text", "body", "message text", "内容", "內容"),
    "attached": ("attachments", "attachment", "media"),
}  # fmt: skip

_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?")
_NUMBER = re.compile(r"[+\d][\d ()-]{4,20}|")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
OWN = frozenset({"me", "you", "我", "회원님"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a row. `clock` and `attached` are None where the table has no such column."""

    code: str
    delimiter: str
    day: int
    sender: int
    text: int
    clock: int | None = None
    attached: int | None = None
    named: bool = True  # whether the first line holds the names

    @property
    def width(self) -> int:
        return max(self.day, self.sender, self.text) + 1


def layout_of(source: Source) -> Layout | None:
    """The layout of this table, or None where it is no table of messages."""
    lines = head(source)
    first = lines[0].lstrip(MARKS) if lines else ""
    delimiter = delimiter_of(first)
    sample = list(rows(lines, delimiter))
    if not sample or len(sample[0]) < 3:
        return None
    return _named(sample[0], delimiter) or _viber(sample, delimiter)


def _named(cells: Sequence[str], delimiter: str) -> Layout | None:
    names = [bare(cell).casefold().replace("_", " ") for cell in cells]
    places = {role: _place(names, words) for role, words in NAMES.items()}
    day, sender, text = places["day"], places["sender"], places["text"]
    if day is None or sender is None or text is None or len(cells) > 40:
        return None
    clock = places["clock"] if places["clock"] != day else None
    return Layout(_code(names), delimiter, day, sender, text, clock, places["attached"])


def _place(names: Sequence[str], words: Sequence[str]) -> int | None:
    return next((names.index(word) for word in words if word in names), None)


def _code(names: Sequence[str]) -> str:
    if names[:3] == ["date", "user", "message"]:
        return "kakaotalk_csv"
    if "authorid" in names:
        return "discord_csv"
    if names[:2] == ["date", "time"] and any("phone" in name or "number" in name for name in names):
        return "viber_csv"
    return "table_csv"


def _viber(sample: Sequence[Sequence[str]], delimiter: str) -> Layout | None:
    """Day, time, name, number, text, in most of the rows."""
    fitting = [row for row in sample if len(row) >= 5 and _is_viber(row)]
    if len(fitting) * 3 < len(sample) * 2:
        return None
    return Layout("viber_csv", delimiter, 0, 2, 4, 1, named=False)


def _is_viber(row: Sequence[str]) -> bool:
    return bool(
        _DAY.fullmatch(row[0].strip())
        and _CLOCK.fullmatch(row[1].strip())
        and _NUMBER.fullmatch(row[3].strip())
    )


def looks_kakao(source: Source) -> bool:
    return _is(source, "kakaotalk_csv")


def looks_viber(source: Source) -> bool:
    return _is(source, "viber_csv")


def looks_discord(source: Source) -> bool:
    return _is(source, "discord_csv")


def looks_table(source: Source) -> bool:
    """Any other table whose first rows have a time where the names say so."""
    layout = layout_of(source)
    if layout is None:
        return False
    first = next(_openings(head(source), layout), None)
    return first is not None and first.written is not None


def _is(source: Source, code: str) -> bool:
    layout = layout_of(source)
    return layout is not None and layout.code == code


def read_table(source: Source) -> Transcript:
    """A message a row; a row that has no time keeps its words."""
    layout = layout_of(source)
    if layout is None:
        return Transcript("table_csv", ())
    seen = Survey()
    for opening in _openings(source.lines(), layout):
        seen.see(opening)
    order = settle(seen.dates)
    unknown = any(resolve(written, order) is None for written in seen.dates)
    messages = Again(lambda: _messages(source, layout, order))
    owner = next((name for name in seen.names if name.casefold() in OWN), None)
    owner, other = two_sides(seen.names, owner=owner, other=None)
    notes = ("day_month_unknown",) if unknown else ()
    return Transcript(layout.code, messages, owner=owner, other=other, notes=notes)


def _messages(source: Source, layout: Layout, order: Order | None) -> Iterator[Message]:
    style = Style(layout.code, kakao.windows, kakao.kind_of if layout.code == "kakaotalk_csv" else _plain)
    for opening in _openings(source.lines(), layout):
        yield message(opening, opening.text.rstrip("\n"), style, order)


def _plain(text: str) -> Kind:
    return "text" if text.strip() else "media"


def _openings(lines: Iterable[str], layout: Layout) -> Iterator[Opening]:
    first = layout.named
    for row in rows(lines, layout.delimiter):
        if first:
            first = False
            continue
        yield _opening(row, layout)


def _opening(row: list[str], layout: Layout) -> Opening:
    if len(row) < layout.width:
        return Opening(None, layout.delimiter.join(row))
    text = row[layout.text]
    if layout.text == len(row) - 1 or not layout.named:
        text = layout.delimiter.join(row[layout.text :])  # a text whose own commas were not quoted
    kind: Kind | None = None
    if layout.attached is not None and not text.strip() and _cell(row, layout.attached):
        text, kind = "[media]", "media"
    return replace(_dated(row, layout), sender=bare(row[layout.sender]) or None, text=text, kind=kind)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _dated(row: Sequence[str], layout: Layout) -> Opening:
    day = row[layout.day].strip()
    if _ISO.fullmatch(day):
        day = day[:19].replace("T", " ")
    clock = _cell(row, layout.clock)
    found = remembered(f"{day} {clock}".strip() if clock else day)
    return Opening(written=found.written, clock=found.clock) if found else Opening()
