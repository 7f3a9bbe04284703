"""The public pages' one door to reading a chat or a text, and to the names of countries."""

from __future__ import annotations

from bothends.core.findings import Findings
from bothends.core.intake.form import Said, joined
from bothends.core.read import Reading, read_bytes, read_text
from bothends.core.report import Dropped, Person
from bothends.data.shelf import shelf

# Formats that are somebody's own words. Any other typed text is a pasted chat, of which only lines are kept.
PROSE = frozenset({"plain_text", "text"})


def reading_of(content: bytes | None, text: str | None, name: str = "") -> Reading:
    """What is kept of an attached chat (`content`) or of a typed text. Raises Unreadable."""
    if content is not None:
        return read_bytes(content, shelf(), name=name)
    return read_text(text or "", shelf())


def country_code(typed: str) -> str | None:
    """Alpha-3 of a country as somebody types it, in any of our languages; None when it is not known."""
    return shelf().tables.countries.find(typed)


def country_name(alpha3: str) -> str:
    """The English name of a country, for a suggestion the reporter may correct."""
    return shelf().tables.countries.name(alpha3)


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
    )


def is_prose(typed: Reading | None) -> bool:
    """Whether typed text is kept whole (own words) rather than as single lines (a pasted chat)."""
    return typed is None or typed.format in PROSE
