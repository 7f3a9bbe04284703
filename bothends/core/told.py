"""What a stranger wrote and attached, as one: on the public pages, and at the desk when a browser sealed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Annotated

import msgspec

from bothends.core.codec import from_json
from bothends.core.countries import Countries
from bothends.core.errors import Unreadable
from bothends.core.findings import Findings, Urgency
from bothends.core.intake.form import Said, from_answers, joined, suggested
from bothends.core.read import Reading
from bothends.core.report import Dropped, Person, Report

# Formats that are somebody's own words. Any other typed text is a pasted chat, of which only lines are kept.
PROSE = frozenset({"plain_text", "text"})
LONGEST_ANSWER = 20_000  # characters, as the form's own limit for the words
ALSO = ("name", "nationality", "country", "place")  # contacts are shown nowhere without being asked for (P1)
MOST_ALSO = 5
SAID_URGENT = "reporter_said_urgent"


class SealedAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser sealed (schema answers/1): the form's answers by field name, nothing read yet."""

    answers: dict[
        Annotated[str, msgspec.Meta(max_length=40)], Annotated[str, msgspec.Meta(max_length=LONGEST_ANSWER)]
    ]
    language: Annotated[str, msgspec.Meta(pattern="^[A-Za-z-]{2,12}$")] = "en"

    def __repr__(self) -> str:
        return "SealedAnswers(…)"


def said(chat: Reading | None, typed: Reading | None) -> Said:
    """Chat and typed text as one. The chat goes first: it is the closer record."""
    given = [one for one in (chat, typed) if one is not None]
    findings, person = Findings(), Person()
    for one in given:
        findings = joined(findings, one.findings)
        person = Person(
            place=person.place or one.person.place,
            languages=tuple(dict.fromkeys((*person.languages, *one.person.languages))),
        )
    return Said(
        findings=findings,
        person=person,
        dropped=chat.dropped if chat else Dropped(),
        format=chat.format if chat else None,
        whole_words=is_prose(typed),
        also={name: values for name in ALSO if (values := _also(name, given))},
    )


def _also(name: str, given: Iterable[Reading]) -> tuple[str, ...]:
    """Further values said for one field, each once."""
    return tuple(dict.fromkeys(value for one in given for value in one.candidates.get(name, ())))[:MOST_ALSO]


def is_prose(typed: Reading | None) -> bool:
    """Whether typed text is kept whole (own words) rather than as single lines (a pasted chat)."""
    return typed is None or typed.format in PROSE


def report_of(
    body: bytes,
    *,
    read: Callable[[str], Reading],
    countries: Countries,
    urgent: bool,
    received_on: str,
) -> Report:
    """Read, assess and minimise what a browser sealed. Raises BadInput when it is not in our form.

    `read` reads a text and raises Unreadable; the words are then kept whole. What else it raises goes through.
    `urgent`: the reporter said so in the one answer that stays clear; the rules may not make it less.
    """
    sealed = from_json(body, SealedAnswers)
    typed = _read(sealed.answers.get("words", ""), read)
    known = said(None, typed)
    if urgent:
        known = replace(
            known, findings=joined(known.findings, Findings(urgency=Urgency("urgent", (SAID_URGENT,))))
        )
    return from_answers(
        _completed(sealed.answers, typed, countries),
        said=known,
        country_code=countries.find,
        language=sealed.language,
        received_on=received_on,
    )


def _read(words: str, read: Callable[[str], Reading]) -> Reading | None:
    try:
        return read(words) if words.strip() else None
    except Unreadable:
        return None  # kept whole, as the reporter wrote it


def _completed(answers: Mapping[str, str], typed: Reading | None, countries: Countries) -> dict[str, str]:
    """Empty answers from the reading, as the form suggests them. What was answered is never overwritten."""
    own = {name: value for name, value in answers.items() if value}
    found = suggested(typed.person, country_name=countries.name) if typed else {}
    return {
        **own,
        **{name: value for name, value in found.items() if name.removesuffix("_kind") not in own},
    }
