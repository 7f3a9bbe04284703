"""Whatever is handed in, the answer is a transcript or one line that says what to do."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.errors import Unreadable
from bothends.core.intake.recognise import read_chat
from bothends.core.intake.transcript import Transcript, whole
from tests.fuzz.mutations import broken
from tests.fuzz.targets import TARGETS, in_sips, read

STARTS = [
    b"",
    b"{",
    b"[",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"[LINE] x\n2024/01/05(Fri)\n",
    b"13/01/2024, 21:30 - A: ",
    "--------------- 2024년 7월 1일 월요일 ---------------\n[A] [오후 8:03] ".encode(),
    b"2024. 7. 1. 20:03, A : x\n2024. 7. 1. 20:03, ",
    b"Date,User,Message\n2024-07-01 20:03:11,",
    b"localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime\n1,1,1,0,0,",
    b"13/07/2024,20:03:11,A,+1 202 555 0101,x\n13/07/2024,",
    b"<smses><sms address='1' date='1' type='1' body='",
    b"[2024-07-01 20:03:11] A: x\n[2024-07-01 20:03:11] ",
    b"Jul 13, 2024  8:03:00 PM\nA\nx\n\nJul 13, 2024  8:03:00 PM",
    b"A 2024-07-01 20:03\nx\nB 2024-07-01 ",
]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
TELEGRAM = ["type", "date", "date_unixtime", "from", "from_id", "text", "contact_information", "action"]
MESSENGER = ["content", "sender_name", "timestamp_ms", "share", "photos", "is_unsent"]
ENCRYPTED = ["senderName", "timestamp", "isUnsent", "media"]
FIELDS = TELEGRAM + MESSENGER + ENCRYPTED
ROWS = st.lists(st.dictionaries(st.sampled_from(FIELDS), JUNK, max_size=8) | JUNK, max_size=3)
TOPS = st.dictionaries(
    st.sampled_from(
        ["name", "type", "id", "participants", "title", "threadName", "personal_information", "chats"]
    ),
    JUNK,
)
ANCHORS = [
    {"type": "message", "date": "2025-01-01T00:00:00", "from": "A", "text": "x"},
    {"sender_name": "A", "timestamp_ms": 1, "content": "x"},
    {"senderName": "A", "timestamp": 1, "text": "x"},
]


def _answers(content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(whole(read_chat(content)), Transcript)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes(start, content):
    _answers(start + content)


PIECES = st.sampled_from(
    [
        '<div class="message default clearfix">', '<div class="message service" id="message1">', "</div>", "<br>",
        '<div class="pull_right date details" title="13.07.2024 20:03:00 UTC+07:00">', '<div class="from_name">',
        '<div class="text">', '<div class="_a6-g">', '<div class="_a6-h">', '<div class="_a6-p">',
        '<div class="_a6-o">',
        "Jul 13, 2024 8:03 pm", '<div class="message">', '<span class="timestamp">', '<span class="sender">', "</span>",
        '<span class="bubble">', '<div class="msg" msgid="1">', '<div class="nt-box">', '<div class="content-box">',
        "<a href='https://a.example'>", "</a>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "&#x110000;",
        "<html>", "words", "&lt;", "<",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_page_of_the_right_boxes(parts):
    known = '<div class="message default"></div><i class="_a6-h _a6-o nt-box timestamp sender" msgid="1"></i>'
    _answers(f"<html><body>{known}{''.join(parts)}".encode())


@settings(max_examples=300, deadline=None)
@given(TOPS, st.sampled_from(ANCHORS), ROWS)
def test_any_json_that_looks_like_a_chat(top, anchor, rows):
    _answers(json.dumps(top | {"messages": [anchor, *rows]}).encode())


@settings(max_examples=100, deadline=None)
@given(JUNK, st.sampled_from(ANCHORS), ROWS)
def test_any_json_that_looks_like_a_full_export(junk, anchor, rows):
    _answers(
        json.dumps(
            {"personal_information": junk, "chats": {"list": [junk, {"messages": [anchor, *rows]}]}}
        ).encode()
    )


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 13, 21, 34])
def test_where_a_file_is_cut_into_blocks_changes_nothing(most):
    for target in TARGETS:
        for seed in target.seeds:
            assert read(lambda: read_chat(seed)) == read(lambda: read_chat(in_sips(seed, most)))  # noqa: B023 - called at once


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_broken_files_of_every_format_are_read_or_refused(target, data):
    """A little of what `python -m tests.fuzz` does for minutes."""
    target.check(data.draw(broken(target.seeds)))
