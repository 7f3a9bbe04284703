"""Pasted text: copies of chats where they can be told, plain lines otherwise."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.errors import Unreadable
from tests.whole import read_chat, read_text


def _said(text: str):
    return [(m.sender, m.text) for m in read_text(text).messages]


def test_lines_copied_from_whatsapp_web():
    transcript = read_text("[10:02, 13/4/2024] Lina Wu: help\nme\n[10:03, 13/4/2024] Sam: who?")

    assert transcript.format == "pasted_chat"
    assert [(m.at, m.sender, m.text) for m in transcript.messages] == [
        (datetime.fromisoformat("2024-04-13 10:02"), "Lina Wu", "help\nme"),
        (datetime.fromisoformat("2024-04-13 10:03"), "Sam", "who?"),
    ]


def test_lines_copied_from_telegram():
    transcript = read_text("Lina, [08.08.24 08:12]\nhelp\nme\n\nSam, [08.08.24 08:13]\nwho?")

    assert transcript.messages[1].at == datetime.fromisoformat("2024-08-08 08:13")
    assert [(m.sender, m.text) for m in transcript.messages] == [("Lina", "help\nme"), ("Sam", "who?")]


@pytest.mark.parametrize("colon", [": ", "："])
def test_names_before_a_colon_that_come_back(colon):
    text = f"Lina{colon}hi\nSam{colon}who is this\nanyway?\n21:03 Lina{colon}me"

    assert _said(text) == [("Lina", "hi"), ("Sam", "who is this\nanyway?"), ("Lina", "me")]


@pytest.mark.parametrize(
    "text",
    [
        "I met her online.\nShe said: I can not leave.\nThen nothing.\nI am afraid.",
        "Note: she wrote in March and then in May and never again\nI sent money\nplease help",
        "https://example.org/a\nhttps://example.org/b",
        "12:30: it began\nlater it stopped\nthen again",
    ],
)
def test_a_story_is_not_taken_for_a_chat(text):
    transcript = read_text(text)

    assert transcript.format == "plain_text"
    assert [m.text for m in transcript.messages] == text.split("\n")
    assert transcript.notes == ()


def test_a_sentence_with_a_colon_is_no_name():
    assert _said("Amy: hi\nI met Amy there: nice\nAmy: send money") == [
        ("Amy", "hi\nI met Amy there: nice"),
        ("Amy", "send money"),
    ]


def test_who_writes_me_is_the_owner():
    transcript = read_text("Me: hi\nLina: I am held here")

    assert (transcript.owner, transcript.other) == ("Me", "Lina")


def test_a_whole_export_may_be_pasted():
    assert read_text("13/4/2024, 10:02 - Lina: hi\n13/4/2024, 10:03 - Sam: ho").format == "whatsapp_android"


def test_pasted_json_that_is_cut_short_is_still_searched():
    assert read_text('{"messages": [{"text": "help me"').format == "plain_text"


def test_plain_text_from_a_file_says_so():
    assert read_chat(b"they keep my passport\n\nhelp").notes == ("fell_back_to_plain_text",)


def test_nothing_pasted_is_refused():
    with pytest.raises(Unreadable, match="Paste"):
        read_text(" \n\t ")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_text_is_read_and_no_word_of_it_is_lost(text):
    if not text.strip():
        return
    transcript = read_text(text)
    kept = "".join((m.sender or "") + m.text for m in transcript.messages)

    assert {c for c in text if c.isalpha()} <= {c for c in kept if c.isalpha()}
