"""Rules that hold in every language: CONCEPTS combined within a sentence, each language bringing its words."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bothends.core.errors import BadRow

_KEYS = frozenset({"code", "all", "within", "weak", "not", "note"})


@dataclass(frozen=True, slots=True)
class ConceptRule:
    """Speaks for `code` where each group of concepts is met within `within` Latin characters a step.

    `groups` and `unless` name concepts. A language that has no word for a group cannot meet the rule.
    """

    code: str
    groups: tuple[tuple[str, ...], ...]
    within: int = 0
    weak: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concepts:
    """The names a language's [concepts] may use, each with its meaning, and the rules over them."""

    meanings: Mapping[str, str]
    rules: tuple[ConceptRule, ...]
    version: str


def load_concepts(path: Path, codes: Collection[str]) -> Concepts:
    """Read concepts.toml. Raises BadRow for a rule with an unknown code, concept or key."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    meanings = content["concepts"]
    return Concepts(
        meanings,
        tuple(_rule(row, meanings, codes) for row in content["rule"]),
        str(content["checked_on"]),
    )


def _rule(row: Mapping[str, Any], meanings: Mapping[str, str], codes: Collection[str]) -> ConceptRule:
    code = row.get("code", "")
    if code not in codes:
        raise BadRow(f"concepts.toml: {code!r} is no code of the tables. Correct it or add it there.")
    if unknown := set(row) - _KEYS:
        raise BadRow(f"concepts.toml: a rule of {code!r} has an unknown key {min(unknown)!r}.")
    groups = tuple(tuple(group.split("|")) for group in row.get("all", ()))
    unless = tuple(name for group in row.get("not", ()) for name in group.split("|"))
    for name in (*(name for group in groups for name in group), *unless):
        if name not in meanings:
            raise BadRow(f"concepts.toml: a rule of {code!r} names {name!r}, which [concepts] does not have.")
    if not groups:
        raise BadRow(f"concepts.toml: a rule of {code!r} names no concept. Fill `all`.")
    return ConceptRule(code, groups, int(row.get("within", 0)), bool(row.get("weak", False)), unless)
