"""The reviewed catalogue: every sentence a person reads, by code and language. Files lie in locale/."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bothends.core.errors import BadRow

LOCALE = Path(__file__).parent / "locale"
HEAD = ("language", "name", "direction", "status")


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its BCP 47 tag, its own name, ltr or rtl, and whether it is source, draft or reviewed."""

    code: str
    name: str
    direction: str
    status: str


def say(code: str, language: str = "en", **values: object) -> str:
    """The sentence of a code, its blanks filled. Raises BadRow when the catalogue lacks it."""
    try:
        return sentences(language)[code].format_map(values)
    except KeyError as missing:
        raise BadRow(f"locale/{language}.toml: {code!r} is missing or has another blank.") from missing


def from_settings(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Blanks that the desk's settings fill in any sentence, so that what we tell is what we do."""
    return {
        "desk": chosen["name"],
        "minutes": chosen["draft_minutes"],
        "report_days": chosen["keep_reports_days"],
        "case_days": chosen["keep_cases_days"],
        "key_days": chosen["keep_key_parts_days"],
    }


@cache
def languages() -> dict[str, Language]:
    """Every language that has a file, by code."""
    found = (_head(path) for path in sorted(LOCALE.glob("*.toml")))
    return {one.code: one for one in found}


@cache
def sentences(language: str) -> Mapping[str, str]:
    """All codes of a language with their sentences, as written. Raises BadRow."""
    if language not in languages():
        raise BadRow(f"locale/{language}.toml does not exist. Add it or take the language out of desk.toml.")
    tables = {name: part for name, part in _read(LOCALE / f"{language}.toml").items() if name not in HEAD}
    return dict(_flat(tables, ""))


def _flat(tables: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for name, part in tables.items():
        if isinstance(part, dict):
            yield from _flat(part, f"{above}{name}.")
        else:
            yield f"{above}{name}", part


def _head(path: Path) -> Language:
    read = _read(path)
    try:
        return Language(*(read[name] for name in HEAD))
    except KeyError as missing:
        raise BadRow(f"locale/{path.name}: the line {missing} is missing.") from missing


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise BadRow(f"locale/{path.name} is not valid TOML: {broken}.") from broken
