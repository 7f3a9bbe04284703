"""KakaoTalk: rulers, stamps, own names, media words, and what the app writes by itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.whole import read_chat

TITLE = "하나 님과 카카오톡 대화\n저장한 날짜 : 2024-07-02 10:00\n\n"
WINDOWS = f"{TITLE}--------------- 2024년 7월 1일 월요일 ---------------\n"


def _read(text: str):
    return read_chat(text.encode())


@pytest.mark.parametrize(
    "ruler",
    [
        "--------------- 2024년 7월 1일 월요일 ---------------",
        "--------------- Monday, July 1, 2024 ---------------",
        "--------------- 2024年7月1日月曜日 ---------------",
    ],
)
@pytest.mark.parametrize("clock", ["오후 8:03", "8:03 PM", "20:03", "午後 8:03"])
def test_a_ruler_gives_the_day_of_every_line_below(ruler, clock):
    read = _read(f"{ruler}\n[하나] [{clock}] hi\n[민수] [{clock}] ho\n")

    assert read.format == "kakaotalk_txt"
    assert [(m.at, m.sender, m.text) for m in read.messages] == [
        (datetime.fromisoformat("2024-07-01 20:03"), "하나", "hi"),
        (datetime.fromisoformat("2024-07-01 20:03"), "민수", "ho"),
    ]


@pytest.mark.parametrize(
    "stamp",
    [
        "2024년 7월 1일 오후 8:03",
        "2024년 7월 1일 20:03",
        "2024. 7. 1. 오후 8:03",
        "2024. 7. 1. 20:03",
        "July 1, 2024, 8:03 PM",
        "Jul 1, 2024 at 20:03",
        "2024年7月1日 20:03",
        "2024/07/01 20:03",
    ],
)
def test_a_stamp_is_read_in_every_shape(stamp):
    read = _read(f"{stamp}, Kim, Hana : one : two\n{stamp}, 회원님 : ok\n")

    assert read.format == "kakaotalk_txt"
    at = datetime.fromisoformat("2024-07-01 20:03")
    assert [(m.at, m.sender, m.text) for m in read.messages] == [
        (at, "Kim, Hana", "one : two"),
        (at, "회원님", "ok"),
    ]
    assert (read.owner, read.other) == ("회원님", "Kim, Hana")


def test_times_alone_below_a_date_take_its_day():
    first, second = (
        "2024년 7월 1일 월요일\n오전 9:23, 하나 : 안녕\n",
        "2024년 7월 2일 화요일\n오후 1:05, 민수 : 네\n",
    )
    read = _read(f"{TITLE}{first}\n{second}")

    assert [(f"{m.at:%d %H:%M}", m.sender) for m in read.messages] == [
        ("01 09:23", "하나"),
        ("02 13:05", "민수"),
    ]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("사진", "media"),
        ("사진 12장", "media"),
        ("이모티콘", "media"),
        ("파일: 계약서.pdf", "media"),
        ("Photo", "media"),
        ("Emoticons", "media"),
        ("삭제된 메시지입니다.", "system"),
        ("보이스톡 해요", "system"),
        ("사진 보냈어요?", "text"),
        ("photo of my passport", "text"),
        ("보이스톡 하지 마세요 감시당해요", "text"),
    ],
)
def test_media_and_calls_are_told_from_words(body, kind):
    assert _read(f"{WINDOWS}[하나] [오후 8:03] {body}\n").messages[0].kind == kind


@pytest.mark.parametrize(
    "notice",
    [
        "하나님이 나갔습니다.",
        "하나님이 민수님을 초대하였습니다.",
        "민수님이 들어왔습니다.",
        "Hana left this chatroom.",
    ],
)
def test_what_the_app_writes_between_messages_is_nobodys(notice):
    read = _read(f"{WINDOWS}[하나] [오후 8:03] hi\n{notice}\n[하나] [오후 8:04] ho\n")

    assert [(m.kind, m.sender) for m in read.messages] == [
        ("text", "하나"),
        ("system", None),
        ("text", "하나"),
    ]


def test_a_stamped_notice_is_nobodys():
    read = _read(
        "2024. 7. 1. 20:03, 하나 : hi\n2024. 7. 1. 20:04: 하나님이 나갔습니다.\n2024. 7. 1. 20:05, 민수 : 왜\n"
    )

    assert [m.kind for m in read.messages] == ["text", "system", "text"]


def test_a_text_of_several_lines_keeps_its_blank_line_and_brackets():
    read = _read(f"{WINDOWS}[하나] [오후 8:03] one\n\n[two]\n[three] four\n[민수] [오후 8:04] ok\n")

    assert [m.text for m in read.messages] == ["one\n\n[two]\n[three] four", "ok"]


def test_a_group_has_no_counterpart():
    read = _read(f"{WINDOWS}[하나] [오후 8:03] a\n[민수] [오후 8:03] b\n[지우] [오후 8:03] c\n")

    assert (len(read.messages), read.other) == (3, None)
