"""Two things that hold a step for a human: the person may be a child, or may fear their own state."""

from __future__ import annotations

from collections.abc import Iterable

from bothends.core.assess.phrasing import AgeRow, Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.report import Answer

ADULT = 18
YOUNGEST = 8  # below this a number is hardly the age of somebody who writes


def read_child(spoken: Iterable[Spoken], phrasing: Phrasing) -> Answer:
    """ "yes" when an age under eighteen is said of the person; otherwise "unknown".

    An adult age is no answer: the age of the played profile, or a false one, must not clear a child.
    """
    for line in spoken:
        if any(_says_child(row, line, phrasing) for row in phrasing.ages):
            return "yes"
    return "unknown"


def _says_child(row: AgeRow, line: Spoken, phrasing: Phrasing) -> bool:
    if line.profile or (row.who == "kin" and not _of_somebody_held(line, phrasing)):
        return False
    for match in row.pattern.finditer(line.folded):
        told = next((part for part in match.groups() if part), "")
        around = line.folded[max(0, match.start() - 25) : match.end() + 12]
        if _under_age(told) and not row.unless.search(around):
            return True
    return False


def _of_somebody_held(line: Spoken, phrasing: Phrasing) -> bool:
    return line.close or bool(phrasing.cue["hold"].search(line.folded))


def _under_age(told: str) -> bool:
    return YOUNGEST <= int(told) < ADULT if told.isdigit() else bool(told)


def read_fear(spoken: Iterable[Spoken], phrasing: Phrasing) -> Answer:
    """ "yes" when fear of the own state was said; otherwise "unknown"."""
    said = any(row.search(line.folded) for line in spoken for row in phrasing.fears if not line.profile)
    return "yes" if said else "unknown"
