"""P2 Minimum: at most twelve items about the person, each explained; of a chat only what the record needs."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.test import Client

from bothends.core.codec import to_json
from bothends.core.read import read_bytes
from bothends.core.report import Person
from bothends.data.shelf import shelf
from bothends.web.public.questions import QUESTIONS
from bothends.web.wording import languages, sentences
from tests import cast
from tests.web.public.conftest import as_public

KEPT = "They took my passport and I cannot leave this building"
ORDINARY = [f"I ate noodles number {number} with my cousin Wilhelmina" for number in range(300)]


def chat() -> bytes:
    lines = [f"[0{1 + n % 9}/02/2026, 10:{n % 60:02}:00] Kevin: {text}" for n, text in enumerate(ORDINARY)]
    lines += [f"[14/02/2026, 11:00:00] Kevin: {KEPT}", "[14/02/2026, 11:01:00] Asha: my own secret is here"]
    return "\n".join(lines).encode()


def test_the_record_has_at_most_twelve_items_each_optional() -> None:
    assert len(fields(Person)) <= 12
    assert Person() == Person(), "an empty record is a record"


def test_of_a_chat_only_the_lines_a_rule_spoke_on_are_kept() -> None:
    reading = read_bytes(chat(), shelf())
    kept = to_json(reading).decode()
    assert KEPT in kept
    assert "Wilhelmina" not in kept
    assert "my own secret" not in kept
    assert reading.kept <= 3
    assert reading.dropped.messages == reading.messages - reading.kept


def test_what_is_kept_is_said_and_the_rest_is_counted() -> None:
    reading = read_bytes(chat(), shelf())
    assert reading.messages == len(ORDINARY) + 2


@pytest.mark.parametrize("question", [one.code for one in QUESTIONS])
@pytest.mark.parametrize("language", sorted(languages()))
def test_every_question_says_why_who_sees_it_and_when_it_is_erased(
    desk: cast.Desk, settings: object, language: str, question: str
) -> None:
    as_public(settings)
    page = Client().get(f"/{language}/tell/{question}/").content.decode()
    for part in ("why_title", "seen", "erased"):
        assert sentences(language)[f"tell.{part}"] in page


def test_every_question_can_be_left_empty(desk: cast.Desk, settings: object) -> None:
    as_public(settings)
    for one in QUESTIONS:
        assert Client().post(f"/en/tell/{one.code}/", {}).status_code == 303, one.code
