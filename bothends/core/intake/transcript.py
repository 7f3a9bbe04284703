"""A chat as every reader returns it: who said what, when, with nothing judged yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["text", "media", "system"]


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a chat. `at` is local time as written (naive) unless the export carries a zone.

    `sender` is None for system lines and for text nobody is named for. `text` does not print.
    """

    at: datetime | None
    sender: str | None = field(repr=False)
    text: str = field(repr=False)
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Transcript:
    """A chat export or paste, in the order it was written (oldest first).

    `format` is a stable code such as "whatsapp_android". `owner` is the exporting person's own name in
    the file and `other` the counterpart's, each only where the format itself says so. `notes` are codes
    such as "day_month_unknown", "encoding_guessed" or "fell_back_to_plain_text".
    """

    format: str
    messages: tuple[Message, ...] = field(repr=False)
    owner: str | None = field(default=None, repr=False)
    other: str | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()
