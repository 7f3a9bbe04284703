"""LINE text exports in Japanese, English, Chinese and Thai: tabs from a phone, blanks from a desktop.

Dates stand on lines of their own, with a weekday that settles day and month.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import islice

from bothends.core.intake.dates import CLOCK, ERAS, Order, WrittenDate, clock, possible, resolve, settle
from bothends.core.intake.source import LINE_COSTS, LONGEST_MESSAGE, MARK, Source, bare, two_sides
from bothends.core.intake.transcript import Again, Kind, Message, Transcript
from bothends.core.intake.whatsapp import read_header

# Weekday names, Monday first: short and long forms of the four languages. Source: CLDR, from memory.
_WEEKDAYS = (
    "月 月曜日 一 週一 周一 星期一 mon monday จ. จ จันทร์ วันจันทร์",
    "火 火曜日 二 週二 周二 星期二 tue tuesday อ. อ อังคาร วันอังคาร",
    "水 水曜日 三 週三 周三 星期三 wed wednesday พ. พ พุธ วันพุธ",
    "木 木曜日 四 週四 周四 星期四 thu thursday พฤ. พฤ พฤหัสบดี วันพฤหัสบดี",
    "金 金曜日 五 週五 周五 星期五 fri friday ศ. ศ ศุกร์ วันศุกร์",
    "土 土曜日 六 週六 周六 星期六 sat saturday ส. ส เสาร์ วันเสาร์",
    "日 日曜日 週日 周日 星期日 星期天 sun sunday อา. อา อาทิตย์ วันอาทิตย์",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}

# What stands in brackets for a photo, sticker, call … (phone), and bare (desktop).
MEDIA = frozenset(
    word
    for words in (
        "写真 スタンプ 動画 ボイスメッセージ ファイル アルバム ノート 連絡先 位置情報 プレゼント 画像",
        "Photo Photos Sticker Stickers Video Videos Audio File Files Album Albums Note Notes Contact",
        "Location",
        "Gift 貼圖 照片 圖片 影片 檔案 相簿 記事本 聯絡資訊 位置訊息 語音訊息",
        "禮物 贴图 图片 视频 文件 相册 语音信息",
        "联系人 位置信息 รูป รูปภาพ ภาพ สติกเกอร์ สติ๊กเกอร์ วิดีโอ ไฟล์ อัลบั้ม โน้ต ข้อความเสียง",
        "ตำแหน่งที่ตั้ง ของขวัญ",
    )
    for word in words.casefold().split()
) | {"voice message"}

# How a line ends that tells of a message taken back.
TAKEN_BACK = (
    "unsent a message.",
    "メッセージの送信を取り消しました",
    "已收回訊息",
    "已撤回消息",
    "ยกเลิกข้อความ",
)

# Title line -> the counterpart. A group's title names no one person.
_TITLE = re.compile(
    rf"{MARK}(?:\[LINE\] ?)?(?:Chat history with (?P<en>.+)|(?P<ja>.+)とのトーク履歴"
    r"|[與与] ?(?P<zh>.+?) ?的聊天[記记紀纪][錄録录]|ประวัติ(?:การ)?(?:แชท|สนทนา)กับ ?(?P<th>.+))"
)
_TITLED = re.compile(rf"{MARK}\[LINE\] ?\S")
_SAVED = re.compile(r"(?:保存日時|保存日期|儲存日期|Saved on|Save date|บันทึกเมื่อ|บันทึกวันที่)\b.{0,30}")
_DATE = re.compile(
    r"(?:(?P<w1>[^\W\d_][^\d\s,()（）]{0,11}),? )?(?P<era>R|H|令和|平成)?"
    r"(?P<n1>\d{1,4})(?P<sep>[./])(?P<n2>\d{1,2})(?P=sep)(?P<n3>\d{1,4})"
    r"(?: ?[(（]? ?(?P<w2>[^\W\d_][^\d\s,()（）]{0,14})[)）]?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_TAB = re.compile(r"([^\t\n]{4,14}?)(?:\t| {3,})(.*)", re.DOTALL)
_SPACE = re.compile(r"((?:[^\d\s]{1,3})?\d{1,2}:\d\d(?: ?[AaPp][Mm])?) (.*)", re.DOTALL)


_SAMPLE = 20_000  # messages looked at to tell names from words
_MOST_LINES = 5_000  # of one text in quotes


@dataclass(slots=True)
class Entry:
    """A message before its sender is known: `rest` is everything after the time."""

    day: WrittenDate | None
    clock: time
    rest: str = field(repr=False)
    tabbed: bool
    more: list[str] = field(default_factory=list, repr=False)


def read_date(line: str) -> WrittenDate | None:
    """A line that is a date and nothing else, or None."""
    match = _DATE.fullmatch(line.strip()) if len(line) < 40 else None
    if not match:
        return None
    words = [word.casefold() for word in (match["w1"], match["w2"]) if word]
    if any(word not in WEEKDAYS for word in words):
        return None
    first, second, third = int(match["n1"]), int(match["n2"]), int(match["n3"])
    first += ERAS[match["era"].casefold()] if match["era"] else 0
    orders: tuple[Order, ...] = ("ymd",) if first >= 100 else ("dmy", "mdy")
    written = WrittenDate((first, second, third), orders, WEEKDAYS[words[0]] if words else None)
    return written if possible(written) else None


def _entry(line: str, day: WrittenDate | None) -> Entry | None:
    if not line[:1].strip():
        return None
    tabbed = _TAB.fullmatch(line)
    match = tabbed or _SPACE.fullmatch(line)
    spelled = _CLOCK.fullmatch(match[1]) if match else None
    at = clock(spelled) if spelled else None
    if not match or at is None:
        return None
    return Entry(day, at, match[2], tabbed is not None)


def looks_like(source: Source) -> bool:
    """A LINE title with dates and messages below it, or at least a date line directly above messages."""
    lines = [line for line in source.head[:200] if line.strip()]
    dates = [i for i, line in enumerate(lines) if read_date(line)]
    if not dates:
        return _copied(lines)
    if not any(_entry(line, None) for line in lines[dates[0] + 1 :]):
        return False
    if _titled(lines[0]):
        return dates[0] <= 3
    quoted = (
        read_header(lines[0]) is not None
    )  # a day and a time inside the first message of a WhatsApp export
    return dates[0] <= 3 and not quoted and _entry(lines[dates[0] + 1], None) is not None


def _copied(lines: Sequence[str]) -> bool:
    """Lines cut out of a phone's export, without a date: most have a time, a name and a text between tabs."""
    full = [line for line in lines if line.count("\t") >= 2 and _entry(line, None)]
    return len(full) >= 2 and len(full) * 2 >= len(lines)


def _titled(line: str) -> bool:
    return bool(_TITLED.match(line) or _TITLE.fullmatch(line.strip()))


def read(source: Source) -> Transcript:
    """Every line with a time is a message; other lines belong to the message above."""
    title = _TITLE.fullmatch(source.head[0].strip())
    named = bare(next(name for name in title.groups() if name)) if title else None
    days: dict[WrittenDate, None] = {}
    names = _spaced_names(
        [e.rest for e in islice(_entries(source.lines()), _SAMPLE) if not e.tabbed], known=named
    )
    senders: dict[str, None] = {}
    dates: list[WrittenDate] = []
    for entry in _entries(source.lines()):
        if entry.day and entry.day not in days:
            days.setdefault(entry.day)
            dates.append(entry.day)
        if sender := _message(entry, None, names).sender:
            senders.setdefault(sender)
    order = settle(dates)
    other = named if named in senders or len(senders) < 3 else None
    owner, other = two_sides(senders, owner=None, other=other)
    notes = ("day_month_unknown",) if any(resolve(day, order) is None for day in dates) else ()
    messages = Again(lambda: (_message(entry, order, names) for entry in _entries(source.lines())))
    return Transcript("line_txt", messages, owner=owner, other=other, notes=notes)


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The messages, each with the lines below it, and only one of them held."""
    day: WrittenDate | None = None
    current: Entry | None = None
    quoted = _Quoted()
    room = LONGEST_MESSAGE
    for line in lines:
        entry = _entry(line, day)
        room = LONGEST_MESSAGE if entry else room - len(line) - LINE_COSTS
        if current and room < 0:
            entry, room = _going_on(current, line), LONGEST_MESSAGE
        if entry:
            day = (quoted.end(current) if current else None) or day
            yield from (current,) if current else ()
            current = replace(entry, day=day)
            quoted = _Quoted.of(entry)
        elif current and quoted.takes(line):
            continue
        elif found := read_date(line):
            day = found
        elif lead := _below(current, line):
            yield lead
    if current:
        quoted.end(current)
        yield current


def _going_on(entry: Entry, line: str) -> Entry:
    """The same sender and time for the rest of a message too long to hold."""
    divider = "\t" if "\t" in entry.rest else " "
    return Entry(entry.day, entry.clock, entry.rest.partition(divider)[0] + divider, entry.tabbed, [line])


def _below(current: Entry | None, line: str) -> Entry | None:
    """A line without a time belongs to the message above; above all, it is one unless it is a heading."""
    if current:
        current.more.append(line)
        return None
    heading = _titled(line) or _SAVED.match(line) or not line.strip()
    return None if heading else Entry(None, time(), "\t" + line, tabbed=True)


@dataclass(slots=True)
class _Quoted:
    """The lines of a text that LINE put in quotes because it has several: a date among them is no new day.

    Only where the quotes are closed is that known; else its lines are read as any other.
    """

    open: bool = False
    held: list[str] = field(default_factory=list, repr=False)
    closed: int = 0  # lines up to the last that ends in a quote

    @classmethod
    def of(cls, entry: Entry) -> _Quoted:
        text = entry.rest.rpartition("\t")[2] if entry.tabbed else entry.rest
        return cls(text.startswith('"') or (not entry.tabbed and ' "' in text))

    def takes(self, line: str) -> bool:
        """Whether the line is held until the end of the message is known."""
        if not self.open or len(self.held) >= _MOST_LINES or (self.closed and read_date(line)):
            self.open = False
            return False
        self.held.append(line)
        if line.endswith('"'):
            self.closed = len(self.held)
        return True

    def end(self, entry: Entry) -> WrittenDate | None:
        """Give the held lines to the message, and say what day they named outside the quotes."""
        day: WrittenDate | None = None
        late: list[str] = []
        for line in self.held[self.closed :]:
            found = read_date(line)
            if found:
                day = found
            else:
                late.append(line)
        entry.more[:0] = [*self.held[: self.closed], *late]
        return day


def _spaced_names(rests: Sequence[str], *, known: str | None) -> list[str]:
    """Names in a desktop export, where only a blank ends a name: longest first.

    A first word that is followed by the same word in each of four lines or more is taken for half a name.
    """
    groups: dict[str, list[list[str]]] = {}
    for rest in rests:
        words = rest.split(" ")
        groups.setdefault(words[0], []).append(words)
    names = {_common_start(group) for group in groups.values()}
    if known and any(rest.startswith(known + " ") for rest in rests):
        names.add(known)
    return sorted(names, key=len, reverse=True)


def _common_start(group: list[list[str]]) -> str:
    length = 1
    while len(group) >= 4 and all(len(words) > length + 1 for words in group):
        if len(Counter(words[length] for words in group)) > 1:
            break
        length += 1
    return " ".join(group[0][:length])


def _message(entry: Entry, order: Order | None, names: Iterable[str]) -> Message:
    sender, text = _speaker(entry, names)
    text = "\n".join([text, *entry.more]).rstrip("\n")
    if "\n" in text and text.startswith('"') and text.endswith('"'):
        text = text[1:-1]
    day: date | None = resolve(entry.day, order) if entry.day else None
    at = datetime.combine(day, entry.clock) if day else None
    kind = _kind(sender, text, tabbed=entry.tabbed) if entry.day or sender else "text"
    return Message(at, None if kind == "system" else sender, text, kind)


def _speaker(entry: Entry, names: Iterable[str]) -> tuple[str | None, str]:
    if entry.tabbed:
        name, tab, text = entry.rest.replace("    ", "\t", 0 if "\t" in entry.rest else 1).partition("\t")
        return (bare(name) or None, text) if tab else (None, name)
    name = next((n for n in names if entry.rest.startswith(n + " ")), "")
    return (name, entry.rest[len(name) + 1 :]) if name else (None, entry.rest)


def _kind(sender: str | None, text: str, *, tabbed: bool) -> Kind:
    plain = text.strip()
    if (
        sender is None
        or plain.startswith("☎")
        or any(plain.endswith(end) and len(plain) < 60 for end in TAKEN_BACK)
    ):
        return "system"
    inner = plain[1:-1] if plain.startswith("[") and plain.endswith("]") else "" if tabbed else plain
    return "media" if inner.casefold() in MEDIA else "text"
