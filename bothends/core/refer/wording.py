"""The fixed sentences of a pack, in one language, and what the codes of signs mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bothends.core.errors import BadRow

KEYS = frozenset({
    "language", "status", "title", "box", "box_text", "status_line", "statement", "no_promise", "acknowledge",
    "expires", "quotation_note", "contacts_note", "no_indicators", "no_tactics", "tactics_note", "rules_note",
    "symbol_note", "headings", "labels", "answers", "asks", "donts", "legal", "languages", "draft_note", "said_by",
    "annex", "attached", "legal_note", "legal_known", "acknowledge_code", "acknowledge_page", "acknowledge_phone",
    "recall",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means to a reader: the published name, one sentence, and where it is published."""

    name: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Reviewed sentences by key; see the comments in wording_en.toml."""

    rows: Mapping[str, Any] = field(repr=False)

    def __getitem__(self, key: str) -> Any:
        return self.rows[key]

    def language_name(self, code: str) -> str:
        """The English name of a language, or its code where the table has none."""
        names = self.rows["languages"]
        name = names.get(code) or names.get(code.partition("-")[0])
        return f"{name} ({code})" if name else code


def load_wording(folder: Path, language: str = "en") -> Wording:
    """Read pack/wording_XX.toml. Raises BadRow when it is absent or a sentence is missing."""
    name = f"pack/wording_{language}.toml"
    try:
        rows = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadRow(f"{name} is not in the folder of reviewed rows. Use a language that is there.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise BadRow(f"{name} is not valid TOML: {wrong}. Correct it.") from None
    missing = KEYS - rows.keys()
    if missing:
        raise BadRow(f"{name}: the sentence {min(missing)} is missing. Write it.")
    return Wording(rows)
