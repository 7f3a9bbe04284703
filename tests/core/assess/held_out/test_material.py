"""The material itself: codes that exist, halves that share nothing, chats that say what their truth says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bothends.core.assess import indicators, tactics
from tests.core.assess.held_out import chats

HERE = Path(__file__).parent
HALVES = ("dev", "test")
FOUND, NOT_FOUND = 12, 14
DISCLOSING = {"press", "ngo", "first_person", "family", "reported"}


def rows(half: str) -> list[dict[str, Any]]:
    text = (HERE / f"passages_{half}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("half", HALVES)
def test_every_language_has_enough_of_both(half: str) -> None:
    counts = Counter((row["language"], row["found"]) for row in rows(half))
    languages = {language for language, _ in counts}
    assert len(languages) == 26
    assert all(counts[lang, True] >= FOUND and counts[lang, False] >= NOT_FOUND for lang in languages)


@pytest.mark.parametrize("half", HALVES)
def test_codes_exist_and_go_with_the_label(half: str) -> None:
    for row in rows(half):
        assert set(row["codes"]) <= set(indicators.BY_CODE), row["text"]
        assert set(row["tactics"]) <= set(tactics.BY_CODE), row["text"]
        assert bool(row["codes"]) == row["found"], row["text"]
        assert row["found"] == (row["kind"] in DISCLOSING) or row["kind"] == "chat", row["text"]


def test_no_text_stands_twice_in_either_half() -> None:
    texts = Counter(row["text"] for half in HALVES for row in rows(half))
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("language", chats.LANGUAGES)
def test_a_language_has_lines_enough_for_a_chat(language: str) -> None:
    bank = chats.bank(language)
    assert len(bank.scammer) >= 40
    assert len(bank.target) >= 25
    assert len(bank.disclosures) >= 6


def test_the_same_seed_gives_the_same_chat_and_another_seed_another() -> None:
    assert chats.build("en", 3, 0) == chats.build("en", 3, 0)
    assert chats.build("en", 3, 0) != chats.build("en", 4, 0)


def test_what_is_true_of_a_chat_is_said_in_its_disclosure() -> None:
    for chat in chats.chats():
        told = " ".join(chat.messages[index][1] for index in chat.truth.at)
        assert chat.truth.found == bool(told)
        assert chats.SHORTEST <= len(chat.messages) <= chats.LONGEST
        assert (chat.truth.name or "") in told
        for contact in chat.truth.contacts:
            value = contact.split(":", 1)[1].lstrip("@")
            digits = re.sub(r"\D", "", value)[
                -9:
            ]  # the national part: a number may be typed without its country
            assert value in told or (digits and digits in re.sub(r"\D", "", told)), contact
