"""LINE: four languages, tabs and blanks, weekdays and eras."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import read_chat


def _read(text: str):
    return read_chat(text.encode())


@pytest.mark.parametrize(
    "day",
    [
        "2024/01/05(金)",
        "2024/1/5（五）",
        "2024/1/5（週五）",
        "2024/1/5週五",
        "2024/01/05(Fri)",
        "2024.01.05 Friday",
        "2024.01.05 金曜日",
        "2024.01.05 วันศุกร์",
        "2024/01/05 (ศ)",
        "Fri, 01/05/2024",
        "Fri, 05/01/2024",
        "ศ. 05/01/2567",
        "R6/01/05(金)",
    ],
)
def test_a_date_line_is_read_and_its_weekday_settles_day_and_month(day):
    transcript = _read(
        f"[LINE] Chat history with Ana\nSaved on: 2024/01/06 10:00\n\n{day}\n21:03\tAna\thello\n"
    )

    assert [(m.at, m.sender, m.text) for m in transcript.messages] == [
        (datetime.fromisoformat("2024-01-05 21:03"), "Ana", "hello")
    ]
    assert transcript.notes == ()


def test_a_date_without_a_weekday_is_not_guessed():
    transcript = _read("[LINE] Chat history with Ana\n\n03/04/2025\n21:03\tAna\thello\n")

    assert transcript.messages[0].at is None
    assert transcript.notes == ("day_month_unknown",)


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [
        ("21:03", 21, 3),
        ("9:30 PM", 21, 30),
        ("10:02AM", 10, 2),
        ("上午09:15", 9, 15),
        ("下午3:18", 15, 18),
        ("午後3:18", 15, 18),
        ("午前12:05", 0, 5),
    ],
)
def test_a_time_is_read_in_every_language(clock, hour, minute):
    messages = _read(
        f"[LINE] 與Ana的聊天記錄\n儲存日期：2024/01/06\n\n2024/01/05（五）\n{clock}\tAna\thi\n"
    ).messages

    assert messages[0].at == datetime.fromisoformat(f"2024-01-05 {hour:02}:{minute:02}")


@pytest.mark.parametrize(
    "title",
    [
        "[LINE] Chat history with 美咲",
        "[LINE] 美咲とのトーク履歴",
        "[LINE] 與美咲的聊天記錄",
        "[LINE] 與 美咲 的聊天紀錄",
        "[LINE] 与美咲的聊天记录",
        "[LINE] ประวัติการแชทกับ 美咲",
        "[LINE] ประวัติแชทกับ 美咲",
        "\ufeff[LINE] 美咲とのトーク履歴",
    ],
)
def test_the_title_names_the_counterpart(title):
    transcript = _read(f"{title}\n\n2024/01/05(金)\n21:03\t美咲\thi\n21:04\t健一\tho\n")

    assert (transcript.owner, transcript.other) == ("健一", "美咲")


def test_the_title_of_a_group_names_nobody():
    lines = "".join(f"21:0{i}\t{name}\thi\n" for i, name in enumerate(["A", "B", "C"]))

    assert _read(f"[LINE] 投資群的聊天記錄\n\n2024/01/05（五）\n{lines}").other is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("21:03\tAna\t[写真]", "media"),
        ("21:03\tAna\t[Photo]", "media"),
        ("21:03\tAna\t[貼圖]", "media"),
        ("21:03\tAna\t[สติกเกอร์]", "media"),
        ("21:03\tAna\t[Voice message]", "media"),
        ("21:03\tAna\tPhoto", "text"),
        ("21:03\tAna\t[help]", "text"),
        ("21:03\t☎ 通話時間 3:12", "system"),
        ("21:03\tAna\t☎ Missed call", "system"),
        ("21:03\t\tAna joined the group", "system"),
        ("21:03\tAnaがメッセージの送信を取り消しました", "system"),
    ],
)
def test_media_and_app_lines_are_told_from_words(line, kind):
    assert _read(f"[LINE] Anaとのトーク履歴\n\n2024/01/05(金)\n{line}\n").messages[0].kind == kind


def test_a_quoted_text_of_several_lines_may_hold_a_date_and_blank_lines():
    quoted = '21:03\tAna\t"one\n\n2024/01/09(火)\nlast"\n21:04\tAna\tnext\n'
    text = f"[LINE] Anaとのトーク履歴\n\n2024/01/05(金)\n{quoted}"

    messages = _read(text).messages

    assert [m.text for m in messages] == ["one\n\n2024/01/09(火)\nlast", "next"]
    assert messages[1].at == datetime.fromisoformat("2024-01-05 21:04")


def test_a_quote_that_is_not_closed_swallows_nothing():
    talk = '21:03\tAna\t"so he said\n21:04\tKen\tyes"\n2024/01/06(土)\n1:00\tKen\tx\n'
    text = f"[LINE] Anaとのトーク履歴\n\n2024/01/05(金)\n{talk}"

    assert [m.text for m in _read(text).messages] == ['"so he said', 'yes"', "x"]


def test_a_desktop_export_finds_names_with_a_blank():
    lines = [f"21:0{i} Grace Tan {word} there" for i, word in enumerate(["Hi", "What", "Is", "Go"])]
    transcript = _read("2025.01.06 Monday\n" + "\n".join(lines) + "\n21:05 Paul yes I am\n")

    assert [m.sender for m in transcript.messages] == ["Grace Tan"] * 4 + ["Paul"]
    assert transcript.messages[0].text == "Hi there"


def test_blanks_in_place_of_tabs_are_read():
    messages = _read(
        "[LINE] 諮商室のトーク履歴\n保存日時：R8/04/11 20:01\n\nR7/02/09(日)\n15:18    陳 柏翰    我在\n"
    ).messages

    assert [(m.at, m.sender, m.text) for m in messages] == [
        (datetime.fromisoformat("2025-02-09 15:18"), "陳 柏翰", "我在")
    ]


def test_lines_cut_out_of_an_export_are_read_without_a_date():
    messages = _read("21:03\tAna\thello\n21:04\tKen\tyes\n").messages

    assert [(m.at, m.sender, m.text) for m in messages] == [(None, "Ana", "hello"), (None, "Ken", "yes")]


NAMES = st.sampled_from(["美咲", "Grace Tan", "คุณพลอย", "林 雨桐", "A", "🌸 Rina"])
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20)
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
BODIES = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
WEEKDAYS = "月火水木金土日"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, BODIES, st.integers(0, 40)), min_size=1, max_size=12))
def test_a_chat_written_is_the_chat_read(talk):
    at, day, lines, written = (
        datetime.fromisoformat("2025-06-03 20:15"),
        None,
        ["[LINE] 美咲とのトーク履歴", "保存日時：2025/06/20 22:14"],
        [],
    )
    for name, body, hours in talk:
        at += timedelta(hours=hours)
        if at.date() != day:
            day = at.date()
            lines += ["", f"{at:%Y/%m/%d}({WEEKDAYS[at.weekday()]})"]
        shown = f'"{body}"' if "\n" in body else body
        lines.append(f"{at:%H:%M}\t{name}\t{shown}")
        written.append((at, body))

    messages = _read("\n".join(lines) + "\n").messages

    assert [(m.at, m.text) for m in messages] == written
    assert all(m.sender == name for m, (name, *_) in zip(messages, talk, strict=True) if m.kind != "system")


def test_a_day_and_a_time_inside_a_whatsapp_message_are_no_line_export():
    found = read_chat(b"Jan 28, 2024, 8:15 AM - Ana: \r\n1/1/0\r\n0:00 \r\n")
    assert found.format == "whatsapp_android"
    assert [one.sender for one in found.messages] == ["Ana"]
