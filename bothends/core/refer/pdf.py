"""The pack as PDF (PDF/A-2a and PDF/UA-1), by Typst. Text goes in as JSON, never as markup."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from bothends.core.errors import BadInput
from bothends.core.refer.glyphs import missing_glyphs, scripts
from bothends.core.refer.pack import Book, Pack, Sign
from bothends.core.refer.plain import facts
from bothends.core.refer.runs import run

TEMPLATE = "pack/pack.typ"
SYMBOL = "▯"
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
        font_paths=list(fonts),
        ignore_system_fonts=True,
        sys_inputs={"pack": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.fromisoformat(pack.frame.made_on).replace(tzinfo=UTC),
    )
    return compiled


def document(pack: Pack, book: Book) -> dict[str, Any]:
    """What the template draws: fixed sentences as text, everything from the case as runs."""
    words = book.wording
    languages = tuple(pack.person.get("languages", ()))
    sources = _sources(pack)
    return {
        "language": pack.language,
        "frame": {
            "reference": pack.frame.reference,
            "made_on": pack.frame.made_on,
            "expires_on": pack.frame.expires_on,
            "desk": run(pack.frame.desk_name),
            "to": run(pack.recipient.name),
        },
        "words": {key: words[key] for key in ("title", "box", "box_text", "headings", "rules_note")},
        "status": words["status_line"].format(decided_by=pack.decided_by),
        "statement": [*pack.statement, pack.no_promise],
        "facts": [
            {"code": code, "label": label, "values": [run(value, languages) for value in values]}
            for code, label, values in facts(pack, book)
        ],
        "contacts_note": words["contacts_note"] if "contacts" in pack.person else None,
        "indicators": _signs("indicators", pack.indicators, book, sources),
        "tactics": _signs("tactics", pack.tactics, book, sources),
        "quotations": _quotations(pack, book, languages),
        "asks": [item.text for item in pack.asks],
        "donts": [item.text for item in pack.donts],
        "legal": [item.text for item in pack.legal],
        "acknowledge": [pack.acknowledge, pack.expires],
        "sources": sources,
        "symbol_note": None,
    }


def _sources(pack: Pack) -> list[str]:
    """Where the signs shown are published, each once, in the order they are first named."""
    signs = (*(pack.indicators or ()), *(pack.tactics or ()))
    return list(dict.fromkeys(sign.source for sign in signs if sign.source))


def _signs(key: str, signs: tuple[Sign, ...] | None, book: Book, sources: list[str]) -> dict[str, Any] | None:
    """The rows of one list; `source` is the number under which it stands at the foot."""
    if signs is None:
        return None
    noted = "tactics_note" if key == "tactics" else "rules_note"
    number = {source: str(position) for position, source in enumerate(sources, 1)}
    rows = [{"name": sign.name, "meaning": sign.meaning, "source": number.get(sign.source)} for sign in signs]
    return {"note": book.wording[noted if signs else f"no_{key}"], "rows": rows}


def _quotations(pack: Pack, book: Book, languages: tuple[str, ...]) -> dict[str, Any] | None:
    if not pack.quotations:
        return None
    names = {sign.code: sign.name for sign in (*(pack.indicators or ()), *(pack.tactics or ()))}
    rows = [
        {
            "run": run(row.text, languages),
            "on": row.on,
            "signs": ", ".join(names[code] for code in row.signs if code in names),
        }
        for row in pack.quotations
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
