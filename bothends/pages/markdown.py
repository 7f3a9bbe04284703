"""Markdown in lines of at most 120 characters. Lists rather than tables: they fold, and read aloud in order."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

WIDTH = 116
MADE = "<!-- Made from {source} by `python -m bothends.pages`. Change it there. -->"


def document(title: str, *, source: str, lead: str, parts: Iterable[str]) -> str:
    """A whole page: title, where it was made from, a lead, and its parts."""
    return "\n\n".join([f"# {title}", MADE.format(source=source), paragraph(lead), *parts]) + "\n"


def paragraph(text: str) -> str:
    """Running text, folded."""
    return textwrap.fill(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False)


def bullets(items: Iterable[str]) -> str:
    """A list, each item folded and hanging."""
    return "\n".join(
        textwrap.fill(
            " ".join(item.split()),
            WIDTH,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for item in items
    )


def code(text: object) -> str:
    """A code span. The text must hold no backtick."""
    return f"`{text}`"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?")) else whole + "."
