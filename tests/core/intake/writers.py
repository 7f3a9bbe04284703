"""How each export writes a chat: the other half of the round trip. All talk is made of random words.

A writer takes lines of (time, name, body, kind) with kind "text" or "media", and gives the file.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from xml.sax.saxutils import quoteattr

Talk = list[tuple[datetime, str, str, str]]
KO_DAYS = "월화수목금토일"


def _half(at: datetime) -> str:
    return f"{'오전' if at.hour < 12 else '오후'} {at.hour % 12 or 12}:{at.minute:02}"


def _am_pm(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def _by_day(
    talk: Talk, ruler: Callable[[datetime], str], line: Callable[[datetime, str, str], str]
) -> Iterable[str]:
    day = None
    for at, name, body, _ in talk:
        if at.date() != day:
            day = at.date()
            yield ruler(at)
        yield line(at, name, body)


def kakao_windows(talk: Talk) -> str:
    title = "하나 님과 카카오톡 대화\r\n저장한 날짜 : 2026-07-02 10:00:12\r\n\r\n"
    lines = _by_day(
        talk,
        lambda at: (
            f"--------------- {at.year}년 {at.month}월 {at.day}일 {KO_DAYS[at.weekday()]}요일 ---------------"
        ),
        lambda at, name, body: f"[{name}] [{_half(at)}] {body}",
    )
    return title + "\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n"


def kakao_windows_en(talk: Talk) -> str:
    lines = _by_day(
        talk,
        lambda at: f"--------------- {at:%A, %B} {at.day}, {at.year} ---------------",
        lambda at, name, body: f"[{name}] [{_am_pm(at)}] {body}",
    )
    return "Hana with KakaoTalk Chats\nDate Saved : 2026-07-02 10:00:12\n\n" + "\n".join(lines) + "\n"


def kakao_android(talk: Talk) -> str:
    def stamp(at: datetime) -> str:
        return f"{at.year}년 {at.month}월 {at.day}일 {_half(at)}"

    title = "\ufeff하나 님과 카카오톡 대화\n저장한 날짜 : 2026년 7월 2일 오전 10:00\n\n"
    lines = _by_day(talk, lambda at: f"\n{stamp(at)}", lambda at, name, body: f"{stamp(at)}, {name} : {body}")
    return title + "\n".join(lines) + "\n"


def kakao_android_en(talk: Talk) -> str:
    def stamp(at: datetime) -> str:
        return f"{at:%B} {at.day}, {at.year}, {_am_pm(at)}"

    title = "KakaoTalk Chats with Hana\nDate Saved : July 2, 2026, 10:00 AM\n\n"
    lines = _by_day(talk, lambda at: f"\n{stamp(at)}", lambda at, name, body: f"{stamp(at)}, {name} : {body}")
    return title + "\n".join(lines) + "\n"


def kakao_dots(talk: Talk) -> str:
    lines = (f"{at.year}. {at.month}. {at.day}. {_half(at)}, {name} : {body}" for at, name, body, _ in talk)
    return "하나 님과 카카오톡 대화\n저장한 날짜 : 2026. 7. 2. 오전 10:00\n\n" + "\n".join(lines) + "\n"


def kakao_iphone(talk: Talk) -> str:
    title = "하나 님과 카카오톡 대화\n저장한 날짜 : 2026. 7. 2. 10:00\n\n"
    lines = _by_day(
        talk,
        lambda at: f"{at.year}년 {at.month}월 {at.day}일 {KO_DAYS[at.weekday()]}요일",
        lambda at, name, body: (
            f"{at.year}. {at.month}. {at.day}. {at.hour:02}:{at.minute:02}, {name} : {body}"
        ),
    )
    return title + "\n".join(lines) + "\n"


def _csv(rows: Iterable[Iterable[object]], **kind: object) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", **kind).writerows(rows)
    return out.getvalue()


def kakao_mac(talk: Talk) -> str:
    return _csv(
        [
            ("Date", "User", "Message"),
            *((f"{at:%Y-%m-%d %H:%M:%S}", name, body) for at, name, body, _ in talk),
        ]
    )


def viber(talk: Talk) -> str:
    rows = ((f"{at:%d/%m/%Y}", f"{at:%H:%M:%S}", name, "+855 12 555 010", body) for at, name, body, _ in talk)
    return _csv([("Date", "Time", "Name", "Phone Number", "Message"), *rows], delimiter=";")


def wechat_table(talk: Talk) -> str:
    names = (
        "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
    )
    rows = (
        (n, 3, 1 if kind == "text" else 3, 0, 0, 0, "", body, f"{at:%Y-%m-%d %H:%M:%S}", "", name, "wxid_a")
        for n, (at, name, body, kind) in enumerate(talk)
    )
    return _csv([names.split(","), *rows])


def wechat_text(talk: Talk) -> str:
    lines = (f"{name} ({at:%Y-%m-%d %H:%M:%S}):{body}\n" for at, name, body, _ in talk)
    return "小雨 - 微信聊天记录\n\n" + "\n".join(lines)


def wechat_copy(talk: Talk) -> str:
    return "\n".join(f"{name} {at:%Y/%m/%d %H:%M}\n{body}" for at, name, body, _ in talk) + "\n"


def qq_copy(talk: Talk) -> str:
    return "\n".join(f"{at:%Y-%m-%d %H:%M:%S} {name}\n{body}\n" for at, name, body, _ in talk)


def discord_text(talk: Talk) -> str:
    top = f"{'=' * 62}\nGuild: Direct Messages\nChannel: Private / x\n{'=' * 62}\n\n"
    lines = (f"[{at.month}/{at.day}/{at.year} {_am_pm(at)}] {name}\n{body}\n" for at, name, body, _ in talk)
    return top + "\n".join(lines) + f"\n{'=' * 62}\nExported {len(talk)} message(s)\n{'=' * 62}\n"


def signal(talk: Talk) -> str:
    return "\n".join(f"[{at:%Y-%m-%d %H:%M:%S}] {name}: {body}  \n" for at, name, body, _ in talk)


def imessage(talk: Talk) -> str:
    def stamp(at: datetime) -> str:
        return f"{at:%b %d, %Y} {at.hour % 12 or 12:>2}:{at:%M:%S %p} (Read by you after 3 seconds)"

    return "".join(f"{stamp(at)}\n{name}\n{body}\n\n" for at, name, body, _ in talk)


def imessage_page(talk: Talk) -> str:
    box = (
        '<div class="message"><div class="received"><p><span class="timestamp">{at}</span>'
        '<span class="sender">{name}</span></p><hr><div class="message_part">{body}</div></div></div>'
    )
    pages = (
        box.format(
            at=f"{at:%b %d, %Y} {at.hour % 12 or 12:>2}:{at:%M:%S %p}",
            name=html.escape(name),
            body=f'<span class="bubble">{_lines(body)}</span>'
            if kind == "text"
            else '<img src="attachments/a.jpg">',
        )
        for at, name, body, kind in talk
    )
    return "<html>\n<body>\n" + "\n".join(pages) + "\n</body></html>"


def _lines(body: str) -> str:
    return html.escape(body).replace("\n", "<br>")


def telegram_page(talk: Talk) -> str:
    boxes, before = [], None
    for number, (at, name, body, kind) in enumerate(talk):
        joined = " joined" if name == before else ""
        named = "" if joined else f'<div class="from_name">\n{html.escape(name)}\n</div>'
        said = (
            f'<div class="text">\n{_lines(body)}\n       </div>'
            if kind == "text"
            else '<div class="media_wrap clearfix"><a class="photo_wrap pull_left" href="photos/1.jpg"></a></div>'
        )
        boxes.append(
            f'<div class="message default clearfix{joined}" id="message{number}"><div class="body">\n'
            f'<div class="pull_right date details" title="{at:%d.%m.%Y %H:%M:%S} UTC+07:00">\n{at:%H:%M}\n</div>'
            f"{named}{said}</div></div>"
        )
        before = name
    return (
        '<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body><div class="page_header">'
        f'<div class="text bold">\nX\n</div></div><div class="history">{"".join(boxes)}</div></body></html>'
    )


def messenger_page(talk: Talk) -> str:
    boxes = (
        '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">'
        f'<div class="_3-95 _2pim _a6-h _a6-i">{html.escape(name)}</div><div class="_3-95 _a6-p"><div><div></div><div>'
        + (_lines(body) if kind == "text" else '</div><div><img src="photos/1.jpg" />')
        + f'</div><div></div></div></div><div class="_3-94 _a6-o">{at:%b %d, %Y} {_am_pm(at).lower()}</div></div>'
        for at, name, body, kind in reversed(talk)
    )
    return f"<html><head><title>X</title></head><body><main>{''.join(boxes)}</main></body></html>"


def wechat_page(talk: Talk) -> str:
    boxes = (
        f'<div class="msg chat-left" msgid="{number}" msgtype="1"><div class="avatar-box"><img src="a.jpg"></div>'
        f'<div class="nt-box"><span class="dspname left">{html.escape(name)}</span> {at:%Y-%m-%d %H:%M:%S}</div>'
        + f'<div class="content-box msg">{_lines(body) if kind == "text" else "<img src=x>"}</div></div>'
        for number, (at, name, body, kind) in enumerate(talk)
    )
    return f"<!DOCTYPE html><html><head></head><body>{''.join(boxes)}</body></html>"


def sms(talk: Talk) -> str:
    rows = (
        f'  <sms address="+855" date="{int(at.timestamp() * 1000)}" type="1" '
        f"body={_halves(quoteattr(body, {chr(10): '&#10;'}))} contact_name={_halves(quoteattr(name))} />\n"
        for at, name, body, _ in talk
    )
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n{''.join(rows)}</smses>"


def _halves(text: str) -> str:
    """Letters beyond 16 bits as two references, as the app writes them."""
    return "".join(
        c if c < "\U00010000" else f"&#{0xD7C0 + (ord(c) >> 10)};&#{0xDC00 + (ord(c) & 0x3FF)};" for c in text
    )
