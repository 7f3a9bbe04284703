"""WhatsApp: every header shape, both phones, and nothing lost, merged or invented."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import read_chat

RLM, LRM, LRE, PDF, NNBSP, NBSP = "\u200f", "\u200e", "\u202a", "\u202c", "\u202f", "\u00a0"

# A header as a phone writes it -> the time it means.
SHAPES = [
    ("1/13/24, 9:30 PM - ", "2024-01-13 21:30"),
    (f"1/13/24, 9:30{NNBSP}PM - ", "2024-01-13 21:30"),
    ("1/13/2024, 12:05 AM - ", "2024-01-13 00:05"),
    ("13/01/2024, 21:30 - ", "2024-01-13 21:30"),
    ("13/1/24, 21:30 - ", "2024-01-13 21:30"),
    ("13/01/24, 9:30 pm - ", "2024-01-13 21:30"),
    ("13/1/2024, 9:30 pm - ", "2024-01-13 21:30"),
    ("13/01/2024 21:30 - ", "2024-01-13 21:30"),
    ("13/01/24 21.30 - ", "2024-01-13 21:30"),
    ("13.01.2024, 21:30 - ", "2024-01-13 21:30"),
    ("13.1.24, 21:30 - ", "2024-01-13 21:30"),
    ("13.1.24 21:30 - ", "2024-01-13 21:30"),
    ("13-01-2024 21:30 - ", "2024-01-13 21:30"),
    ("2024/1/13, 21:30 - ", "2024-01-13 21:30"),
    ("2024-01-13, 21:30 - ", "2024-01-13 21:30"),
    ("2024-1-13, 9:30 p.m. - ", "2024-01-13 21:30"),
    ("2024/01/13 21:30 - ", "2024-01-13 21:30"),
    (f"13/1/2024, 9:30{NNBSP}p.{NBSP}m. - ", "2024-01-13 21:30"),
    ("13/1/24 7:45 a. m. - ", "2024-01-13 07:45"),
    ("2024/1/13, 下午9:30 - ", "2024-01-13 21:30"),
    ("2024/1/13, 上午12:05 - ", "2024-01-13 00:05"),
    ("2024/01/13 午後9:30 - ", "2024-01-13 21:30"),
    ("2024年1月13日 下午9:30 - ", "2024-01-13 21:30"),
    ("2024. 1. 13. 오후 9:30 - ", "2024-01-13 21:30"),
    ("13/1/2567 21:30 - ", "2024-01-13 21:30"),
    ("13/1/67 21:30 - ", "2024-01-13 21:30"),
    ("21:30, 13 Jan 2024 - ", "2024-01-13 21:30"),
    ("Jan 13, 2024, 9:30 PM - ", "2024-01-13 21:30"),
    ("[13/01/24, 21:30:05] ", "2024-01-13 21:30:05"),
    ("[13/01/2024, 21:30:05] ", "2024-01-13 21:30:05"),
    ("[13/01/24 21:30:05] ", "2024-01-13 21:30:05"),
    ("[13/01/24 21.30.05] ", "2024-01-13 21:30:05"),
    ("[1/13/24, 9:30:05 PM] ", "2024-01-13 21:30:05"),
    (f"{LRM}[1/13/24, 9:30:05{NNBSP}PM] ", "2024-01-13 21:30:05"),
    ("[13.01.24, 21:30:05] ", "2024-01-13 21:30:05"),
    ("[13.1.2024 klo 21.30.05] ", "2024-01-13 21:30:05"),
    ("[2024/01/13 21:30:05] ", "2024-01-13 21:30:05"),
    ("[2024/1/13 午後9:30:05] ", "2024-01-13 21:30:05"),
    ("[21:30:05, 13/01/24] ", "2024-01-13 21:30:05"),
    ("[1/13/2567 BE, 21:30:05] ", "2024-01-13 21:30:05"),
    ("[1/13/R6, 21:30:05] ", "2024-01-13 21:30:05"),
    (f"{RLM}[١٣{RLM}/١{RLM}/٢٠٢٤، ٩:٣٠:٠٥{NBSP}م] ", "2024-01-13 21:30:05"),
    (f"{RLM}[١٣{RLM}/١{RLM}/٢٠٢٤، ٩:٣٠:٠٥{NBSP}ص] ", "2024-01-13 09:30:05"),
]


@pytest.mark.parametrize(("head", "at"), SHAPES)
def test_a_header_shape_is_read(head, at):
    transcript = read_chat(f"{head}Ana Béla: first\nsecond line\n{head}Ken: third\n".encode())

    assert transcript.format == ("whatsapp_ios" if "[" in head else "whatsapp_android")
    assert [(m.sender, m.text) for m in transcript.messages] == [
        ("Ana Béla", "first\nsecond line"),
        ("Ken", "third"),
    ]
    assert {m.at for m in transcript.messages} == {datetime.fromisoformat(at)}
    assert transcript.notes == ()


def _chat(*lines: str) -> list[datetime | None]:
    return [m.at for m in read_chat("\n".join(lines).encode()).messages]


def test_one_day_over_twelve_settles_the_whole_file():
    assert _chat("3/4/24, 10:00 - A: x", "13/4/24, 10:00 - B: y")[0] == datetime.fromisoformat(
        "2024-04-03 10:00"
    )


def test_dates_that_may_not_run_backwards_settle_the_whole_file():
    days = [f"{d}/{m}/24, 10:00 - A: x" for m in (3, 4) for d in (1, 5, 9)]

    assert _chat(*days)[-1] == datetime.fromisoformat("2024-04-09 10:00")


def test_a_file_that_does_not_tell_day_from_month_gets_no_date_and_a_note():
    transcript = read_chat(b"3/4/24, 10:00 - A: x\n5/5/24, 10:00 - B: y\n")

    assert [m.at for m in transcript.messages] == [None, datetime.fromisoformat("2024-05-05 10:00")]
    assert transcript.notes == ("day_month_unknown",)


def test_a_quoted_header_in_another_shape_stays_inside_its_message():
    text = (
        "13/01/2024, 21:30 - Ana: see what he wrote\n[10:02, 3/4/2024] Ken: pay now\n1/2/24, 9:30 PM - x: y\n"
    )

    assert len(read_chat(text.encode()).messages) == 1


@pytest.mark.parametrize(
    ("head", "cut"),
    [
        ("13/01/2024, 21:30 - ", "13/01/2024, 21:3 - "),
        ("[13/01/2024, 21:30:05] ", "[13/01/2024, 21:30:5] "),
    ],
)
def test_a_time_that_lost_a_digit_opens_no_message_even_in_an_hour_already_read(head, cut):
    text = f"{head}Ana: one\n{head}Ken: two\n{cut}Ken: three\n"

    assert [m.text for m in read_chat(text.encode()).messages] == ["one", f"two\n{cut}Ken: three"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<Media omitted>", "media"),
        ("<Media tidak disertakan>", "media"),
        ("<Multimedia omitido>", "media"),
        ("IMG-20240101-WA0003.jpg (file attached)", "media"),
        ("PTT-20240101-WA0003.opus (ไฟล์ที่แนบมา)", "media"),
        ("IMG-20240101-WA0003.jpg (file attached)\nhelp me", "text"),
        ("<help me>", "text"),
        ("This message was deleted", "system"),
        ("Pesan ini dihapus", "system"),
        ("I deleted this message, they read the phone", "text"),
    ],
)
def test_what_the_app_wrote_is_told_from_what_a_person_wrote(body, kind):
    assert read_chat(f"13/01/2024, 21:30 - Ana: {body}\n".encode()).messages[0].kind == kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (LRM + "<attached: 00000012-PHOTO-2024-01-13-21-30-05.jpg>", "media"),
        (LRM + "<adjunto: 00000012-PHOTO-2024-01-13-21-30-05.jpg>", "media"),
        (LRM + "image omitted", "media"),
        (LRM + "画像が除外されています", "media"),
        (LRM + "Anrufe sind verschlüsselt.", "system"),
        (LRM + "Location: https://maps.google.com/?q=16.7,98.5", "text"),
        ("plain words", "text"),
    ],
)
def test_ios_marks_tell_what_the_app_wrote(body, kind):
    line = f"[13/01/2024, 21:30:05] Ken: hi\n[13/01/2024, 21:30:05] Ana: {body}\n"

    assert read_chat(line.encode()).messages[1].kind == kind


def test_lines_without_a_sender_are_system_lines():
    text = '13/01/2024, 21:30 - Ana created group "Plan: money"\n13/01/2024, 21:31 - Ana: hi\n'

    assert [(m.sender, m.kind) for m in read_chat(text.encode()).messages] == [
        (None, "system"),
        ("Ana", "text"),
    ]


def test_unknown_numbers_lose_their_direction_marks():
    text = f"[13/01/2024, 21:30:05] {LRE}+95 9 000 000{PDF}: hi\r\n"

    assert read_chat(text.encode()).messages[0].sender == "+95 9 000 000"


@pytest.mark.parametrize(
    "name", ["WhatsApp Chat with Ana.txt", "Chat de WhatsApp con Ana.txt", "แชท WhatsApp กับ Ana.txt"]
)
def test_the_file_name_names_the_counterpart(name):
    transcript = read_chat(b"13/01/2024, 21:30 - Ana: hi\n13/01/2024, 21:31 - Ken: ho\n", name=name)

    assert (transcript.owner, transcript.other) == ("Ken", "Ana")


def test_a_file_name_that_names_nobody_in_the_chat_says_nothing():
    transcript = read_chat(b"13/01/2024, 21:30 - Ana: hi\n", name="WhatsApp Chat with Bob.txt")

    assert transcript.other is None


def test_lines_before_the_first_header_are_kept():
    messages = read_chat(
        b"end of an older message\n13/01/2024, 21:30 - A: x\n13/01/2024, 21:31 - B: y\n"
    ).messages

    assert [m.text for m in messages] == ["end of an older message", "x", "y"]


NAMES = st.sampled_from(
    ["Ana", "林雨桐", "แพรว ใจดี", "محمد علي", "+95 9 123 456", "O'Neil (work)", "R2-D2", "Thu Hà", "🌸"]
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=0, max_size=40)
BODIES = st.lists(WORDS, min_size=1, max_size=4).map("\n".join)
ANDROID = [
    lambda t: f"{t.day}/{t.month}/{t.year}, {t:%H:%M} - ",
    lambda t: (
        f"{t.month}/{t.day}/{t:%y}, {t.hour % 12 or 12}:{t:%M}{NNBSP}{'AM' if t.hour < 12 else 'PM'} - "
    ),
    lambda t: f"{t:%Y-%m-%d} {t:%H:%M} - ",
]
IOS = [
    lambda t: f"[{t:%d/%m/%y}, {t:%H:%M:%S}] ",
    lambda t: f"[{t:%Y/%m/%d} {'午前' if t.hour < 12 else '午後'}{t.hour % 12 or 12}:{t:%M:%S}] ",
    lambda t: f"{RLM}[{t.day}{RLM}/{t.month}{RLM}/{t.year + 543} BE, {t:%H:%M:%S}] ",
]


def _visible(text: str) -> str:
    # WhatsApp trims a message; the invisible marks at its start are the app's own.
    return text.lstrip(LRM).rstrip("\n")


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from(ANDROID + IOS),
    talk=st.lists(st.tuples(NAMES, BODIES, st.integers(0, 300)), min_size=1, max_size=12),
)
def test_a_chat_written_is_the_chat_read(head, talk):
    at = datetime.fromisoformat("2024-01-28 08:15")
    written, lines = [], []
    for name, body, hours in [("Ana", "starts", 0), *talk, ("Ana", "ends", 24)]:
        at += timedelta(hours=hours)
        lines.append(f"{head(at)}{name}: {body}")
        written.append((at, name, _visible(body)))

    messages = read_chat(("\n".join(lines) + "\n").encode()).messages

    assert [m.at for m in messages] == [at for at, _, _ in written]
    assert [m.text for m in messages] == [body for _, _, body in written]
    assert [m.sender for m in messages if m.kind == "text"] == [
        name for m, (_, name, _) in zip(messages, written, strict=True) if m.kind == "text"
    ]
