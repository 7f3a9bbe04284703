"""Copies and small exports in which name and time open a message: WeChat, QQ, Discord, and the like.

One row of SHAPES a way to write that line. Source: WechatExporter's text form and DiscordChatExporter's
from their templates; the copies out of WeChat, QQ, Discord and Teams from memory.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from bothends.core.intake import pasted
from bothends.core.intake.dates import CLOCK, clock
from bothends.core.intake.entries import RULER, SNIFFED_LINES, Cutter, Opening, Style, head, read
from bothends.core.intake.source import MARK, MARKS, Source, bare
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Kind, Transcript

_NAME = r"(?P<name>[^\n:：\[\]()（）<>]{1,60}?)"
_WIDE_NAME = r"(?P<name>[^\n]{1,80}?)"
_STAMP = r"(?P<stamp>[^\n()（）\[\]]{4,40})"
_DAY = r"(?:\d{1,4}[./年년-] ?\d{1,2}[./月월-] ?\d{1,4}[日일.]?|\d{1,2} \w{3,9} \d{4})"
_DATED = rf"(?P<stamp>{_DAY},? [^\n:]{{0,12}}?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?)"
_WORDED = r"(?P<word>(?:Today|Yesterday)(?: at|,)? |今天 ?|昨天 ?)?"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a message is opened: its pattern has `name`, `stamp` or a clock, and `text` where it follows."""

    code: str
    pattern: re.Pattern[str]
    alone: bool = False  # the text is on the lines below, and the line is only believed where it comes back


def _shape(code: str, pattern: str, *, alone: bool = False) -> Shape:
    return Shape(code, re.compile(MARK + pattern, re.DOTALL | re.IGNORECASE), alone)


# From the most telling to the least; the first that opens enough lines of a text is the text's own.
SHAPES = (
    _shape("wechat_txt", rf"{_WIDE_NAME} ?[(（]{_STAMP}[)）][:：] ?(?P<text>.*)"),
    _shape("discord_txt", rf"\[{_STAMP}\] (?P<name>[^\n:]{{1,80}}?)(?: \(pinned\))?", alone=True),
    _shape("pasted_chat", rf"{_NAME} [—–] (?:{_DATED}|{_WORDED}{CLOCK})", alone=True),
    _shape("pasted_chat", rf"{_DATED} {_NAME}(?:[(<][\w.@+-]{{4,40}}[)>])?", alone=True),
    _shape("pasted_chat", rf"{_NAME}[:：]?,? {{1,3}}[(（\[]?{_DATED}[)）\]]?", alone=True),
    _shape("pasted_chat", rf"{_DATED}(?: ?[-–|:,]| ) ?{_NAME}[:：](?: (?P<text>.*)|$)"),
    _shape("pasted_chat", rf"{_NAME} ?[\[(（]{CLOCK}[\])）]?[:：] ?(?P<text>.*)"),
    _shape("pasted_chat", rf"[(（]{_STAMP}[)）] ?{_NAME}[:：] ?(?P<text>.*)"),
    _shape("pasted_chat", rf"\[{CLOCK}\] ?{_NAME}[:：] ?(?P<text>.*)"),
    _shape("pasted_chat", rf"{_NAME}[:：]? {{1,3}}{_WORDED}{CLOCK}", alone=True),
)

_WECHAT_TITLE = re.compile(rf"{MARK}.{{1,80}} - 微信聊天记录")
_RULERS = re.compile(
    r"={20,}|(?:Guild|Channel|Topic|After|Before): .{0,120}|Exported \d+ message\(s\)|—{3,} .{3,40} —{3,}"
)
_MEDIA = re.compile(
    r"\[(?:图片|视频|语音|动画表情|表情|文件|位置|名片|圖片|影片|語音|貼圖|檔案|Photo|Video|Voice|Sticker|File|Image|Audio)\]"
    r"(?: ?[\w./ -]{1,120})?|\{Attachments\}\n\S+(?:\n\S+)*|\{Stickers\}\n\S+",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r".{0,80}(?:撤回了一条消息|撤回了一則訊息|拍了拍.{1,60}|加入了群聊|领取了.{1,40}红包|recalled a message\.?)"
    r"|(?:你已添加了|以上是打招呼的内容|You have added ).{0,80}|(?:Started a call|Pinned a message).{0,60}"
)


def kind_of(text: str) -> Kind:
    plain = text.strip(MARKS + " \n")
    if len(plain) > 250:
        return "text"
    return "media" if _MEDIA.fullmatch(plain) else "system" if _SYSTEM.fullmatch(plain) else "text"


def cutter_of(shape: Shape) -> Cutter:
    """A Cutter for one shape; a title, and what WeChat writes on a line of its own, are told apart."""
    spoken = False

    def cut(line: str) -> Opening | None:
        nonlocal spoken
        if found := open_line(line, shape):
            spoken = True
            return found
        if not spoken and (_WECHAT_TITLE.fullmatch(line.strip()) or _RULERS.fullmatch(line.strip())):
            return RULER
        if _RULERS.match(line) and _RULERS.fullmatch(line.strip()):
            return RULER
        return Opening(None, line, kind="system") if len(line) < 200 and _SYSTEM.fullmatch(line) else None

    return cut


def open_line(line: str, shape: Shape) -> Opening | None:
    """The message this line opens in this shape, or None. Costs little where there is no digit."""
    start = line[:160]
    if ":" not in start and "：" not in start:
        return None
    match = shape.pattern.fullmatch(line)
    if match is None:
        return None
    parts = match.groupdict()
    name = bare(parts["name"])
    if name.startswith((">", "|")) or not any(c.isalnum() or c > "\u2000" for c in name):
        return None
    return _timed(match, parts, name)


def _timed(match: re.Match[str], parts: dict[str, str | None], name: str) -> Opening | None:
    text = parts.get("text") or ""
    if parts.get("stamp"):
        found = remembered(parts["stamp"] or "")
        return Opening(name, text, found.written, found.clock) if found else None
    at = clock(match)
    return Opening(name, text, None, at) if at else None


def shape_of(source: Source) -> Shape | None:
    """The shape this text keeps: it opens the first line or two, and comes back or carries the text along."""
    lines = [line for line in head(source, SNIFFED_LINES) if not _is_title(line)]
    return next((shape for shape in SHAPES if _keeps(lines, shape)), None)


def _is_title(line: str) -> bool:
    return bool(_WECHAT_TITLE.fullmatch(line.strip()) or _RULERS.fullmatch(line.strip()))


def _keeps(lines: list[str], shape: Shape) -> bool:
    at = [number for number, line in enumerate(lines) if open_line(line, shape)]
    if not at or at[0] > 2:
        return False
    names = Counter(found.sender for n in at if (found := open_line(lines[n], shape)))
    if len(at) == 1:
        return shape.code == "wechat_txt"
    if "stamp" not in shape.pattern.groupindex and max(names.values()) < 2:
        return False  # a time alone may stand anywhere; a name that comes back does not
    followed = not shape.alone or sum(later - n > 1 for n, later in pairwise(at)) * 2 >= len(at) - 1
    return followed and len(names) <= max(8, len(at) // 2)


def looks_wechat(source: Source) -> bool:
    shape = shape_of(source)
    return shape is not None and shape.code == "wechat_txt"


def looks_discord(source: Source) -> bool:
    shape = shape_of(source)
    return shape is not None and shape.code == "discord_txt"


def looks_copied(source: Source) -> bool:
    """Any text copied out of a chat in which names can be told from what they say."""
    return shape_of(source) is not None or pasted.looks_copied(source)


def read_copied(source: Source) -> Transcript:
    """Times are read where they are written; Telegram's and WhatsApp's copies in their own ways."""
    by_name = pasted.is_telegram(source) or shape_of(source) is None
    return pasted.read_copied(source) if by_name else read_stamped(source)


def read_stamped(source: Source) -> Transcript:
    """Every message opened in the text's own shape; quoted openings in another shape stay text."""
    shape = shape_of(source) or SHAPES[-1]
    return read(source, Style(shape.code, lambda: cutter_of(shape), kind_of, own=pasted.SELF))
