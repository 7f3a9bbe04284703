"""The minimum record of the person, from the lines of a chat. Null where nothing was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bothends.core.assess.condition import read_child, read_fear
from bothends.core.assess.contacts import contact_of_sender, read_contacts
from bothends.core.assess.identity import Names, read_names
from bothends.core.assess.languages import languages_of
from bothends.core.assess.nationality import Statement, ranked, read_hold, read_nationality
from bothends.core.assess.phrasing import Phrasing, load_phrasing
from bothends.core.assess.spoken import Spoken, spoken_lines
from bothends.core.countries import Countries, load_countries
from bothends.core.findings import Line
from bothends.core.places import Gazetteer, load_gazetteer
from bothends.core.plain import fold
from bothends.core.report import Contact, Person

# The messenger an export comes from, by the first word of its format code.
MESSENGERS = (
    "whatsapp", "telegram", "line", "messenger", "instagram", "kakaotalk", "viber", "wechat", "signal",
    "imessage", "sms", "facebook", "zalo",
)  # fmt: skip
FINEST_FIRST = {"compound": 0, "zone": 1, "border_gate": 2, "town": 3, "city": 4, "province": 5, "area": 6}
_PIN = re.compile(
    r"(?<![\d.])([-+]?\d{1,2}\.\d{3,})\s?(?:,|%2c|\s)\s?([-+]?\d{1,3}\.\d{3,})(?![\d.])", re.IGNORECASE
)
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
    """The record, and further values said for nationality, country, place and name (best first)."""

    person: Person
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


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
    phrasing = tables.phrasing
    nationality = read_nationality(spoken, tables.countries, phrasing)
    hold = ranked([*read_hold(spoken, tables.countries, tables.gazetteer, phrasing), *_pins(spoken, tables)])
    names = read_names(
        spoken,
        phrasing,
        display_name=display_name,
        is_country=lambda text: bool(tables.countries.mentions(fold(text))),
    )
    origin, country = _first(nationality), _first(hold)
    place = _place(hold, country)
    regions = [tables.alpha2[c] for c in (country, origin, reporter_country) if c and c in tables.alpha2]
    person = Person(
        name=names.name,
        aliases=() if display_name and _sender(display_name) and not names.aliases else names.aliases,
        contacts=_contacts(spoken, regions, phrasing, number or display_name),
        nationality=origin,
        country=country,
        place=place.place.place() if place and place.place else None,
        platform=_platform(lines, phrasing, format),
        last_contact=last or _last_contact(lines),
        languages=languages_of([line.text for line in spoken] if samples is None else samples),
        child=read_child(spoken, phrasing),
        fears_return=read_fear(spoken, phrasing),
    )
    return Said(person, _candidates(nationality, hold, names, person))


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
        for pin in _PIN.finditer(line.text):
            latitude, longitude = float(pin[1]), float(pin[2])
            known = tables.gazetteer.town_near(latitude, longitude) if abs(longitude) <= 180 else None
            if known:
                yield Statement(
                    known.country, (2 + line.weight, 2), (line.index, pin.start()), line.profile, place=known
                )


def _sender(display_name: str) -> Contact | None:
    return contact_of_sender(display_name)


def _contacts(
    spoken: Sequence[Spoken], regions: Sequence[str], phrasing: Phrasing, display_name: str | None
) -> tuple[Contact, ...]:
    given = read_contacts(spoken, list(dict.fromkeys(regions)), phrasing)
    sender = _sender(display_name) if display_name else None
    if sender is None or any(contact.value == sender.value for contact in given):
        return given
    return (sender, *given)


def _platform(lines: Iterable[Line], phrasing: Phrasing, format: str | None) -> str | None:  # noqa: A002 - as above
    """Where the reporter says they met, else the messenger of the export."""
    for line in lines:
        for pattern in phrasing.met:
            if found := pattern.search(line.text.casefold()):
                return next(code for code, text in found.groupdict().items() if text)
    first = (format or "").partition("_")[0]
    return first if first in MESSENGERS else None


def _last_contact(lines: Iterable[Line]) -> str | None:
    theirs = (line.at[:10] for line in lines if line.speaker == "other" and line.at)
    return max((day for day in theirs if _DATE.fullmatch(day)), default=None)


def _candidates(
    nationality: Sequence[Statement], hold: Sequence[Statement], names: Names, person: Person
) -> dict[str, tuple[str, ...]]:
    places = [s.place.name for s in hold if s.place]
    said = {
        "nationality": ([s.value for s in nationality], person.nationality),
        "country": ([s.value for s in hold], person.country),
        "place": (places, person.place.name if person.place else None),
        "name": (list(names.others), person.name),
    }
    further = {
        key: tuple(dict.fromkeys(v for v in values if v != kept)) for key, (values, kept) in said.items()
    }
    return {key: values for key, values in further.items() if values}
