"""Whatever is handed in, the answer is a transcript or one line that says what to do."""

from __future__ import annotations

import contextlib
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.errors import Unreadable
from bothends.core.intake.transcript import Transcript
from tests.whole import read_chat

STARTS = [
    b"",
    b"{",
    b"[",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"[LINE] x\n2024/01/05(Fri)\n",
    b"13/01/2024, 21:30 - A: ",
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
        assert isinstance(read_chat(content), Transcript)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes(start, content):
    _answers(start + content)


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
