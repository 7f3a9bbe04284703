"""What looks wrong in the missions file: marked here, never mended silently in the row itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bothends.core.refer.entries import Entry, Mission, Row, among, day, said

KINDS = ("confirm", "closed")  # named with the doubt; named as closed and never a route


@dataclass(frozen=True, slots=True)
class Doubt:
    """`id` is a mission's, or `host-` and the code of a country whose missions are all meant."""

    id: str
    kind: str
    doubt: str
    source: str
    checked_on: date

    def sentence(self) -> str:
        """The doubt with its source, as one sentence."""
        return f"{self.doubt.removesuffix('.')} ({self.source})."


def doubt(row: Row, known: frozenset[str]) -> Doubt:
    prefix, _, code = row["id"].rpartition("-")
    if prefix == "host" and code.upper() not in known:
        raise ValueError("the id names no country after host-")
    return Doubt(row["id"], among(row, "kind", KINDS), said(row, "doubt"), said(row, "source"), day(row))


def doubts_about(entry: Entry, doubts: Mapping[str, Doubt]) -> tuple[Doubt, ...]:
    """What is doubted about a post itself, then about every post of its host country."""
    if not isinstance(entry, Mission):
        return ()
    found = (doubts.get(entry.id), doubts.get(f"host-{entry.host.lower()}"))
    return tuple(one for one in found if one)
