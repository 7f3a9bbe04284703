"""Cutting in bulk gives what reading one by one gives."""

from __future__ import annotations

import random

import pytest

from bothends.core.intake import bulk, headers, recognise
from bothends.core.intake.source import Bytes

SAID = (
    "hi", "ok", "<Media omitted>", "This message was deleted", "You deleted this message", "a\nb: c\nd",
    "12/05/2024, 10:00 - no: quoted", "look <This message was edited>", "IMG-20240101-WA0001.jpg (file attached)",
    "\u200eimage omitted", "see https://example.org/a: b", "", "时间: 现在", "x" * 300, "Missed voice call",
)  # fmt: skip
LINES = {
    "android": lambda n, name, text: (
        f"{n % 28 + 1:02}/{n % 12 + 1:02}/2024, {n % 24:02}:{n % 60:02} - {name}{text}\n"
    ),
    "hours": lambda n, name, text: (
        f"{n % 12 + 1}/{n % 28 + 1}/24, {n % 12 + 1}:{n % 60:02} PM - {name}{text}\n"
    ),
    "iphone": lambda n, name, text: (
        f"[{n % 28 + 1}/1/2024, {n % 24:02}:{n % 60:02}:{n % 59:02}] {name}{text}\r\n"
    ),
    "thai": lambda n, name, text: (
        f"\u200e[{n % 28 + 1}/{n % 12 + 1}/2567 BE, {n % 24}:{n % 60:02}:09] {name}{text}\n"
    ),
}


@pytest.mark.parametrize("kind", LINES)
def test_bulk_and_one_by_one_are_equal(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headers, "ENOUGH", 3_000)
    monkeypatch.setattr(bulk, "ENOUGH", 3_000)
    monkeypatch.setattr("bothends.core.intake.source.BLOCK", 2_000)
    chance = random.Random(kind)
    names = ("David Lim: ", "Maria: ", "~ Group Person: ", "+95 9 123 456: ", "")
    rows = [LINES[kind](n, chance.choice(names), chance.choice(SAID) or "Ana joined") for n in range(3_000)]
    transcript = recognise.read_chat(Bytes.of("".join(rows).encode()))
    said = [one for one in transcript.messages if one.kind == "text"]
    assert transcript.batches is not None
    made = list(transcript.batches())
    assert len(made) > 10
    assert sum(isinstance(batch, bulk._Block) for batch in made) > 10
    assert [batch.message(at) for batch in made for at in range(len(batch.texts))] == said
    assert [name for batch in made for name in batch.names] == [one.sender for one in said]
    assert sum(batch.counts["media"] for batch in made) == sum(
        one.kind == "media" for one in transcript.messages
    )
    assert sum(batch.counts["system"] for batch in made) == sum(
        one.kind == "system" for one in transcript.messages
    )
    assert all(batch.counts["text"] == len(batch.texts) for batch in made)
