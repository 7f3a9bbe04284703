"""What a reader is handed, what a reader is, and what every reader shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bothends.core.intake.transcript import Message, Transcript

# Direction marks and the byte order mark: invisible, never part of a name or a date.
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
MARK = f"[{MARKS}]*"


@dataclass(frozen=True, slots=True)
class Source:
    """One chat as text. `parts` are the files it came in, in their order; `trees` is their JSON, if any.

    `names` are file names: a hint for the counterpart, never for the format.
    """

    parts: tuple[str, ...] = field(repr=False)
    trees: tuple[object, ...] = field(default=(), repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        return self.parts[0]

    def lines(self) -> list[str]:
        """Lines of the first part, without line ends. Only CR, LF and CRLF end a line."""
        return lines_of(self.text)


@dataclass(frozen=True, slots=True)
class Reader:
    """One row of READERS. `looks_like` judges by content alone."""

    code: str
    meaning: str
    looks_like: Callable[[Source], bool]
    read: Callable[[Source], Transcript]


def lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def bare(name: str) -> str:
    """A name without the marks and blanks an export wraps it in."""
    return name.strip(MARKS + " \t\u00a0\u202f")


def senders_of(messages: Iterable[Message]) -> list[str]:
    """Every sender once, in order of first appearance."""
    return list(dict.fromkeys(m.sender for m in messages if m.sender is not None))


def two_sides(
    messages: Iterable[Message], *, owner: str | None, other: str | None
) -> tuple[str | None, str | None]:
    """Owner and counterpart; in a chat of two, knowing one side settles the other."""
    senders = senders_of(messages)
    if len(senders) == 2 and (owner in senders) != (other in senders):
        first, second = senders
        if owner in senders:
            return owner, second if owner == first else first
        return (second if other == first else first), other
    return owner, other
