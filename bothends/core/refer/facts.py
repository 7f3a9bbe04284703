"""What a pack says, as a reader sees it: the person's fields with labels, and instruments with their mark."""

from __future__ import annotations

from typing import Any

from bothends.core.refer.directory import Directory
from bothends.core.refer.pack import Book, Item, Pack
from bothends.core.refer.wording import Wording


def facts(pack: Pack, book: Book) -> list[tuple[str, str, list[str]]]:
    """(code, label, values) of the person's fields as a reader sees them, in the profile's order."""
    labels = book.wording["labels"]
    return [(code, labels[code], _values(code, value, book)) for code, value in pack.person.items()]


def _values(code: str, value: Any, book: Book) -> list[str]:
    directory, wording = book.directory, book.wording
    if code in ("nationality", "country"):
        return [_country(value, directory)]
    if code == "place":
        country = f", {_country(value['country'], directory)}" if value["country"] else ""
        return [f"{value['name']} ({value['kind'].replace('_', ' ')}){country}"]
    if code == "languages":
        return [wording.language_name(row) for row in value]
    if code in ("child", "fears_return"):
        return [wording["answers"][value]]
    if code == "contacts":
        return [f"{row['kind']}: {row['value']}" for row in value]
    return list(value) if isinstance(value, list) else [value]


def _country(code: str, directory: Directory) -> str:
    return f"{directory.country(code)} ({code})"


def legal_text(item: Item, words: Wording) -> str:
    """An instrument as it is printed; one that nobody read for this pack says so."""
    return f"{item.text} {words['legal_known']}" if item.mark == "K" else item.text
