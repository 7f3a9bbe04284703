"""Ordinary lines, and those of the played role's small talk, say nothing of anybody: the record stays empty."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from bothends.core.assess.record import Tables, extract
from bothends.core.findings import Line, Speaker
from bothends.data import folder
from tests.core.assess.held_out.chats import LANGUAGES, bank

FIELDS = ("name", "nationality", "country", "place", "last_contact")
# Says where somebody was born, which is a candidate for a person to weigh.
TOLD = "i live in singapore but i was born in hong kong"


def ordinary() -> Iterator[str]:
    for line in (folder() / "everyday.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and line != TOLD:
            yield line
    for language in LANGUAGES:
        yield from bank(language).scammer
        yield from bank(language).target


LINES = sorted(set(ordinary()))


def said(tables: Tables, lines: list[Line], near: tuple[int, ...] = ()) -> dict[str, object]:
    person = extract(lines, tables, near=near).person
    told = {field: getattr(person, field) for field in FIELDS}
    told |= {"child": person.child == "yes", "fears_return": person.fears_return == "yes"}
    return {field: value for field, value in told.items() if value}


@pytest.mark.parametrize("speaker", ["other", None])
@pytest.mark.parametrize("near", [(), (0,)], ids=["alone", "at a disclosure"])
def test_no_ordinary_line_says_anything(
    tables: Tables, speaker: Speaker | None, near: tuple[int, ...]
) -> None:
    invented = {line: said(tables, [Line(line, speaker)], near) for line in LINES}
    assert {line: what for line, what in invented.items() if what} == {}


@pytest.mark.parametrize("seed", range(20))
def test_ordinary_lines_together_say_nothing_either(tables: Tables, seed: int) -> None:
    chance = random.Random(seed)
    lines = [Line(text, "other") for text in chance.sample(LINES, 60)]
    assert said(tables, lines, (30,)) == {}
