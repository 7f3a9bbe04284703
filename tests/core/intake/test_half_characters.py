"""Half a picture sign, as messengers cut them, damages one letter and neither the reading nor the rest."""

from __future__ import annotations

import json

import pytest

from bothends.core.codec import to_json
from bothends.core.read import read
from bothends.data.shelf import shelf
from tests.whole import read_chat, read_text

HALF = "\ud83d"
SAID = "they took my passport and I cannot leave"


def export(sender: str, text: str) -> bytes:
    said = {"id": 1, "type": "message", "date": "2026-02-01T10:00:00", "from": sender, "text": text}
    return json.dumps({"name": sender, "type": "personal_chat", "id": 1, "messages": [said]}).encode()


@pytest.mark.parametrize(("sender", "text"), [("Kevin", f"{SAID} {HALF}"), (f"Kevin {HALF}", SAID)])
def test_an_export_with_half_a_sign_is_read_and_its_words_are_found(sender: str, text: str) -> None:
    transcript = read_chat(export(sender, text))
    assert "letters_damaged" in transcript.notes
    reading = read(transcript, shelf())
    assert reading.findings.found
    assert SAID.encode() in to_json(reading)


def test_pasted_text_with_half_a_sign_is_read_too() -> None:
    assert read(read_text(f"{HALF} {SAID}"), shelf()).findings.found


def test_a_whole_picture_sign_is_left_alone() -> None:
    transcript = read_chat(export("Kevin", "hello \U0001f600"))
    assert transcript.messages[0].text == "hello \U0001f600"
    assert "letters_damaged" not in transcript.notes
