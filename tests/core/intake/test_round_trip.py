"""A chat that was written is the chat that is read, in every format: no message lost, merged or invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.intake import writers
from tests.whole import read_chat, read_text

NAMES = st.sampled_from(["하나", "Grace Tan", "คุณพลอย", "林 雨桐", "Nguyễn Hà", "🌸 Rina"])
LETTERS = st.characters(
    categories=("Ll", "Lu", "Lo", "Nd", "So", "Mn"),
    exclude_characters="".join(chr(n) for n in range(0x1100, 0x1200)),
)
WORDS = st.text(LETTERS, min_size=1, max_size=12) | st.sampled_from(
    ['"', "a:b", "x, y", "& <b>", "'s", "(20", "50%", "-", "it's", '""', ";", "1,5", "💔"]
)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
BODIES = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
GAPS = st.integers(0, 60 * 30)
START = datetime.fromisoformat("2025-06-13 20:15")  # a day that cannot be a month


@dataclass(frozen=True)
class Format:
    """`media` is the text that stands for a photo; `zone` what the export says about times."""

    write: Callable[[writers.Talk], str]
    code: str
    media: str = "사진"
    zone: timezone | None = None
    pasted: bool = False


FORMATS = {
    "kakao_windows": Format(writers.kakao_windows, "kakaotalk_txt"),
    "kakao_windows_en": Format(writers.kakao_windows_en, "kakaotalk_txt", "Photo"),
    "kakao_android": Format(writers.kakao_android, "kakaotalk_txt"),
    "kakao_android_en": Format(writers.kakao_android_en, "kakaotalk_txt", "Photo"),
    "kakao_dots": Format(writers.kakao_dots, "kakaotalk_txt"),
    "kakao_iphone": Format(writers.kakao_iphone, "kakaotalk_txt"),
    "kakao_mac": Format(writers.kakao_mac, "kakaotalk_csv"),
    "viber": Format(writers.viber, "viber_csv", ""),
    "wechat_table": Format(writers.wechat_table, "wechat_csv", ""),
    "wechat_text": Format(writers.wechat_text, "wechat_txt", "[图片]"),
    "wechat_page": Format(writers.wechat_page, "wechat_html"),
    "discord_text": Format(
        writers.discord_text, "discord_txt", "{Attachments}\nhttps://cdn.example.org/x.png"
    ),
    "signal": Format(writers.signal, "signal_txt", "![a.jpg](./media/a.jpg)"),
    "imessage": Format(writers.imessage, "imessage_txt", "attachments/1/IMG_0001.HEIC"),
    "imessage_page": Format(writers.imessage_page, "imessage_html"),
    "telegram_page": Format(writers.telegram_page, "telegram_html", zone=timezone(timedelta(hours=7))),
    "messenger_page": Format(writers.messenger_page, "messenger_html"),
    "sms": Format(writers.sms, "sms_xml", "", zone=UTC),
    "wechat_copy": Format(writers.wechat_copy, "pasted_chat", "[图片]", pasted=True),
    "qq_copy": Format(writers.qq_copy, "pasted_chat", "[图片]", pasted=True),
}


@st.composite
def talks(draw: st.DrawFn, least: int = 2) -> list[tuple[int, str, str, str]]:
    count = draw(st.integers(least, 12))
    return [
        (draw(GAPS), draw(NAMES), draw(BODIES), draw(st.sampled_from(["text"] * 4 + ["media"])))
        for _ in range(count)
    ]


def _written(talk: list[tuple[int, str, str, str]], form: Format) -> writers.Talk:
    """The talk with times a minute apart at least, and the format's own words for media."""
    at, rows = START.replace(tzinfo=form.zone), []
    for minutes, name, body, kind in talk:
        at += timedelta(minutes=minutes + 1)
        rows.append((at, name, body if kind == "text" else form.media, kind))
    return rows


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS.keys())
@settings(max_examples=60, deadline=None)
@given(talk=talks())
def test_a_chat_written_is_the_chat_read(form: Format, talk: list[tuple[int, str, str, str]]) -> None:
    rows = _written(talk, form)
    content = form.write(rows)

    read = read_text(content) if form.pasted else read_chat(content.encode())

    assert read.format == form.code
    assert [m.at for m in read.messages] == [at for at, *_ in rows]
    assert [m.sender for m in read.messages] == [name for _, name, *_ in rows]
    assert [m.kind for m in read.messages] == [kind for *_, kind in rows]
    said = [m.text for m in read.messages if m.kind == "text"]
    assert said == [body for _, _, body, kind in rows if kind == "text"]
