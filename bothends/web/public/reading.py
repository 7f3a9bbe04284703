"""The public pages' one door to reading a chat or a text, and to the names of countries."""

from __future__ import annotations

from bothends.core.read import Reading, read_bytes, read_text
from bothends.data.shelf import shelf


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
