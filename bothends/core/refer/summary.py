"""The summary of a pack in the official language of the sending state, for whoever reads no English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bothends.core.errors import BadRow
from bothends.core.refer.directory import Entry, Ministry, Mission
from bothends.core.refer.runs import RIGHT_TO_LEFT

LANGUAGES = "pack/languages.toml"
KEYS = frozenset({
    "language", "status", "title", "draft", "box", "what", "unverified", "headings", "labels", "answers", "asks",
    "donts", "acknowledge", "code",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of one summary by key; see summary_en.toml, of which it is the translation."""

    language: str  # BCP 47
    rows: Mapping[str, Any] = field(repr=False)

    def __getitem__(self, key: str) -> Any:
        return self.rows[key]

    @property
    def draft(self) -> bool:
        """Whether no native speaker of the field has read it yet; the page then says so."""
        return bool(self.rows["status"] != "reviewed")

    @property
    def direction(self) -> str:
        return "rtl" if self.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def summary_for(entry: Entry, summaries: Mapping[str, Summary]) -> Summary | None:
    """The summary for this recipient: only a state has an official language, so only a state's post gets one."""
    state = (
        entry.sending if isinstance(entry, Mission) else entry.country if isinstance(entry, Ministry) else ""
    )
    return summaries.get(state)


def load_summaries(folder: Path) -> dict[str, Summary]:
    """State (ISO 3166-1 alpha-3) → summary. Raises BadRow naming the file and what it lacks."""
    rows = _toml(folder, LANGUAGES)["state"]
    read = {code: _summary(folder, code) for code in {row["language"] for row in rows}}
    return {row["code"]: read[row["language"]] for row in rows}


def _summary(folder: Path, language: str) -> Summary:
    name = f"pack/summary_{language}.toml"
    rows, source = _toml(folder, name), _toml(folder, "pack/summary_en.toml")
    missing = (KEYS | source.keys()) - rows.keys()
    for group in ("headings", "labels", "answers", "asks", "donts"):
        missing |= {f"{group}.{key}" for key in source[group].keys() - rows.get(group, {}).keys()}
    if missing:
        raise BadRow(f"{name}: the sentence {min(missing)} is missing. Write it.")
    return Summary(language, rows)


def _toml(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadRow(f"{name} is not in the folder of reviewed rows. Restore it.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise BadRow(f"{name} is not valid TOML: {wrong}. Correct it.") from None
