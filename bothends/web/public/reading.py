"""The public pages' one door to reading a chat or a text, and to the names of countries."""

from __future__ import annotations

from bothends.core.findings import Findings
from bothends.core.intake.form import Said, joined
from bothends.core.read import Reading
from bothends.core.report import Dropped, Person

# Formats that are somebody's own words. Any other typed text is a pasted chat, of which only lines are kept.
PROSE = frozenset({"plain_text", "text"})


def reading_of(
    content: bytes | None, text: str | None, name: str = "", reporter_country: str | None = None
) -> Reading:
    """What is kept of an attached chat (`content`) or of a typed text. Raises Unreadable."""
    from bothends.core.read import read  # type: ignore[attr-defined]
    from bothends.data.shelf import shelf  # type: ignore[import-not-found]

    del name, reporter_country  # the format is recognised from the content
    found: Reading = read(content if content is not None else text, shelf=shelf())
    return found


def country_code(typed: str) -> str | None:
    """Alpha-3 of a country as somebody types it, in any of our languages; None when it is not known."""
    from bothends.data.shelf import shelf

    found: str | None = shelf().countries.find(typed)
    return found


def country_name(alpha3: str) -> str:
    """The English name of a country, for a suggestion the reporter may correct."""
    from bothends.data.shelf import shelf

    found: str = shelf().countries.name(alpha3)
    return found


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
