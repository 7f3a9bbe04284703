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
            assert read(lambda: read_chat(seed)) == read(lambda: read_chat(in_sips(seed, most)))  # noqa: B023


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_broken_files_of_every_format_are_read_or_refused(target, data):
    """A little of what `python -m tests.fuzz` does for minutes."""
    target.check(data.draw(broken(target.seeds)))
