"""Every export under tests/vectors/chats reads as expected.toml says."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bothends.core.intake.transcript import Transcript
from tests.whole import read_chat

FOLDER = Path(__file__).parents[2] / "vectors" / "chats"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))


def _time(transcript: Transcript, index: int) -> str:
    at = transcript.messages[index].at
    return at.isoformat() if at else ""


@pytest.mark.parametrize("case", EXPECTED.values(), ids=EXPECTED.keys())
def test_an_export_reads_as_expected(case):
    transcript = read_chat((FOLDER / case["file"]).read_bytes(), name=case["file"])

    kinds = Counter(message.kind for message in transcript.messages)
    senders = [message.sender or "" for message in transcript.messages if message.sender] or [""]
    assert transcript.format == case["format"]
    assert (kinds["text"], kinds["media"], kinds["system"]) == (case["text"], case["media"], case["system"])
    assert (transcript.owner or "", transcript.other or "") == (case["owner"], case["other"])
    assert [senders[0], _time(transcript, 0)] == case["first"]
    assert [senders[-1], _time(transcript, -1)] == case["last"]
    assert list(transcript.notes) == case["notes"]


@pytest.mark.parametrize("case", EXPECTED.values(), ids=EXPECTED.keys())
def test_the_format_is_told_without_the_file_name(case):
    content = (FOLDER / case["file"]).read_bytes()

    assert read_chat(content, name="holiday.pdf").format == case["format"]


def test_every_export_in_the_folder_is_in_the_table():
    files = {path.name for path in FOLDER.iterdir() if path.suffix != ".toml"}

    assert files == {case["file"] for case in EXPECTED.values()}


def test_system_lines_have_no_sender_and_personal_words_do_not_print():
    for case in EXPECTED.values():
        transcript = read_chat((FOLDER / case["file"]).read_bytes())
        assert all(m.sender is None for m in transcript.messages if m.kind == "system")
        assert all(m.text not in repr(m) for m in transcript.messages if len(m.text) > 10)
