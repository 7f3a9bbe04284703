"""What did they say: a chat is read in memory, few lines are kept, the rest becomes suggestions."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.web.public import uploads
from bothends.web.wording import say
from tests.web.public.chat import CHAT, LINE, MESSAGES
from tests.web.public.steps import answer, attach


def test_what_a_chat_says_is_suggested_on_the_later_pages(stranger: Client) -> None:
    attach(stranger)
    for question, found in (("name", "Minh Tran"), ("reach", "quiet_river_77"), ("origin", "Vietnam")):
        text = stranger.get(f"/en/tell/{question}/").content.decode()
        assert f'value="{found}"' in text
        assert say("tell.found") in text


def test_the_counts_of_what_was_kept_and_dropped_are_shown(stranger: Client) -> None:
    attach(stranger)
    text = stranger.get("/en/tell/name/").content.decode()
    assert say("tell.read_counts", messages=MESSAGES, kept=3) in text
    assert LINE in text


def test_a_suggestion_the_stranger_has_seen_is_no_longer_marked(stranger: Client) -> None:
    attach(stranger)
    answer(stranger, "name", name="Minh")
    assert say("tell.found") not in stranger.get("/en/tell/name/").content.decode()


def test_what_the_stranger_wrote_is_not_overwritten(stranger: Client) -> None:
    answer(stranger, "name", name="Tuan")
    attach(stranger)
    assert 'value="Tuan"' in stranger.get("/en/tell/name/").content.decode()


def test_taking_the_chat_out_takes_its_suggestions_with_it(stranger: Client) -> None:
    attach(stranger)
    answer(stranger, "words", drop_export="yes")
    assert 'value="Minh"' not in stranger.get("/en/tell/name/").content.decode()
    assert say("check.empty") in stranger.get("/en/check/").content.decode()


def test_the_chat_stays_when_only_the_words_are_changed(stranger: Client) -> None:
    attach(stranger)
    answer(stranger, "words", words="He said it twice.")
    assert say("check.attached") in stranger.get("/en/check/").content.decode()


def test_a_file_that_is_no_chat_is_explained_and_the_words_are_kept(stranger: Client) -> None:
    page = attach(stranger, b"\0\0\0", words="He told me on Sunday")
    assert page.status_code == 422
    assert say("tell.bad_file") in page.content.decode()
    assert "Export the chat" in page.content.decode()
    assert "He told me on Sunday" in page.content.decode()


def test_a_file_too_large_is_refused_and_the_words_are_kept(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LIMIT", 100_000)
    page = attach(stranger, b"x" * 300_000, words="He told me on Sunday")
    assert page.status_code == 413
    assert "He told me on Sunday" in page.content.decode()
    assert say("tell.file_too_large", limit=20) in page.content.decode()


def test_a_pasted_chat_is_said_to_be_kept_in_part(stranger: Client) -> None:
    answer(stranger, "words", words=CHAT.decode())
    text = stranger.get("/en/tell/words/").content.decode()
    assert say("tell.paste_counts", kept=3, messages=MESSAGES) in text
