"""Countries by ISO 3166-1 code and English name."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bothends.core.errors import BadInput, BadRow

# Where the usual English list says it in a way nobody would write in a letter.
NAMES = {
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "HKG": "Hong Kong",
    "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "TUR": "Türkiye", "VAT": "Holy See",
}  # fmt: skip
# User-assigned codes in general use that a list of ISO 3166-1 may lack.
USER_ASSIGNED = {"XKX": ("XK", "Kosovo")}
ALSO = {
    "burma": "MMR", "macau": "MAC", "south korea": "KOR", "north korea": "PRK", "vatican": "VAT",
    "east timor": "TLS", "ivory coast": "CIV", "turkey": "TUR", "uae": "ARE", "uk": "GBR", "usa": "USA",
    "united states of america": "USA", "viet nam": "VNM", "czech republic": "CZE", "swaziland": "SWZ",
    "lao pdr": "LAO", "dr congo": "COD",
}  # fmt: skip
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


def find_country(said: str, countries: Mapping[str, Country]) -> str:
    """Alpha-3 of an alpha-2 code, alpha-3 code or English name. Raises BadInput naming the nearest name."""
    names = {_folded(row.name): code for code, row in countries.items()} | ALSO
    codes = {row.alpha2: code for code, row in countries.items()} | {code: code for code in countries}
    found = codes.get(said.strip().upper()) or names.get(_folded(said))
    if found:
        return found
    near = get_close_matches(_folded(said), names, n=1, cutoff=0.5)
    hint = f" The nearest known name is {countries[names[near[0]]].name}." if near else ""
    raise BadInput(f"That is no country code or English country name.{hint} Codes are such as KH or KHM.")


def _folded(name: str) -> str:
    """For comparing: no accents, no case, no leading "the"."""
    plain = unicodedata.normalize("NFKD", name.casefold().strip().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).removeprefix("the ")
