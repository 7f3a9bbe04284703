"""A pack as plain UTF-8 text: for copying, because text copied out of a PDF is garbled in some scripts."""

from __future__ import annotations

from collections.abc import Iterator

from bothends.core.refer.facts import facts, legal_text
from bothends.core.refer.pack import Book, Pack, Sign
from bothends.core.refer.page import summary_text
from bothends.core.refer.runs import END, ISOLATE, ordered
from bothends.core.refer.wording import Wording


def to_text(pack: Pack, book: Book) -> str:
    """The whole pack, one thing a line."""
    return "\n".join(_lines(pack, book)) + "\n"


def _lines(pack: Pack, book: Book) -> Iterator[str]:
    words, heads = book.wording, book.wording["headings"]
    yield from (words["box"], words["box_text"], "", words["title"])
    yield from ((words["draft_note"], "") if words["status"] == "draft" else ("",))
    yield f"{heads['reference']}: {pack.frame.reference}"
    yield f"{heads['from_desk']}: {pack.frame.desk_name}"
    yield f"{heads['to']}: {pack.recipient.name}"
    yield f"{heads['made_on']}: {pack.frame.made_on}   {heads['expires_on']}: {pack.frame.expires_on}"
    yield from ("", words["status_line"].format(decided_by=pack.decided_by), *pack.statement, pack.no_promise)
    yield from _facts(pack, book)
    yield from _signs("indicators", pack.indicators, words)
    yield from _signs("tactics", pack.tactics, words)
    yield from _quotations(pack, words)
    for key, items in (("asks", pack.asks), ("donts", pack.donts)):
        yield from ("", heads[key].upper(), *(f"- {item.text}" for item in items))
    yield from ("", heads["acknowledge"].upper(), *pack.acknowledge, pack.expires)
    summary = summary_text(pack, book)
    yield from (("", *summary) if summary else ())
    law = (f"- {legal_text(item, words)}" for item in pack.legal)
    yield from ("", heads["legal"].upper(), words["legal_note"], *law)


def _facts(pack: Pack, book: Book) -> Iterator[str]:
    words = book.wording
    yield from ("", words["headings"]["facts"].upper())
    for code, label, values in facts(pack, book):
        # Whole values that read left to right are isolated whole; of the others each number is.
        apart = code in ("contacts", "last_contact")
        said = "; ".join(ISOLATE + one + END if apart else ordered(one) for one in values)
        yield f"- {label}: {said} ({words['said_by'][pack.said_by[code]]})"
    if "contacts" in pack.person:
        yield words["contacts_note"]


def _signs(key: str, signs: tuple[Sign, ...] | None, words: Wording) -> Iterator[str]:
    if signs is None:
        return
    yield from ("", words["headings"][key].upper())
    yield words["tactics_note" if key == "tactics" else "rules_note"] if signs else words[f"no_{key}"]
    for sign in signs:
        ilo = f" ILO: {', '.join(sign.ilo)}." if sign.ilo else ""
        source = f" [{sign.source}]" if sign.source else ""
        yield (f"- {sign.name}: {sign.meaning}" if sign.meaning else f"- {sign.name}") + ilo + source


def _quotations(pack: Pack, words: Wording) -> Iterator[str]:
    if not pack.quotations:
        return
    yield from ("", words["headings"]["quotations"].upper(), words["quotation_note"])
    for row in pack.quotations:
        said = ordered(row.text)
        yield f"- {ISOLATE}{row.on}{END}: “{said}”" if row.on else f"- “{said}”"
