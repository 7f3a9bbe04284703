"""The files that say how people put it: said.toml for what all languages share, said/<language>.toml for one each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bothends.core.errors import BadRow
from bothends.core.plain import normal

ROWS = ("frame", "name", "age", "fear", "met", "last")
JOINED = ("contact", "cue", "networks", "apps", "links", "when")  # patterns: any file may add an alternative
_STATUS = ("draft", "reviewed")


@dataclass(slots=True)
class Sayings:
    """All rows with the words in braces already written out."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in ROWS})
    patterns: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in JOINED})
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    cues: tuple[str, ...] = ()


def load_sayings(folder: Path) -> Sayings:
    """Read the shared file, then each language's. Raises BadRow for a broken file or one without a status."""
    shared = _read(folder / "said.toml")
    words: Mapping[str, str] = shared.get("words", {})
    together = Sayings()
    for raw in (shared, *(_read(path) for path in sorted((folder / "said").glob("*.toml")))):
        _add(together, raw, {**words, **raw.get("words", {})})
    return together


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            raw = tomllib.load(stream)
    except tomllib.TOMLDecodeError as error:
        raise BadRow(f"{path.name}: {error}; correct the line") from None
    if raw.get("status") not in _STATUS:
        raise BadRow(f'{path.name}: status must be "draft" or "reviewed"; add the line')
    return raw | {"file": path.name}


def _add(together: Sayings, raw: Mapping[str, Any], words: Mapping[str, str]) -> None:
    for kind in ROWS:
        together.rows[kind] += [_written_out(row, words) | {"file": raw["file"]} for row in raw.get(kind, ())]
    for kind in JOINED:
        into = together.patterns[kind]
        for key, pattern in raw.get(kind, {}).items():
            whole = _in_full(pattern, words)
            into[key] = f"{into[key]}|{whole}" if key in into else whole
    for key, text in raw.get("lists", {}).items():
        together.lists[key] = together.lists.get(key, frozenset()) | frozenset(normal(text).split())
    together.cues += tuple(normal(raw.get("sieve", {}).get("words", "")).split())


def _written_out(row: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    return {key: _in_full(value, words) if isinstance(value, str) else value for key, value in row.items()}


def _in_full(pattern: str, words: Mapping[str, str]) -> str:
    for _ in range(2):  # a word may be built of words
        for name, meaning in words.items():
            pattern = pattern.replace("{" + name + "}", meaning)
    return pattern
