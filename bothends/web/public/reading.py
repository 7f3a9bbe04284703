"""The public pages' one door to reading a chat or a text, and to the names of countries."""

from __future__ import annotations

import logging

from bothends.core.errors import NotApart, Stopped, Unreadable
from bothends.core.intake.transcript import Transcript
from bothends.core.read import Reading
from bothends.data.shelf import countries
from bothends.web.reading import read_chat, read_text, read_transcript

_NOT_NOW = "Files cannot be read here at the moment. Leave the file out, and write in the box what they said."
_log = logging.getLogger(__name__)


def reading_of_chat(content: bytes, name: str = "") -> Reading:
    """What is kept of an attached chat. Raises Unreadable, also when the reader died of it or cannot be had."""
    try:
        return read_chat(content, name=name)
    except NotApart as wrong:
        _log.error("No file can be read: the reading process cannot be had. Try `bothends read` here.")
        raise Unreadable(_NOT_NOW) from wrong


def reading_of_text(text: str, chat: Transcript | None = None) -> Reading | None:
    """What is kept of a typed text; None where no reader survived it: the words are then kept whole, unread.

    `chat` is the same text where its sides are known, as those of pictures are.
    """
    try:
        return read_text(text) if chat is None else read_transcript(chat)
    except (NotApart, Stopped):
        _log.error("A typed text is kept unread: the reading process ended or cannot be had.")
        return None


def country_code(typed: str) -> str | None:
    """Alpha-3 of a country as somebody types it, in any of our languages; None when it is not known."""
    return countries().find(typed)


def country_name(alpha3: str) -> str:
    """The English name of a country, for a suggestion the reporter may correct."""
    return countries().name(alpha3)
