"""What is said of a stored column, and of a table."""

from __future__ import annotations

from dataclasses import dataclass

WITH_CASE = "with the case"
NEVER = "never: the trail outlives what it speaks of"
WITH_DESK = "with the desk"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a column holds, why it is kept, and (sealed columns only) which key opens it."""

    name: str
    meaning: str
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its model, what a row is, when a row goes, and its columns."""

    model: str
    meaning: str
    gone: str
    columns: tuple[Kept, ...]
