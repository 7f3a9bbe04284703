"""Lines with their bubbles become messages: sides, rows, time stamps, bars, and what two pictures share."""

from __future__ import annotations

import pytest

from bothends.core.intake.bubbles import Screen, Written, as_text, messages_of, overlap, transcript_of
from bothends.core.intake.recognise import read_text
from bothends.core.intake.transcript import Message

W, H = 1000, 2000


def line(text: str, top: int, *, side: str = "other", bubble: int | None = None, left: int = 0) -> Written:
    ends = {"other": (40, 640), "me": (360, 960), "middle": (380, 620), "page": (0, W)}[side]
    start = left or ends[0] + 30
    return Written(text, start, top, start + 20 * max(1, len(text)), top + 40, bubble or top, *ends)


def screen(*lines: Written) -> Screen:
    return Screen(W, H, lines)


def said(*lines: Written) -> list[tuple[str | None, str]]:
    return [(one.sender, one.text) for one in messages_of(screen(*lines))]


def test_left_is_the_other_and_right_is_the_reporter() -> None:
    assert said(line("hello", 500), line("who is this", 600, side="me")) == [
        ("other", "hello"),
        ("me", "who is this"),
    ]


def test_the_lines_of_a_bubble_are_one_message_in_their_order() -> None:
    found = said(line("second", 560, bubble=7), line("first", 500, bubble=7), line("other one", 700))
    assert found == [("other", "first\nsecond"), ("other", "other one")]


def test_two_boxes_in_one_row_are_one_line() -> None:
    found = said(line("the end", 502, bubble=7, left=400), line("from start", 500, bubble=7))
    assert found == [("other", "from start the end")]


@pytest.mark.parametrize(
    "stamp", ["21:02", "9.41 PM", "上午9:15", "오후 3:18", "21:02 ✓✓", "21:O2", "下午 3:18"]
)
def test_a_time_stamp_in_a_bubble_is_set_aside(stamp: str) -> None:
    assert said(line("hello", 500, bubble=7), line(stamp, 545, bubble=7, left=500)) == [("other", "hello")]


@pytest.mark.parametrize("text", ["at 21:02", "call 21:02:99", "12", "10:30 at the gate"])
def test_what_is_more_than_a_time_stays(text: str) -> None:
    assert said(line(text, 500)) == [("other", text)]


def test_bars_above_and_below_are_left_out() -> None:
    found = said(
        line("21:47", 20, side="page"),
        line("David Lim", 90, side="page"),
        line("hello", 500),
        line("Message", 1900, side="page"),
    )
    assert found == [("other", "hello")]


def test_a_message_high_up_in_a_picture_cut_to_the_chat_stays() -> None:
    assert said(line("hello", 10), line("hi", 90, side="me")) == [("other", "hello"), ("me", "hi")]


def test_a_date_in_the_middle_is_nobodys() -> None:
    [date, _] = messages_of(screen(line("Monday", 400, side="middle"), line("hello", 500)))
    assert (date.kind, date.sender) == ("system", None)


def test_a_line_that_could_not_be_read_leaves_a_mark() -> None:
    chat = transcript_of([screen(line("they took", 500, bubble=7), line("", 560, bubble=7))])
    assert chat.messages[0].text == "they took\n[?]"
    assert "picture_lines_unread" in chat.notes


def test_a_picture_without_bubbles_is_text_nobody_is_named_for() -> None:
    assert said(line("21:47", 20, side="page"), line("they hold me", 500, side="page")) == [
        (None, "they hold me")
    ]


ONE = ["good morning my friend", "how are you", "they took my passport yesterday", "ok"]
TWO = ["they took my passport yesterday", "ok", "where are you now"]


def chat(texts: list[str], start: int = 400) -> Screen:
    sides = {text: ("me" if number % 2 else "other") for number, text in enumerate([*ONE, TWO[-1]])}
    return screen(*[line(text, start + 100 * row, side=sides[text]) for row, text in enumerate(texts)])


def test_what_two_pictures_show_is_there_once() -> None:
    merged = transcript_of([chat(ONE), chat(TWO)])
    assert [one.text for one in merged.messages] == [*ONE, TWO[-1]]
    assert "pictures_overlap" in merged.notes


def test_pictures_that_share_nothing_follow_each_other() -> None:
    merged = transcript_of([chat(ONE[:2]), chat(TWO)])
    assert [one.text for one in merged.messages] == [*ONE[:2], *TWO]
    assert "pictures_overlap" not in merged.notes


def test_a_message_cut_by_the_edge_is_taken_from_the_picture_that_has_it_whole() -> None:
    before = [Message(None, "other", "hello"), Message(None, "me", "they took my passport and then they")]
    after = [Message(None, "me", "they took my passport and then they sold us"), Message(None, "other", "no")]
    assert overlap(before, after) == 1


def test_a_short_answer_alone_is_no_overlap() -> None:
    assert overlap([Message(None, "me", "ok")], [Message(None, "me", "ok")]) == 0


def test_the_same_words_of_the_other_side_are_no_overlap() -> None:
    said_by = [Message(None, side, "where are you now") for side in ("me", "other")]
    assert overlap([said_by[0]], [said_by[1]]) == 0


def test_the_text_a_person_corrects_is_read_back_as_the_same_chat() -> None:
    chat_ = transcript_of([chat(ONE)])
    again = read_text(as_text(chat_))
    assert [(one.sender, one.text) for one in again.messages] == [
        (one.sender, one.text) for one in chat_.messages
    ]
    assert (again.owner, again.other) == ("me", "other")
