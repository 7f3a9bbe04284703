"""The pack as PDF (PDF/A-3a and PDF/UA-1), by Typst, with its text and JSON attached.

What comes from a case goes in as JSON, never as markup. PDF/A-2a forbids attachments that are no PDF/A themselves;
3a is the same rules without that one (docs/decisions/0022).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from bothends.core.crypto.receipt import grouped
from bothends.core.errors import BadInput
from bothends.core.refer.facts import facts, legal_text
from bothends.core.refer.glyphs import missing_glyphs, scripts
from bothends.core.refer.pack import Book, Pack, Quotation, Sign
from bothends.core.refer.page import summary_page
from bothends.core.refer.plain import to_text
from bothends.core.refer.runs import run

TEMPLATE = "pack/pack.typ"
SYMBOL = "▯"
IN_MAIN = (
    3  # quotations before the annex: with the fullest record the part to act on stays within three pages
)
PICTURES = frozenset({"So", "Sk", "Co", "Cn"})  # a picture sign may be left out; a letter may not


def render(pack: Pack, book: Book, *, folder: Path, fonts: Sequence[Path]) -> bytes:
    """The bytes of the PDF: the same for the same pack, fonts and Typst.

    `folder` holds pack/pack.typ; `fonts` are folders. Raises BadInput when the fonts lack a letter.
    """
    content = document(pack, book)
    missing = missing_glyphs("".join(_texts(content)) + SYMBOL, fonts)
    letters = [c for c in missing if unicodedata.category(c) not in PICTURES]
    if letters:
        raise BadInput(
            f"The fonts here cannot draw {len(letters)} characters ({scripts(letters)}). "
            "Install fonts-noto-core and fonts-noto-cjk, then make the pack again."
        )
    if missing:
        content = _without(content, str.maketrans(dict.fromkeys(missing, SYMBOL)))
        content["symbol_note"] = book.wording["symbol_note"]
    compiled: bytes = typst.compile(
        folder / TEMPLATE,
        root=folder,
        font_paths=_catalogue(tuple(fonts)),
        sys_inputs={
            "pack": json.dumps(content, ensure_ascii=False),
            "text": to_text(pack, book),
            "rows": pack.to_json().decode(),
        },
        pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime.fromisoformat(pack.frame.made_on).replace(tzinfo=UTC),
    )
    return compiled


@lru_cache(maxsize=4)
def _catalogue(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts of some folders, looked through once a process: half of the time of a pack."""
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


def document(pack: Pack, book: Book) -> dict[str, Any]:
    """What the template draws: fixed sentences as text, everything from the case as runs."""
    words = book.wording
    languages = tuple(pack.person.get("languages", ()))
    sources = _sources(pack)
    quoted = pack.quotations or ()
    return {
        "language": pack.language,
        "frame": _frame(pack),
        "words": {
            key: words[key]
            for key in (
                "title",
                "box",
                "box_text",
                "headings",
                "rules_note",
                "annex",
                "attached",
                "legal_note",
            )
        },
        "draft": words["draft_note"] if words["status"] == "draft" else None,
        "status": words["status_line"].format(decided_by=pack.decided_by),
        "statement": [*pack.statement, pack.no_promise],
        "facts": [
            {
                "code": code,
                "label": label,
                "values": [run(value, languages) for value in values],
                "by": words["said_by"][pack.said_by[code]],
            }
            for code, label, values in facts(pack, book)
        ],
        "contacts_note": words["contacts_note"] if "contacts" in pack.person else None,
        "indicators": _signs("indicators", pack, book, sources),
        "tactics": _signs("tactics", pack, book, sources),
        "quotations": _quotations(pack, book, quoted[:IN_MAIN]),
        "more_quotations": _quotations(pack, book, quoted[IN_MAIN:]),
        "asks": [item.text for item in pack.asks],
        "donts": [item.text for item in pack.donts],
        "legal": [legal_text(item, words) for item in pack.legal],
        "acknowledge": [run(one) for one in (*pack.acknowledge, pack.expires)],
        "code": grouped(pack.frame.answer_code) if pack.frame.answer_code else None,
        "sources": sources,
        "summary": summary_page(pack, book),
        "symbol_note": None,
    }


def _frame(pack: Pack) -> dict[str, Any]:
    frame = pack.frame
    return {
        "reference": frame.reference,
        "made_on": frame.made_on,
        "expires_on": frame.expires_on,
        "desk": run(frame.desk_name),
        "to": run(pack.recipient.name),
    }


def _sources(pack: Pack) -> list[str]:
    """Where the signs shown are published, each once, in the order they are first named."""
    signs = (*(pack.indicators or ()), *(pack.tactics or ()))
    return list(dict.fromkeys(sign.source for sign in signs if sign.source))


def _signs(key: str, pack: Pack, book: Book, sources: list[str]) -> dict[str, Any] | None:
    """The rows of one list; `marks` are the numbers under which source and law stand at the foot."""
    signs: tuple[Sign, ...] | None = getattr(pack, key)
    if signs is None:
        return None
    noted = "tactics_note" if key == "tactics" else "rules_note"
    number = {source: str(position) for position, source in enumerate(sources, 1)}
    law = {item.code: f"L{position}" for position, item in enumerate(pack.legal, 1)}
    rows = [
        {
            "name": sign.name,
            "meaning": sign.meaning,
            # An ILO indicator stands under itself; its own name is not said twice.
            "ilo": ", ".join(name for name in sign.ilo if name != sign.name),
            "own": sign.ilo == (sign.name,),
            "marks": ", ".join(
                [*filter(None, [number.get(sign.source)]), *(law[code] for code in sign.legal)]
            ),
        }
        for sign in signs
    ]
    return {"note": book.wording[noted if signs else f"no_{key}"], "rows": rows}


def _quotations(pack: Pack, book: Book, quoted: Sequence[Quotation]) -> dict[str, Any] | None:
    if not quoted:
        return None
    names = {sign.code: sign.name for sign in (*(pack.indicators or ()), *(pack.tactics or ()))}
    languages = tuple(pack.person.get("languages", ()))
    rows = [
        {
            "run": run(row.text, languages),
            "on": row.on,
            "signs": ", ".join(names[code] for code in row.signs if code in names),
        }
        for row in quoted
    ]
    return {"note": book.wording["quotation_note"], "rows": rows}


def _texts(content: Any) -> Iterator[str]:
    """Every string of the document, however deep."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)


def _without(content: Any, table: dict[int, str]) -> Any:
    """The document with the characters of `table` replaced."""
    if isinstance(content, str):
        return content.translate(table)
    if isinstance(content, dict):
        return {key: _without(value, table) for key, value in content.items()}
    if isinstance(content, list):
        return [_without(value, table) for value in content]
    return content
