"""KakaoTalk text exports: Windows with a ruler for each day, Android and iPhone with a stamp on each line.

Shapes from public parsers; the English and Japanese Android lines and most media words are from memory.
"""

from __future__ import annotations

import re
from datetime import time

from bothends.core.intake.dates import CLOCK, WrittenDate, clock
from bothends.core.intake.entries import RULER, Cutter, Opening, Style, head, opened, read
from bothends.core.intake.source import MARK, MARKS, Source, bare
from bothends.core.intake.stamps import remembered
from bothends.core.intake.transcript import Kind, Transcript

OWN = frozenset({"회원님", "you", "나", "me"})

_MEDIA = re.compile(
    r"(?:사진|사진 \d+장|동영상|이모티콘|\(이모티콘\)|음성메시지|카카오톡 프로필"
    r"|photos?|photos? \d+|\d+ photos|video|emoticons?|\(emoticon\)|sticker|voice (?:note|message)|audio note"
    r"|写真|動画|スタンプ|ボイスメッセージ"
    r"|(?:파일|file|ファイル) ?: .{1,200}\.\w{1,5}|[0-9a-f]{40,64}\.\w{2,5}"
    r"|<(?:사진|동영상|음성|파일)[^<>]{0,30}>)",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"(?:(?:삭제된 메시지입니다|메시지가 삭제되었습니다|this message was deleted|deleted message)\.?"
    r"|(?:보이스톡|페이스톡|그룹콜|라이브톡) ?(?:해요|취소|부재중|종료|\d).{0,30}"
    r"|(?:voice|video|face) ?(?:talk|call)(?: \d.{0,12}| cancell?ed| missed| ended|))",
    re.IGNORECASE,
)
# What the app writes on a line of its own, below a ruler, without a stamp.
_NOTICE = re.compile(
    r".{1,100}님(?:이|을|를|과|께서) .{0,80}(?:들어왔습니다|나갔습니다|초대(?:하였|했)습니다|내보냈습니다|되었습니다"
    r"|가렸습니다)\.?"
    r"|.{1,100} (?:has )?(?:joined|left|invited .{1,60} to) (?:this|the) chat ?room\.?"
)
_TITLE = re.compile(
    rf"{MARK}(?:(?P<ko>.+?) ?님과 카카오톡 대화|KakaoTalk Chats with (?P<en>.+)|(?P<win>.+) with KakaoTalk Chats"
    r"|(?P<ko_group>.+) 카카오톡 대화|(?P<ja>.+?)(?:さん)?とのカカオトーク(?:トーク)?)"
)
_SAVED = re.compile(rf"{MARK}(?:저장한 날짜|Date Saved|保存した日時|保存日時) ?: ?.{{0,40}}")
_RULE = re.compile(rf"{MARK}-{{5,}} ?(?P<day>[^-]{{6,40}}?) ?-{{5,}}")
_WEEKDAY = re.compile(
    r",? ?\(?(?:[월화수목금토일]요일|[月火水木金土日]曜日|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\)?,? ?"
)
_BRACKETS = re.compile(
    rf"{MARK}\[(?P<name>.{{1,100}}?)\] \[{CLOCK}\](?: (?P<text>.*))?", re.IGNORECASE | re.DOTALL
)
_STAMP = (
    r"\d{4}(?:년|年|[./-]) ?\d{1,2}(?:월|月|[./-]) ?\d{1,2}(?:일|日|\.)?,? ?(?:[^\W\d]{2,3} ?)?\d{1,2}:\d\d(?::\d\d)?"
    r"(?: ?[AaPp][Mm])?"
    r"|[A-Z][a-z]{2,9}\.? \d{1,2}, \d{4}(?:,| at)? \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?"
)
_STAMPED = re.compile(rf"{MARK}(?P<stamp>{_STAMP})(?:, (?P<rest>.*)|: (?P<notice>.*))?", re.DOTALL)
_CLOCKED = re.compile(rf"{CLOCK}, (?P<name>.{{1,100}}?) : (?P<text>.*)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"(.{1,100}?) : (.*)", re.DOTALL)


def kind_of(text: str) -> Kind:
    """What a KakaoTalk text is. The words stand alone for a photo, a sticker or a call."""
    plain = text.strip(MARKS + " ")
    if "\n" in plain or len(plain) > 250:
        return "text"
    if _MEDIA.fullmatch(plain):
        return "media"
    return "system" if _SYSTEM.fullmatch(plain) else "text"


def read_day(text: str) -> WrittenDate | None:
    """A date without a time, its weekday left out: it is never needed to settle the order."""
    if not any(c.isdigit() for c in text):
        return None
    found = remembered(_WEEKDAY.sub(" ", text).strip(" .") + " 00:00")
    return found.written if found and found.clock == time() else None


def windows() -> Cutter:
    """Rulers and `[name] [time] text`."""
    day: WrittenDate | None = None

    def cut(line: str) -> Opening | None:
        nonlocal day
        plain = line.lstrip(MARKS)
        if plain.startswith("[") and (match := _BRACKETS.fullmatch(line)):
            return Opening(bare(match["name"]), match["text"] or "", day, clock(match))
        if plain.startswith("-----") and (match := _RULE.fullmatch(line.strip())):
            day = read_day(match["day"]) or day
            return RULER
        return _between(line, day)

    return cut


def _between(line: str, day: WrittenDate | None) -> Opening | None:
    """Titles, and what the app wrote without a stamp; None for a line of somebody's text."""
    if _SAVED.fullmatch(line) or (day is None and _TITLE.fullmatch(line.strip())):
        return RULER
    if len(line) < 250 and _NOTICE.fullmatch(line.strip()):
        return Opening(None, line, kind="system")
    return None


def phone() -> Cutter:
    """A stamp on every line, or a time under a date. Dates with a weekday or below a blank line are rulers."""
    day: WrittenDate | None = None
    blank = True

    def cut(line: str) -> Opening | None:
        nonlocal day, blank
        after_blank, blank = blank, not line.strip()
        if not line.lstrip(MARKS)[:1].isalnum():
            return None
        if (match := _STAMPED.fullmatch(line)) and (found := remembered(match["stamp"])):
            day = found.written
            return _spoken(match, found.written, found.clock)
        if day and (match := _CLOCKED.fullmatch(line)):
            return Opening(bare(match["name"]), match["text"], day, clock(match))
        alone = len(line) < 40 and (after_blank or _WEEKDAY.search(line) is not None)
        ruled = read_day(line.strip(MARKS)) if alone else None
        day = ruled or day
        return RULER if ruled else _between(line, day)

    return cut


def _spoken(match: re.Match[str], written: WrittenDate, at: time) -> Opening | None:
    if match["notice"] is not None:
        return Opening(None, match["notice"], written, at, "system")
    if match["rest"] is None:
        return RULER
    named = _NAMED.fullmatch(match["rest"])
    if named is None:
        return Opening(None, match["rest"], written, at, "system")
    return Opening(bare(named[1]), named[2], written, at)


WINDOWS = Style("kakaotalk_txt", windows, kind_of, own=OWN)
PHONE = Style("kakaotalk_txt", phone, kind_of, own=OWN)


def looks_windows(source: Source) -> bool:
    """A ruler or a title, and a line in two brackets."""
    lines = head(source)
    ruled = any(_RULE.fullmatch(line.strip()) for line in lines)
    titled = bool(lines) and _TITLE.fullmatch(lines[0].strip()) is not None
    return (ruled or titled) and any(one.sender for one in opened(lines, windows()))


def looks_phone(source: Source) -> bool:
    """A title, or two lines and more of `stamp, name : text`."""
    lines = head(source)
    spoken = [one for one in opened(lines, phone()) if one.sender]
    titled = bool(lines) and _TITLE.fullmatch(lines[0].strip()) is not None
    return len(spoken) >= (1 if titled else 2) and (titled or len(spoken) * 3 >= len(lines))


def looks_like(source: Source) -> bool:
    return looks_windows(source) or looks_phone(source)


def read_txt(source: Source) -> Transcript:
    """Every message under its day, the app's own lines as system lines."""
    first = next(iter(head(source)), "").strip()
    title = _TITLE.fullmatch(first)
    other = bare(next((name for name in title.groups() if name), "")) if title else None
    return read(source, WINDOWS if looks_windows(source) else PHONE, other=other)
