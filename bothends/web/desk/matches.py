"""Suggestions, comparisons and clusters as the desk's pages show them: weights as words and bars, no contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from bothends.core.match.calibrate import Chance
from bothends.core.match.judged import bands
from bothends.core.match.score import Part, Score
from bothends.core.match.tokens import FULL
from bothends.core.report import Person
from bothends.web.access.roles import Permission, may
from bothends.web.desk.shown import person_shown
from bothends.web.store.actions import assess, match, match_clusters, match_judge
from bothends.web.store.actions.match import Suggestion
from bothends.web.store.actions.match_cards import keys_for, opened
from bothends.web.store.actions.match_clusters import ENTRIES
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import MatchEntry, StoredReport

# How strongly a log-odds speaks, in words: from this on, in either direction. 2.2 is nine to one.
WORDS = ((6.0, "very strongly"), (3.5, "strongly"), (1.5, "somewhat"), (0.0, "a little"))
LONGEST = 8.0  # a bar is full from here
# In words, because a number beside a person reads as more than it is (P3).
CHANCES = ((0.9, "very likely"), (0.7, "likely"), (0.5, "perhaps"), (0.0, "doubtful"))
WHAT = {
    "place": "place",
    "handle": "handle",
    "phone": "phone number",
    "email": "e-mail address",
    "document": "document number",
}


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of what speaks for or against; `bar` is 0 to 8."""

    reason: str
    words: str
    bar: float


@dataclass(frozen=True, slots=True)
class Line:
    """A suggestion on a page."""

    entry: int
    name: str
    chance: str
    suggestion: Suggestion = field(repr=False)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that are compared."""

    entry: MatchEntry
    name: str
    address: str
    fields: tuple[tuple[str, str, tuple[str, ...]], ...] = field(repr=False)
    reporters: int = 1


def matches_shown(entry: MatchEntry, *, by: Keyring, page: str) -> dict[str, object]:
    """What a case's or a report's page needs for "perhaps the same person"."""
    found = match.suggestions(entry, by=by, page=page)
    lines = [_line(one) for one in found if _may_open(one.entry, by)]
    return {
        "entry": entry,
        "suggestions": [one for one in lines if one.suggestion.open],
        "judged": [one for one in lines if not one.suggestion.open],
        "named_by": _named_by(entry, by),
    }


def name_of(entry: MatchEntry) -> str:
    """What a record is called on the phone."""
    if entry.case is not None:
        return f"Case {entry.case.code}"
    return f"Report {entry.report_id.hex[:8].upper()}" if entry.report_id else ""


def chance(probability: float) -> str:
    """How likely two records are one person, in words."""
    return next(words for least, words in CHANCES if probability >= least)


def chance_words(one: Chance) -> str:
    """The same with how sure that is: "likely (doubtful to very likely)"; one word where it is sure."""
    ends = chance(one.low), chance(one.high)
    said = chance(one.probability)
    return said if ends == (said, said) else f"{said} ({ends[0]} to {ends[1]})"


def weights_shown(score: Score) -> tuple[list[Weight], list[Weight]]:
    """What speaks for one person and what against, the weightiest first."""
    parts = [one for one in score.parts if one.log_odds]
    return [_weight(one) for one in parts if one.log_odds > 0], [
        _weight(one) for one in parts if one.log_odds < 0
    ]


def side_of(entry: MatchEntry, *, by: Keyring, page: str) -> Side:
    """One record, opened and written down."""
    if entry.case is not None:
        file = assess.open_case(entry.case, by=by, page=page)
        return Side(
            entry,
            name_of(entry),
            f"/cases/{entry.case.pk}/",
            _fields(file.person),
            entry.case.reports.count(),
        )
    report = cast(StoredReport, entry.report)  # an entry is of one or of the other: the database holds it
    told = assess.open_report(report, by=by, page=page)
    return Side(entry, name_of(entry), f"/reports/{report.pk}/", _fields(told.person))


def _fields(person: Person) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The record, with contacts as a count only (P1)."""
    count = len(person.contacts)
    return (*person_shown(person), ("Contact details", f"{count} held" if count else "not said", ()))


def _line(one: Suggestion) -> Line:
    return Line(one.entry.pk, name_of(one.entry), chance_words(one.chance), one)


def _weight(part: Part) -> Weight:
    size = abs(part.log_odds)
    words = next(words for least, words in WORDS if size >= least)
    return Weight(part.reason, words, round(min(size, LONGEST), 1))


def _may_open(entry: MatchEntry, by: Keyring) -> bool:
    if entry.case_id is not None:
        return may(by.member.role, Permission.OPEN_CASE)
    waiting = entry.report is not None and entry.report.state in {"new", "opened"}
    return waiting and may(by.member.role, Permission.OPEN_REPORT)


def _named_by(entry: MatchEntry, by: Keyring) -> list[tuple[str, str]]:
    """How many other records name the same place or contact: "7", or "64 or more"."""
    keys = keys_for(by)
    card = opened(entry, keys)
    counted = match.named_by(card, keys, but=entry.pk) if card else {}
    return [
        (WHAT[kind], str(count) if count < FULL else f"{FULL} or more")
        for kind, count in sorted(counted.items())
    ]


@dataclass(frozen=True, slots=True)
class ShownCluster:
    """A cluster with the records to open."""

    what: str
    name: str = field(repr=False)
    count: int
    records: tuple[tuple[str, str], ...]


def clusters_shown(*, by: Keyring, page: str) -> dict[str, object]:
    """What the page of matches needs. A contact is named by its kind only (P1)."""
    found, read = match_clusters.clusters(by=by, page=page)
    wanted = {pk for one in found for pk in one.entries[:ENTRIES]}
    rows = MatchEntry.objects.select_related("case", "report").in_bulk(list(wanted))
    shown = [
        ShownCluster(
            WHAT[one.kind],
            one.name,
            len(one.entries),
            tuple(
                _linked(rows[pk]) for pk in one.entries[:ENTRIES] if pk in rows and _may_open(rows[pk], by)
            ),
        )
        for one in found
    ]
    return {
        "places": [one for one in shown if one.name],
        "contacts": [one for one in shown if not one.name],
        "read": read,
        "entered": MatchEntry.objects.count(),
    }


def judged_shown(*, by: Keyring) -> dict[str, object]:
    """What this desk's judgements say of its scores, in the words the suggestions use."""
    keys = keys_for(by)
    listed = [(chance(one.least), one) for one in bands(match_judge.labels(keys=keys))]
    return {"judged": listed, "calibrated": match.calibration(keys).said}


def _linked(entry: MatchEntry) -> tuple[str, str]:
    name = name_of(entry)
    return name, f"/cases/{entry.case_id}/" if entry.case_id else f"/reports/{entry.report_id}/"
