"""Two things that hold a step for a human: the person may be a child, or may fear their own state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bothends.core.assess.phrasing import AgeRow, Phrasing
from bothends.core.assess.spoken import Spoken, Where

ADULT = 18
YOUNGEST = 8  # below this a number is hardly the age of somebody who writes


def read_child(spoken: Iterable[Spoken], phrasing: Phrasing) -> list[Where]:
    """Where an age under eighteen is said of the person; empty where none is.

    An adult age is no answer: the age of the played profile, or a false one, must not clear a child.
    """
    return [
        Where(line.index, match.start(), match.end())
        for line in spoken
        if not line.profile
        for row in phrasing.ages.on(line.folded)
        for match in _under_age(row, line, phrasing)
    ]


def _under_age(row: AgeRow, line: Spoken, phrasing: Phrasing) -> Iterator[re.Match[str]]:
    if row.who == "kin" and not _of_somebody_held(line, phrasing):
        return
    for match in row.pattern.finditer(line.folded):
        told = next((part for part in match.groups() if part), "")
        around = line.folded[max(0, match.start() - 25) : match.end() + 12]
        if _is_under_age(told) and not row.unless.search(around):
            yield match


def _of_somebody_held(line: Spoken, phrasing: Phrasing) -> bool:
    return line.close or bool(phrasing.cue["hold"].search(line.folded))


def _is_under_age(told: str) -> bool:
    return YOUNGEST <= int(told) < ADULT if told.isdecimal() else bool(told)


def read_fear(spoken: Iterable[Spoken], phrasing: Phrasing) -> list[Where]:
    """Where fear of the own state was said."""
    return [
        Where(line.index, found.start(), found.end())
        for line in spoken
        if not line.profile
        for row in phrasing.fears.on(line.folded)
        if (found := row.search(line.folded))
    ]
