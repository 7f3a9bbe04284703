"""A chat as every reader returns it: who said what, when, with nothing judged yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

import msgspec

Kind = Literal["text", "media", "system"]


class Message(msgspec.Struct, frozen=True, gc=False):
    """One line of a chat. `at` is local time as written (naive) unless the export carries a zone.

    `sender` is None for system lines and for text nobody is named for. Neither of them prints. It is a struct
    and no dataclass because a chat of a gigabyte has fifteen million of them.
    """

    at: datetime | None
    sender: str | None
    text: str
    kind: Kind = "text"

    def __repr__(self) -> str:
        return f"Message(at={self.at!r}, kind={self.kind!r})"


@dataclass(frozen=True, slots=True)
class Again(Iterable[Message]):
    """Messages read from the file each time they are asked for, so that none is held."""

    walk: Callable[[], Iterator[Message]] = field(repr=False)

    def __iter__(self) -> Iterator[Message]:
        return self.walk()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A chat export or paste, in the order it was written (oldest first).

    `messages` may be walked more than once, and each walk may read the file anew. `format` is a stable code
    such as "whatsapp_android". `owner` is the exporting person's own name in the file and `other` the
    counterpart's, each only where the format itself says so. `notes` are codes such as "day_month_unknown",
    "encoding_guessed" or "fell_back_to_plain_text".
    """

    format: str
    messages: Iterable[Message] = field(repr=False)
    owner: str | None = field(default=None, repr=False)
    other: str | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()
    # The counterpart's telephone number, where the export gives it beside a name.
    number: str | None = field(default=None, repr=False)


def whole(transcript: Transcript) -> Transcript:
    """The same with all messages held in memory: for small chats."""
    return replace(transcript, messages=tuple(transcript.messages))
