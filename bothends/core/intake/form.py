"""The answers of the public form → Report, and a reading → answers to suggest. Nothing said is lost.

A country that is not recognised, or a day that is no date, is kept word for word at the end of
`Person.words` ("[country] as typed"), so the desk reads it though no rule could use it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast, get_args

import phonenumbers

from bothends.core.findings import Finding, Findings, Level, Urgency
from bothends.core.report import Answer, Channel, Contact, Dropped, Person, Place, Report, Reporter, Sharing

CONTACTS = 3
CountryCode = Callable[[str], str | None]
_LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Said:
    """What was read in an attached chat and in the typed text, and only that.

    Of `person` only place and languages are used: the rest came back as answers. `whole_words`: the typed
    text is somebody's own words and is kept whole; False when it was a pasted chat, of which only the lines
    in `findings` are kept. `also`: values said beside those of the record, by field.
    """

    findings: Findings = field(default_factory=Findings)
    person: Person = field(default_factory=Person)
    dropped: Dropped = field(default_factory=Dropped)
    format: str | None = None
    whole_words: bool = True
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class _Typed:
    """The answers, and what could not be turned into a code while reading them."""

    answers: Mapping[str, str] = field(repr=False)
    leftover: list[str] = field(default_factory=list, repr=False)

    def text(self, name: str) -> str | None:
        return self.answers.get(name, "").strip() or None

    def answer(self, name: str) -> Answer:
        typed = self.answers.get(name)
        return cast(Answer, typed) if typed in get_args(Answer) else "unknown"

    def country(self, name: str, code: CountryCode) -> str | None:
        return self._or_leave(name, code)

    def day(self, name: str) -> str | None:
        return self._or_leave(name, _iso_day)

    def _or_leave(self, name: str, known: CountryCode) -> str | None:
        typed = self.text(name)
        found = known(typed) if typed else None
        if typed and found is None:
            self.leftover.append(f"[{name}] {typed}")
        return found


def from_answers(
    answers: Mapping[str, str], *, said: Said, country_code: CountryCode, language: str, received_on: str
) -> Report:
    """One report. `country_code` turns a typed country into alpha-3 or None; `received_on` is ISO 8601."""
    typed = _Typed(answers)
    channel: Channel = "chat_export" if said.format else "public_form"
    return Report(
        channel=channel,
        reporter=_reporter(typed, language),
        person=_person(typed, said, country_code),
        findings=said.findings,
        received_on=received_on,
        format=said.format,
        dropped=said.dropped,
        also=said.also,
    )


def suggested(person: Person, *, country_name: Callable[[str], str]) -> dict[str, str]:
    """Answers a reading already gives, for the reporter to correct; empty ones are left out."""
    found = {
        "name": person.name,
        "aliases": ", ".join(person.aliases),
        "nationality": person.nationality and country_name(person.nationality),
        "country": person.country and country_name(person.country),
        "place": person.place and person.place.name,
        "platform": person.platform,
        "last_contact": person.last_contact,
        "child": person.child if person.child != "unknown" else None,
        "fears_return": person.fears_return if person.fears_return != "unknown" else None,
    }
    for number, contact in enumerate(person.contacts[:CONTACTS], start=1):
        found |= {f"contact_{number}": contact.value, f"contact_{number}_kind": contact.kind}
    return {name: value for name, value in found.items() if value}


def joined(one: Findings, other: Findings) -> Findings:
    """The findings of a chat and of a typed text as one: nothing less urgent, no code twice."""
    level = min(one.urgency.level, other.urgency.level, key=_LEVELS.index)
    return Findings(
        found=one.found or other.found,
        score=max(one.score, other.score),
        evidence=(*one.evidence, *other.evidence),
        indicators=_merged(one.indicators, other.indicators),
        tactics=_merged(one.tactics, other.tactics),
        urgency=Urgency(level, _once(one.urgency.reasons, other.urgency.reasons)),
        advice=_once(one.advice, other.advice),
        rules=one.rules or other.rules,
    )


def _reporter(typed: _Typed, language: str) -> Reporter:
    sharing = _sharing(typed)
    return Reporter(
        kind=typed.text("kind") or "unknown",
        sharing=sharing,
        contact=None if sharing == "anonymous" else typed.text("contact"),
        language=language,
        safe=typed.answer("safe"),
        still_in_contact=typed.answer("still_in_contact"),
        other_side_knows=typed.answer("other_side_knows"),
        asked_for_money=typed.answer("asked_for_money"),
        lost_money=typed.answer("lost_money"),
        told_others=typed.text("told_others"),
    )


def _sharing(typed: _Typed) -> Sharing:
    chosen = typed.text("sharing")
    if chosen in get_args(Sharing):
        return cast(Sharing, chosen)
    # A contact given without a choice was given to us, and to nobody else.
    return "desk_only" if typed.text("contact") else "anonymous"


def _person(typed: _Typed, said: Said, country_code: CountryCode) -> Person:
    country = typed.country("country", country_code)
    nationality = typed.country("nationality", country_code)
    last_contact = typed.day("last_contact")
    return Person(
        name=typed.text("name"),
        aliases=_listed(typed.text("aliases")),
        contacts=_contacts(typed),
        nationality=nationality,
        country=country,
        place=_place(typed.text("place"), said.person.place, country),
        platform=typed.text("platform"),
        last_contact=last_contact,
        languages=said.person.languages,
        child=typed.answer("child"),
        fears_return=typed.answer("fears_return"),
        words=_words(typed, said),
    )


def _words(typed: _Typed, said: Said) -> str | None:
    own = typed.text("words") if said.whole_words else None
    return "\n".join(part for part in (own, *typed.leftover) if part) or None


def _place(name: str | None, read: Place | None, country: str | None) -> Place | None:
    if name is None:
        return None
    if read is not None and read.name == name:
        return Place(name=name, kind=read.kind, country=read.country or country)
    return Place(name=name, country=country)


def _contacts(typed: _Typed) -> tuple[Contact, ...]:
    pairs = ((typed.text(f"contact_{n}"), typed.text(f"contact_{n}_kind")) for n in range(1, CONTACTS + 1))
    return tuple(Contact(kind=kind or "handle", value=_e164(value)) for value, kind in pairs if value)


def _e164(value: str) -> str:
    """E.164 where the number says its country itself; anything else as typed."""
    if not value.startswith(("+", "＋")):
        return value
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _iso_day(typed: str) -> str | None:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return None


def _listed(typed: str | None) -> tuple[str, ...]:
    parts = (typed or "").replace("、", ",").replace("，", ",").replace("،", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _merged(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> tuple[Finding, ...]:
    by_code: dict[str, Finding] = {}
    for each in (*one, *other):
        before = by_code.get(each.code, Finding(each.code))
        by_code[each.code] = Finding(each.code, (*before.evidence, *each.evidence))
    return tuple(by_code.values())


def _once(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))
