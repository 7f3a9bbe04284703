"""What the list of routes cannot say by itself: that no mission is known, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bothends.core.refer.proposal import Case, Route

# A mission that has a ground to act; the nearest one has none but its nearness.
COMPETENT = frozenset({"resident", "accredited", "representative_office", "eu_unrepresented", "agreement"})


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about the whole answer. Codes are stable."""

    code: str
    why: str


def notices(case: Case, routes: Iterable[Route]) -> tuple[Notice, ...]:
    """In the order a reader needs them."""
    missions = [row for row in routes if row.kind == "mission"]
    return (*_who(case), *_where(case, missions), *_closed(case))


def _who(case: Case) -> Iterator[Notice]:
    if "stateless" in case.asked.flags:
        yield Notice("stateless", "No state counts the person as its national, so no mission is proposed.")
    elif not case.every:
        yield Notice(
            "nationality_unknown",
            "The nationality is not known, so no mission is proposed. Ask the reporter, never the person.",
        )
    elif case.own_country:
        yield Notice("own_country", "The person is in their own country, so no mission is competent.")


def _where(case: Case, missions: list[Route]) -> Iterator[Notice]:
    host = case.directory.the_country(case.asked.host)
    if not case.nationalities:
        return
    if case.asked.host is None:
        yield Notice("host_unknown", "The country they are held in is not known, so no mission is proposed.")
    elif not missions:
        yield Notice(
            "no_mission_known", f"No mission is known that acts for them in {host}: ask the foreign ministry."
        )
    elif not any(row.basis in COMPETENT for row in missions):
        yield Notice(
            "no_competent_mission_known",
            f"No mission is known to be competent in {host}; the one named is only the nearest.",
        )


def _closed(case: Case) -> Iterator[Notice]:
    for nationality in case.nationalities:
        for post in case.directory.closed(nationality, case.asked.host or ""):
            doubts = " ".join(one.sentence() for one in case.directory.doubts_about(post))
            yield Notice("marked_closed", f"{case.directory.name_of(post)} is left out: {doubts}")
