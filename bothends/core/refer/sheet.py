"""A plain document in one language: as text, and as what the Typst template draws. Letters and ledgers are sheets."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from bothends.core.errors import BadInput
from bothends.core.refer.glyphs import missing_glyphs, scripts
from bothends.core.refer.runs import run

TEMPLATE = "letters/sheet.typ"
WIDTH = 78  # characters of a rule in the plain text


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document: heading, paragraphs, then rows of label and value."""

    heading: str = ""
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    rows: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`marks` stand above the title and say what must not be overlooked; `foot` lists sources; `page` is
    "page {n} of {all}" in the sheet's language; `made_on` an ISO 8601 day, the only date a file holds."""

    language: str  # BCP 47
    title: str
    made_on: str
    desk: str
    page: tuple[str, str]
    marks: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    parts: tuple[Part, ...] = field(default=(), repr=False)
    foot_title: str = ""
    foot: tuple[str, ...] = ()


def to_text(sheet: Sheet) -> str:
    """UTF-8 text, readable without any program that knows PDF."""
    lines = [*sheet.marks, ""] if sheet.marks else []
    lines += [sheet.title, "=" * WIDTH, *(f"{label}: {value}" for label, value in sheet.facts)]
    for part in sheet.parts:
        lines += ["", part.heading, "-" * WIDTH] if part.heading else [""]
        lines += _spaced(part.paragraphs)
        lines += [f"{label}: {value}" for label, value in part.rows]
    if sheet.foot:
        lines += ["", sheet.foot_title, *(f"[{n}] {source}" for n, source in enumerate(sheet.foot, 1))]
    return "\n".join(lines) + "\n"


def _spaced(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs with an empty line between."""
    return [line for number, one in enumerate(paragraphs) for line in (*([""] if number else []), one)]


def to_pdf(sheet: Sheet, *, folder: Path, fonts: Sequence[Path]) -> bytes:
    """PDF/A-2a and PDF/UA-1. Raises BadInput when the fonts lack a letter."""
    content = document(sheet)
    missing = missing_glyphs("".join(_texts(content)), fonts)
    letters = [one for one in missing if unicodedata.category(one) not in {"So", "Sk", "Co", "Cn"}]
    if letters:
        raise BadInput(
            f"The fonts here cannot draw {len(letters)} characters ({scripts(letters)}). "
            "Install fonts-noto-core and fonts-noto-cjk, then make it again."
        )
    made: bytes = typst.compile(
        folder / TEMPLATE,
        root=folder,
        font_paths=list(fonts),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.fromisoformat(sheet.made_on).replace(tzinfo=UTC),
    )
    return made


def document(sheet: Sheet) -> dict[str, Any]:
    """Everything as runs: text with its own language and direction, never markup."""

    def said(text: str) -> dict[str, str]:
        return run(text, (sheet.language,))

    def rows(pairs: Sequence[tuple[str, str]]) -> list[list[dict[str, str]]]:
        return [[said(label), said(value)] for label, value in pairs]

    return {
        "language": sheet.language,
        "title": said(sheet.title),
        "desk": said(sheet.desk),
        "made_on": sheet.made_on,
        "page": [said(one) for one in sheet.page],
        "marks": [said(one) for one in sheet.marks],
        "facts": rows(sheet.facts),
        "parts": [
            {
                "heading": said(part.heading) if part.heading else None,
                "paragraphs": [said(one) for one in part.paragraphs],
                "rows": rows(part.rows),
            }
            for part in sheet.parts
        ],
        "foot_title": said(sheet.foot_title),
        "foot": [said(one) for one in sheet.foot],
    }


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        yield (
            content["text"]
            if "text" in content
            else "".join(part for one in content.values() for part in _texts(one))
        )
    elif isinstance(content, list):
        for one in content:
            yield from _texts(one)
    elif isinstance(content, str):
        yield content
