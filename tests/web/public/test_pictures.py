"""Screenshots on the words page: read once, shown as text to correct, never stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from bothends import apart
from bothends.core.intake.bubbles import ME, OTHER
from bothends.core.intake.transcript import Message, Transcript
from bothends.web.public import pictures
from bothends.web.store.models import Draft
from bothends.web.wording import say
from tests.apart.screens import Bubble, encoded, screenshot
from tests.web.public.steps import answer, send

THEIRS = "They took my passport"
needs_ocr = pytest.mark.skipif(not apart.sees(), reason="the extra ocr is not installed")


def shot(*lines: str, side: str = "other") -> SimpleUploadedFile:
    picture = encoded(screenshot([Bubble(side, (line,)) for line in lines]))
    return SimpleUploadedFile("shot.png", picture, "image/png")


def page(who: Client, path: str = "/en/tell/words/") -> str:
    return str(who.get(path).content.decode())


@needs_ocr
def test_pictures_become_text_that_is_corrected_and_sent(stranger: Client) -> None:
    given = [shot(THEIRS, "I cannot leave this place"), shot("Where are you", side="me")]
    answered = answer(stranger, "words", words="I met him in a game.", pictures=given, picture_language="en")
    assert (answered.status_code, answered.headers["Location"]) == (303, "/en/tell/words/#words")
    shown = page(stranger)
    assert say("pictures.read") in shown
    assert f"They: {THEIRS}" in shown
    assert "You: Where are you" in shown
    assert "I met him in a game." in shown
    assert b"PNG" not in bytes(Draft.objects.get().body)
    after = answer(stranger, "words", words=f"They: {THEIRS}\nYou: where\nThey: I cannot leave this place")
    assert after.headers["Location"] == "/en/tell/name/"
    assert say("pictures.read") not in page(stranger), "it was seen"
    assert THEIRS in page(stranger, "/en/check/")
    assert send(stranger).status_code == 200


@needs_ocr
def test_a_file_that_is_no_picture_is_explained_and_the_words_stay(stranger: Client) -> None:
    refused = answer(
        stranger, "words", words="He told me on Sunday", pictures=SimpleUploadedFile("a.png", b"text")
    )
    assert refused.status_code == 422
    assert say("tell.no_picture") in refused.content.decode()
    assert "He told me on Sunday" in refused.content.decode()


@needs_ocr
def test_a_picture_without_text_says_what_to_do(stranger: Client) -> None:
    refused = answer(
        stranger,
        "words",
        words="kept",
        pictures=SimpleUploadedFile("a.png", encoded(screenshot([], bars=False))),
    )
    assert refused.status_code == 422
    assert say("tell.bad_picture") in refused.content.decode()
    assert ">\nkept</textarea>" in refused.content.decode()


@needs_ocr
def test_too_many_pictures_are_refused_unread(stranger: Client) -> None:
    given = [SimpleUploadedFile("a.png", b"\x89PNG") for _ in range(pictures.MOST + 1)]
    refused: HttpResponse = answer(stranger, "words", pictures=given)
    assert say("tell.many_pictures", limit=pictures.MOST) in refused.content.decode()


def test_without_the_extra_no_picture_is_asked_for(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_NEEDED", ("no_such_package",))
    pictures.offered.cache_clear()
    try:
        assert 'name="pictures"' not in page(stranger)
        assert answer(stranger, "words", pictures=shot(THEIRS)).headers["Location"] == "/en/tell/name/"
    finally:
        pictures.offered.cache_clear()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_lines_become_the_same_chat_again(language: str) -> None:
    chat = Transcript(
        "screenshot", [Message(None, OTHER, "a: b"), Message(None, ME, "c"), Message(None, None, "d")]
    )
    again = pictures.chat_of(pictures.as_lines(chat, language), language)
    assert again is not None
    assert [(one.sender, one.text) for one in again.messages] == [(OTHER, "a: b"), (ME, "c"), (None, "d")]


@pytest.mark.parametrize("words", ["", "He said: come here", "They say: no"])
def test_ordinary_words_are_no_chat(words: str) -> None:
    assert pictures.chat_of(words, "en") is None


def test_a_side_is_no_name(stranger: Client) -> None:
    answer(
        stranger, "words", words="They: they took my passport\nYou: where\nThey: I cannot leave this building"
    )
    assert 'value="They"' not in page(stranger, "/en/tell/name/")


def test_the_own_lines_make_no_disclosure(read: Callable[[str], bool]) -> None:
    assert read("They: hello\nYou: they took my passport and I cannot leave\nThey: ok") is False
    assert read("They: they took my passport and I cannot leave\nYou: ok") is True


@pytest.fixture
def read(desk: object) -> Callable[[str], bool]:
    def found(words: str) -> bool:
        reading = apart.read_transcript(pictures.chat_of(words, "en") or Transcript("x", []))
        return reading.findings.found

    return found
