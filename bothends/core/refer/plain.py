"""A pack as plain UTF-8 text: for copying, because text copied out of a PDF is garbled in some scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bothends.core.refer.directory import Directory
from bothends.core.refer.pack import Book, Pack, Sign
from bothends.core.refer.wording import Wording

# Left-to-right isolates: a number, date or handle keeps its order inside right-to-left text.
ISOLATE, END = "\u2066", "\u2069"


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


def to_text(pack: Pack, book: Book) -> str:
    """The whole pack, one thing a line."""
    return "\n".join(_lines(pack, book)) + "\n"


def _lines(pack: Pack, book: Book) -> Iterator[str]:
    words, heads = book.wording, book.wording["headings"]
    yield from (words["box"], words["box_text"], "", words["title"], "")
    yield f"{heads['reference']}: {pack.frame.reference}"
    yield f"{heads['from_desk']}: {pack.frame.desk_name}"
    yield f"{heads['to']}: {pack.recipient.name}"
    yield f"{heads['made_on']}: {pack.frame.made_on}   {heads['expires_on']}: {pack.frame.expires_on}"
    yield from ("", words["status_line"].format(decided_by=pack.decided_by), *pack.statement, pack.no_promise)
    yield from ("", heads["facts"].upper())
    for code, label, values in facts(pack, book):
        joined = "; ".join(values)
        yield f"- {label}: {ISOLATE + joined + END if code in ('contacts', 'last_contact') else joined}"
    if "contacts" in pack.person:
        yield words["contacts_note"]
    yield from _signs("indicators", pack.indicators, words)
    yield from _signs("tactics", pack.tactics, words)
    yield from _quotations(pack, words)
    for key, items in (("asks", pack.asks), ("donts", pack.donts), ("legal", pack.legal)):
        yield from ("", heads[key].upper(), *(f"- {item.text}" for item in items))
    yield from ("", heads["acknowledge"].upper(), pack.acknowledge, pack.expires)


def _signs(key: str, signs: tuple[Sign, ...] | None, words: Wording) -> Iterator[str]:
    if signs is None:
        return
    yield from ("", words["headings"][key].upper())
    yield words["tactics_note" if key == "tactics" else "rules_note"] if signs else words[f"no_{key}"]
    for sign in signs:
        source = f" [{sign.source}]" if sign.source else ""
        yield f"- {sign.name}: {sign.meaning}{source}" if sign.meaning else f"- {sign.name}{source}"


def _quotations(pack: Pack, words: Wording) -> Iterator[str]:
    if not pack.quotations:
        return
    yield from ("", words["headings"]["quotations"].upper(), words["quotation_note"])
    for row in pack.quotations:
        yield f"- {ISOLATE}{row.on}{END}: “{row.text}”" if row.on else f"- “{row.text}”"
