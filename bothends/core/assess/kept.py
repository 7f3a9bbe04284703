"""Which lines a field of the record rests on, few and with the place in each where it was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bothends.core.assess.pins import without_pins
from bothends.core.assess.spoken import LONGEST, Where
from bothends.core.findings import Evidence, Line
from bothends.core.plain import clean

A_FIELD = 3  # lines a field keeps; CONTACTS of contacts, each of which may stand alone in its line
CONTACTS = 10
COVER = "▇"


def evidence_of(
    said: Mapping[str, Iterable[Where]], lines: Sequence[Line]
) -> dict[str, tuple[Evidence, ...]]:
    """Field to its lines, the most telling first. Coordinates are covered: no place is kept finer than a town."""
    numbered = {n if line.number is None else line.number: line for n, line in enumerate(lines)}
    kept: dict[str, tuple[Evidence, ...]] = {}
    for field, wheres in said.items():
        most = CONTACTS if field == "contacts" else A_FIELD
        chosen = [one for one in dict.fromkeys(wheres) if one.index in numbered][:most]
        if chosen:
            kept[field] = tuple(_line(field, one, numbered[one.index]) for one in chosen)
    return kept


def _line(field: str, where: Where, line: Line) -> Evidence:
    text = clean(line.text[:LONGEST])
    end = min(max(where.end, where.start), len(text))
    return Evidence(
        text=without_pins(text, COVER),
        speaker=line.speaker or "other",
        at=line.at,
        spans=((min(where.start, end), end, field),),
    )
