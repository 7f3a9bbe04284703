"""Countries: found by code or by name in any of our languages, and seen inside running text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bothends.core.errors import BadInput, BadRow
from bothends.core.phrases import Phrases
from bothends.core.plain import fold

NOT_LANGUAGES = ("alpha2", "alpha3")

# Names that are everyday words of another meaning when they stand in a sentence; as an answer they count.
NOT_IN_TEXT = (
    "anh", "đức", "pháp", "nga", "úc", "ý", "bỉ", "as", "ri", "u.s.", "chad", "pole", "poles", "kiwi",
    "kiwis", "大陆", "大陸", "内地", "ຊາດ", "ချက်", "பெரு", "மாலி", "مالي", "مالی", "माली", "মালি", "수단", "오만", "말리",
    "mali", "indo", "indiana",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country or its people named at text[start:end]; `demonym` says which of the two."""

    start: int
    end: int
    alpha3: str
    demonym: bool


@dataclass(frozen=True, slots=True)
class Countries:
    """`by_name` maps folded codes, names and demonyms to alpha-3; `hosts` names the documented places."""

    english: dict[str, str]
    by_name: dict[str, str]
    phrases: Phrases[tuple[str, bool]]
    hosts: dict[str, str]

    def find(self, text: str) -> str | None:
        """Alpha-3 of a country given as a code, a name or a word for its people; None if there is none."""
        return self.by_name.get(fold(text).strip(" ."))

    def asked(self, text: str) -> str:
        """Alpha-3 of what somebody typed. Raises BadInput naming the nearest names, never what was typed."""
        code = self.find(text) or self.find(text.strip().removeprefix("the "))
        if code is None:
            near = ", ".join(self.nearest(text))
            hint = f" Nearest: {near}." if near else ""
            raise BadInput(f"That country is not known.{hint} Write its name, or its code such as KH or KHM.")
        return code

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three English names a mistyped answer may have meant, for a message that says what to do."""
        close = get_close_matches(fold(text).strip(), self.by_name, n=12, cutoff=0.7)
        return tuple(dict.fromkeys(self.english[self.by_name[name]] for name in close))[:3]

    def name(self, alpha3: str) -> str:
        """English name, or the code itself where there is none."""
        return self.english.get(alpha3, alpha3)

    def mentions(self, folded: str) -> list[CountryMention]:
        """Countries named in folded text, left to right, longest first."""
        return [CountryMention(h.start, h.end, *h.meaning) for h in self.phrases.find(folded)]


def load_countries(folder: Path) -> Countries:
    """Read countries.csv, demonyms.csv, demonyms/ and hosts.csv. Raises BadRow for a code that is no country."""
    english: dict[str, str] = {}
    by_name: dict[str, str] = {}
    seen: dict[str, tuple[str, bool]] = {}
    for row in rows_of(folder / "countries.csv"):
        alpha3 = row["alpha3"]
        english[alpha3] = row["en"].partition(" (")[0]
        by_name |= {fold(row["alpha2"]): alpha3, fold(alpha3): alpha3}
        for name in _spellings(row):
            seen.setdefault(name, (alpha3, False))
    for path in (folder / "demonyms.csv", *sorted((folder / "demonyms").glob("*.csv"))):
        for row in rows_of(path):
            if row["alpha3"] not in english:
                raise BadRow(f"{path.name}: a code that countries.csv does not have; correct the row")
            seen[fold(row["word"]).strip(" .")] = (row["alpha3"], row["kind"] == "demonym")
    names = {name: alpha3 for name, (alpha3, _) in seen.items()}
    hosts = {row["alpha3"]: row["host"] for row in rows_of(folder / "hosts.csv")}
    in_text = {name: meaning for name, meaning in seen.items() if name not in NOT_IN_TEXT and len(name) > 1}
    return Countries(english, {**names, **by_name}, Phrases(in_text), hosts)


def _spellings(row: dict[str, str]) -> Iterator[str]:
    """CLDR writes "Myanmar (Burma)": both are names."""
    for language, written in row.items():
        if language in NOT_LANGUAGES or not written:
            continue
        whole, _, inner = fold(written).partition("(")
        yield whole.strip(" .")
        if inner and len(inner) > 4:
            yield inner.strip(" )")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a reviewed CSV whose first lines may be comments."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(line for line in stream if not line.startswith("#"))
