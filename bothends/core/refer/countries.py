"""Countries by ISO 3166-1 code and English name."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bothends.core.errors import BadRow

# Where the usual English list says it in a way nobody would write in a letter.
NAMES = {
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "HKG": "Hong Kong",
    "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "TUR": "Türkiye", "VAT": "Holy See",
}  # fmt: skip
# User-assigned codes in general use that a list of ISO 3166-1 may lack.
USER_ASSIGNED = {"XKX": ("XK", "Kosovo")}
# English puts "the" before these names inside a sentence.
WITH_ARTICLE = (
    "United ", "Democratic Republic", "Republic of", "Dominican Republic", "Central African", "Philippines",
    "Netherlands", "Maldives", "Solomon", "Marshall", "Cook ", "Comoros", "Seychelles", "Holy See",
    "Bahamas", "Gambia",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    alpha2: str
    alpha3: str
    name: str


def load_countries(folder: Path) -> dict[str, Country]:
    """countries.csv by alpha-3: needs alpha2, alpha3 and en (or name_en); lines with # are comments."""
    try:
        with (folder / "countries.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        found = {row["alpha3"]: _country(row) for row in rows}
    except FileNotFoundError:
        raise BadRow("countries.csv is not in the folder of reviewed rows. Restore it.") from None
    except KeyError as missing:
        raise BadRow(f"countries.csv: the column {missing} is missing. Restore it.") from None
    for alpha3, (alpha2, name) in USER_ASSIGNED.items():
        found.setdefault(alpha3, Country(alpha2, alpha3, name))
    return found


def _country(row: Mapping[str, str]) -> Country:
    name = row["name_en"] if "name_en" in row else row["en"]
    return Country(row["alpha2"], row["alpha3"], NAMES.get(row["alpha3"], name))


def in_sentence(name: str) -> str:
    """A country name as it stands inside an English sentence."""
    return f"the {name}" if name.startswith(WITH_ARTICLE) else name
