"""Signal, iMessage, and copies with times: what opens a message, and what only looks as if it did."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.whole import read_chat, read_text

AT = datetime.fromisoformat("2024-07-13 20:03")


def _read(text: str):
    return read_chat(text.encode())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("小雨 2024/7/13 20:03\n{}", "老王 2024/7/13 20:03\n{}"),
        ("小雨  2024-07-13 20:03\n{}", "老王  2024-07-13 20:03\n{}"),
        ("小雨 2024年7月13日 20:03\n{}", "老王 2024年7月13日 20:03\n{}"),
        ("小雨: 2024-07-13 20:03:00\n{}", "老王: 2024-07-13 20:03:00\n{}"),
        ("2024-07-13 20:03:00 小雨(123456)\n{}", "2024-07-13 20:03:00 老王<w@qq.com>\n{}"),
        ("小雨 — 13/07/2024 20:03\n{}", "老王 — 13/07/2024 20:03\n{}"),
        ("小雨 (2024-07-13 20:03): {}", "老王 (2024-07-13 20:03): {}"),
        ("(2024-07-13 20:03) 小雨: {}", "(2024-07-13 20:03) 老王: {}"),
        ("2024-07-13 20:03 小雨: {}", "2024-07-13 20:03 老王: {}"),
        ("2024-07-13 20:03:00 - 小雨: {}", "2024-07-13 20:03:00 - 老王: {}"),
        ("[2024-07-13 20:03:00] 小雨: {}", "[2024-07-13 20:03:00] 老王: {}"),
        ("小雨, [13.07.24 20:03]\n{}", "老王, [13.07.24 20:03]\n{}"),
        ("[13/7/24, 8:03 PM] 小雨: {}", "[13/7/24, 8:03 PM] 老王: {}"),
    ],
)
def test_a_copy_with_times(first, second):
    read = read_text(f"{first.format('你好：一')}\n{second.format('哪位')}\n{first.format('我')}\n")

    assert [(m.at, m.sender, m.text) for m in read.messages] == [
        (AT, "小雨", "你好：一"),
        (AT, "老王", "哪位"),
        (AT, "小雨", "我"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Amy (20:03): {}", "Tom (20:04): {}"),
        ("Amy [20:03]: {}", "Tom [20:04]: {}"),
        ("[20:03] Amy: {}", "[20:04] Tom: {}"),
        ("Amy — Today at 8:03 PM\n{}", "Tom — Yesterday at 8:04 PM\n{}"),
        ("Amy 20:03\n{}", "Tom 20:04\n{}"),
        ("Amy: {}", "Tom: {}"),
    ],
)
def test_a_copy_without_a_day_has_no_time(first, second):
    read = read_text(f"{first.format('hello')}\n{second.format('who is this')}\n{first.format('me')}\n")

    assert [(m.at, m.sender, m.text) for m in read.messages] == [
        (None, "Amy", "hello"),
        (None, "Tom", "who is this"),
        (None, "Amy", "me"),
    ]
    assert read.format == "pasted_chat"


@pytest.mark.parametrize(
    "text",
    [
        "I arrived at 20:15\nthen we waited\nI left at 21:30\nand nothing came of it\n",
        "Bus 20:03\nBus 20:33\nBus 21:03\n",
        "Opening hours:\nMon 09:00\nTue 09:00\n",
        "On 2024-07-13 20:03 the office was closed.\nWe went home.\n",
        "Paid 12.50\nfor lunch\nPaid 13.50\nfor dinner\n",
        "Dear Sir (see 2024):\nwe write about a job.\n",
    ],
)
def test_ordinary_text_with_times_in_it_has_no_speakers(text):
    read = _read(text)

    assert read.format == "plain_text"
    assert all(m.sender is None for m in read.messages)


def test_quoted_mail_counts_as_the_words_of_who_pasted_it():
    read = read_text(
        "Amy (2024-07-13 20:03): see below\nOn Mon, 1 Jul 2024 at 09:12, Bob wrote:\n"
        "> Bob (2024-07-01 09:12): buy now\n> Amy: no\nTom (2024-07-13 20:04): ok\n"
    )

    assert [m.sender for m in read.messages] == ["Amy", "Tom"]
    assert "> Bob" in read.messages[0].text


def test_a_copied_stamp_that_may_be_two_days_is_not_guessed():
    read = read_text("Amy 03/04/2024 20:03\nhi\nTom 03/04/2024 20:04\nho\n")

    assert [m.at for m in read.messages] == [None, None]
    assert read.notes == ("day_month_unknown",)


@pytest.mark.parametrize(
    ("body", "text", "kind"),
    [
        ("hello  ", "hello", "text"),
        ("  ![a.jpg](./media/a.jpg)  ", "[media]", "media"),
        ("look  [a.pdf](./media/a.pdf)  ", "look", "text"),
        ("hello  \n(- Mai: 👍, Bo: 😂 -)", "hello", "text"),
        ("\n\n> old words\n> more\n\nnew words  ", "new words", "text"),
        ("one\n> two\nthree  ", "one\n> two\nthree", "text"),
        ("(This message was deleted)", "(This message was deleted)", "system"),
        ("Incoming voice call (accepted, 2m 3s)  ", "Incoming voice call (accepted, 2m 3s)", "system"),
        ("[x](https://a.example/y)  ", "[x](https://a.example/y)", "text"),
    ],
)
def test_what_signal_export_adds_to_a_text(body, text, kind):
    message = _read(f"[2024-07-13 20:03:00] Mai: {body}\n\n[2024-07-13 20:04:00] Me: x  \n").messages[0]

    assert (message.text, message.kind) == (text, kind)


def test_signals_stamps_with_whatsapps_marks_are_whatsapps():
    assert (
        _read("\u200e[2024-07-13 20:03:00] Mai: \u200eimage omitted\n[2024-07-13 20:04:00] Bo: x\n").format
        == "whatsapp_ios"
    )


IMESSAGE = "Jul 13, 2024  8:03:00 PM\n{}\n{}\n\n"


@pytest.mark.parametrize(
    ("body", "text", "kind"),
    [
        ("one\n\ntwo", "one\n\ntwo", "text"),
        ("hi\nTapbacks:\nLoved by Me\nReacted 😂 by Bo", "hi", "text"),
        ("hi\nSent with Invisible Ink", "hi", "text"),
        ("~/Library/Messages/Attachments/a.heic", "~/Library/Messages/Attachments/a.heic", "media"),
        ("attachments/1/a.jpg\nlook", "attachments/1/a.jpg\nlook", "text"),
        ("Attachment missing!", "Attachment missing!", "media"),
        ("Ana unsent this message part 4 seconds after sending!", None, "system"),
        ("Jul 13, 2024  8:03:00 PM frist\nEdited 2 seconds later: first", "first", "text"),
    ],
)
def test_what_imessage_exporter_adds_to_a_text(body, text, kind):
    read = _read(IMESSAGE.format("Ana", body) + IMESSAGE.format("Me", "ok"))

    assert (read.messages[0].text, read.messages[0].kind) == (text or body, kind)
    assert [m.at for m in read.messages] == [AT, AT]
    assert read.messages[1].text == "ok"


def test_an_answer_under_a_message_is_read_once():
    answer = "    Jul 13, 2024  8:04:00 PM\n    Me\n    yes\n    and no\n\n"
    again = "Jul 13, 2024  8:04:00 PM\nMe\nyes\nand no\nThis message responded to an earlier message.\n\n"
    first = IMESSAGE.format("Ana", "really?").rstrip("\n") + "\n"

    for tail in (answer, answer + "\n" + again):
        read = _read(first + tail)
        assert [(m.sender, m.text) for m in read.messages] == [("Ana", "really?"), ("Me", "yes\nand no")]
