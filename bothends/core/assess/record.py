"""The minimum record of the person, from the lines of a chat. Null where nothing was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bothends.core.assess.condition import read_child, read_fear
from bothends.core.assess.contacts import Reached, contact_of_sender, read_contacts
from bothends.core.assess.identity import Names, read_names
from bothends.core.assess.kept import evidence_of
from bothends.core.assess.languages import languages_of
from bothends.core.assess.lastly import read_last
from bothends.core.assess.meeting import messenger, read_met
from bothends.core.assess.nationality import read_nationality
from bothends.core.assess.phrasing import Phrasing, load_phrasing
from bothends.core.assess.pins import pins
from bothends.core.assess.spoken import Spoken, Where, spoken_lines
from bothends.core.assess.statements import Statement, ranked
from bothends.core.assess.whereabouts import read_hold
from bothends.core.countries import Countries, load_countries
from bothends.core.findings import Evidence, Line
from bothends.core.places import Gazetteer, load_gazetteer
from bothends.core.plain import fold
from bothends.core.report import Contact, Person

FINEST_FIRST = {"compound": 0, "zone": 1, "border_gate": 2, "town": 3, "city": 4, "province": 5, "area": 6}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Tables:
    """The reviewed data the reading rests on. Load once; it does not change."""

    countries: Countries
    gazetteer: Gazetteer
    phrasing: Phrasing
    alpha2: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path) -> Tables:
        """Read the data files of `folder`. Raises BadRow for a broken row."""
        countries = load_countries(folder)
        alpha2 = {
            alpha3: code.upper()
            for code, alpha3 in countries.by_name.items()
            if len(code) == 2 and code.isascii()
        }
        return cls(countries, load_gazetteer(folder), load_phrasing(folder), alpha2)

    def cues(self) -> Iterator[str]:
        """Words without which a line of a long chat is not read for the record; see core.gather."""
        yield from self.countries.phrases.phrases
        yield from self.gazetteer.phrases.phrases
        yield from self.phrasing.cues


@dataclass(frozen=True, slots=True)
class Said:
    """The record, and further values said for nationality, country, place, name and contacts (best first).

    `evidence`: for each field the lines it was read from, with one span each into the clean text.
    """

    person: Person
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """What each reader found, before it becomes a record."""

    nationality: list[Statement]
    hold: list[Statement]
    names: Names
    reached: Reached
    child: list[Where]
    fear: list[Where]
    met: tuple[str, Where] | None
    last: tuple[str, Where] | None


def extract(
    lines: Sequence[Line],
    tables: Tables,
    *,
    near: Sequence[int] = (),
    display_name: str | None = None,
    number: str | None = None,
    format: str | None = None,  # noqa: A002 - the word of the report
    reporter_country: str | None = None,
    samples: Sequence[str] | None = None,
    last: str | None = None,
) -> Said:
    """What `lines` say of the person.

    near: numbers of the disclosure lines; statements close to them win, and those well before them belong
    to the played profile. display_name: the other side's name in the export, number: theirs beside it. format:
    the export's code. reporter_country: alpha-3, the last in which a locally written number is read. samples:
    how the other side writes, and last: the day of their last words, where `lines` are not all of the chat.
    """
    spoken = spoken_lines(lines, near)
    read = _read(spoken, lines, tables, display_name, reporter_country)
    country = _first(read.hold)
    place = _place(read.hold, country)
    person = Person(
        name=read.names.name,
        aliases=()
        if display_name and _sender(display_name) and not read.names.aliases
        else read.names.aliases,
        contacts=_contacts(read.reached, number or display_name),
        nationality=_first(read.nationality),
        country=country,
        place=place.place.place() if place and place.place else None,
        platform=read.met[0] if read.met else messenger(format),
        last_contact=last or _last_contact(lines) or (read.last[0] if read.last else None),
        languages=languages_of([line.text for line in spoken] if samples is None else samples),
        child="yes" if read.child else "unknown",
        fears_return="yes" if read.fear else "unknown",
    )
    return Said(person, _candidates(read, person), evidence_of(_wheres(read, person), lines))


def _read(
    spoken: list[Spoken],
    lines: Sequence[Line],
    tables: Tables,
    display_name: str | None,
    reporter_country: str | None,
) -> _Read:
    phrasing = tables.phrasing
    nationality = read_nationality(spoken, tables.countries, phrasing)
    hold = ranked([*read_hold(spoken, tables.countries, tables.gazetteer, phrasing), *_pins(spoken, tables)])
    likely = (_first(hold), _first(nationality), reporter_country)
    regions = [tables.alpha2[code] for code in likely if code and code in tables.alpha2]
    return _Read(
        nationality,
        hold,
        read_names(
            spoken,
            phrasing,
            display_name=display_name,
            is_country=lambda text: bool(tables.countries.mentions(fold(text))),
        ),
        read_contacts(spoken, list(dict.fromkeys(regions)), phrasing),
        read_child(spoken, phrasing),
        read_fear(spoken, phrasing),
        read_met(lines, phrasing),
        read_last(spoken, phrasing),
    )


def _first(statements: Iterable[Statement]) -> str | None:
    return next((s.value for s in statements if not s.profile), None)


def _place(hold: Sequence[Statement], country: str | None) -> Statement | None:
    """The finest place said in the country of hold; one said far less clearly does not count."""
    there = [s for s in hold if s.place and s.value == country and not s.profile]
    near_best = [s for s in there if s.rank[0] >= there[0].rank[0] - 1]
    return min(near_best, key=lambda s: FINEST_FIRST.get(s.place.kind, 9) if s.place else 9, default=None)


def _pins(spoken: Iterable[Spoken], tables: Tables) -> Iterator[Statement]:
    """Map links and coordinates, coarsened to the nearest town; the coordinates are not kept."""
    for line in spoken:
        for start, end, latitude, longitude in pins(line.text):
            if known := tables.gazetteer.town_near(latitude, longitude):
                rank = (2 + line.weight, 2)
                at = (line.index, start)
                yield Statement(known.country, rank, at, line.profile, place=known, end=end)


def _sender(display_name: str) -> Contact | None:
    return contact_of_sender(display_name)


def _contacts(reached: Reached, display_name: str | None) -> tuple[Contact, ...]:
    sender = _sender(display_name) if display_name else None
    if sender is None or any(contact.value == sender.value for contact in reached.contacts):
        return reached.contacts
    return (sender, *reached.contacts)


def _last_contact(lines: Iterable[Line]) -> str | None:
    theirs = (line.at[:10] for line in lines if line.speaker == "other" and line.at)
    return max((day for day in theirs if _DATE.fullmatch(day)), default=None)


def _candidates(read: _Read, person: Person) -> dict[str, tuple[str, ...]]:
    places = [s.place.name for s in read.hold if s.place]
    said: dict[str, tuple[Sequence[str], str | None]] = {
        "nationality": ([s.value for s in read.nationality], person.nationality),
        "country": ([s.value for s in read.hold], person.country),
        "place": (places, person.place.name if person.place else None),
        "name": (read.names.others, person.name),
        "contacts": (read.reached.others, None),
    }
    further = {
        key: tuple(dict.fromkeys(v for v in values if v != kept)) for key, (values, kept) in said.items()
    }
    return {key: values for key, values in further.items() if values}


def _wheres(read: _Read, person: Person) -> dict[str, list[Where]]:
    """Where each field was said: the value of the record first, then the further ones."""
    named = {value: [w for v, w in read.names.told if v == value] for value, _ in read.names.told}
    return {
        "name": [w for value in (person.name, *read.names.others) for w in named.get(value or "", ())],
        "aliases": [w for value in person.aliases for w in named.get(value, ())],
        "contacts": [where for _, where in read.reached.told],
        "nationality": [_where(s) for s in read.nationality],
        "country": [_where(s) for s in read.hold],
        "place": _where_placed(read.hold, person),
        "platform": [read.met[1]] if read.met else [],
        "last_contact": [read.last[1]] if read.last and read.last[0] == person.last_contact else [],
        "child": read.child,
        "fears_return": read.fear,
    }


def _where_placed(hold: Iterable[Statement], person: Person) -> list[Where]:
    name = person.place.name if person.place else None
    placed = [s for s in hold if s.place]
    return [_where(s) for s in sorted(placed, key=lambda s: not (s.place and s.place.name == name))]


def _where(statement: Statement) -> Where:
    index, start = statement.said_at
    return Where(index, start, statement.end)
