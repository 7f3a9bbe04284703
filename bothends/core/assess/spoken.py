"""The lines that speak of the person, made ready for reading, with how close each is to the disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bothends.core.findings import Line
from bothends.core.plain import clean

# How far a statement may stand before the disclosure and still be believed. What was said earlier belongs
# to the profile the person was made to play: it is kept as a further candidate, never as the answer.
BEFORE = 10
BESIDE = 2
WEIGHT_BESIDE = 3
# Who introduces themselves at the head of a long chat plays the role, even where the truth comes soon after.
INTRODUCTION = 8  # lines of the chat
LONG = 40  # lines from which a chat has an introduction

# Longer than any message; bounds the time one hostile line can take to about a second.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Where:
    """Characters start to end of the clean text of the line with this number."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line as the readers see it. `weight` orders statements; `profile` marks the played role."""

    index: int
    text: str = field(repr=False)  # clean, with capitals
    folded: str = field(repr=False)
    weight: int = 0
    profile: bool = False
    reported: bool = False  # nobody or the reporter wrote it: may be somebody speaking of a third person
    line: Line = field(default=Line(""), repr=False)  # as it came

    @property
    def close(self) -> bool:
        """Whether the line stands at the disclosure."""
        return self.weight >= 2

    @property
    def beside(self) -> bool:
        """Whether it stands right beside the disclosure."""
        return self.weight >= WEIGHT_BESIDE


def spoken_lines(lines: Sequence[Line], near: Sequence[int] = ()) -> list[Spoken]:
    """The other side's lines; the reporter's only where nobody else speaks."""
    numbered = [(i if line.number is None else line.number, line) for i, line in enumerate(lines)]
    chosen = [(i, line) for i, line in numbered if line.speaker != "reporter"] or numbered
    introduced = INTRODUCTION if numbered and numbered[-1][0] >= LONG else 0
    return [_spoken(i, line, sorted(near), introduced) for i, line in chosen]


def _spoken(index: int, line: Line, near: Sequence[int], introduced: int) -> Spoken:
    text = clean(line.text[:LONGEST])
    weight, profile = _standing(index, near)
    if near and weight < WEIGHT_BESIDE and index < min(introduced, near[0]):
        weight, profile = 0, True
    return Spoken(index, text, text.casefold(), weight, profile, line.speaker != "other", line)


def _standing(index: int, near: Sequence[int]) -> tuple[int, bool]:
    if not near:
        return 0, False
    distance = min(abs(index - at) for at in near)
    if distance <= BESIDE:
        return WEIGHT_BESIDE, False
    if distance <= BEFORE:
        return 2, False
    return (1, False) if index > near[0] else (0, True)
