"""Make missions.csv from a Wikidata snapshot and the gaps file: `python build_missions.py RAW_FOLDER`.

RAW_FOLDER holds missions_wikidata_2022-11.csv (database of embassies, CC0) and missions_gaps_unverified.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SNAPSHOT = "missions_wikidata_2022-11.csv"
GAPS = "missions_gaps_unverified.csv"
MORE_GAPS = HERE / "gaps_more.csv"  # what the first gaps file does not have; the same shape
SNAPSHOT_DAY = "2022-11-16"
GAPS_DAY = "2026-11-22"
COLUMNS = (
    "id", "sending", "host", "city", "kind", "covers", "phone", "email", "website", "source", "checked_on",
    "status",
)  # fmt: skip

# Kind of post as the source words it -> our code. What is missing here is left out on purpose: honorary
# consulates (no route for a protection referral) and offices of parts of states.
KINDS = {
    "embassy": "embassy",
    "Embassy of the United States": "embassy",
    "embassy or high commission": "embassy",
    "high commission": "high_commission",
    "British High Commission": "high_commission",
    "Australian High Commission": "high_commission",
    "assistant high commission": "consulate_general",
    "consulate general": "consulate_general",
    "Consulate General of Sweden": "consulate_general",
    "Consulate General of Belgium": "consulate_general",
    "consulate": "consulate",
    "consulates of Sweden": "consulate",
    "consular office": "consulate",
    "Consular Agency": "consulate",
    "apostolic nunciature": "nunciature",
    "Apostolic delegation": "nunciature",
    "de facto embassy": "representative_office",
    "de facto consulate": "representative_office",
    "de facto consulate (TECO)": "representative_office",
    "representative office": "representative_office",
    "Taipei Representative Office": "representative_office",
    "liaison office": "representative_office",
    "Interests Section": "interests_section",
    "diplomatic mission of El Salvador": "embassy",
}

# Hong Kong and Macao are their own host codes in ISO 3166; the snapshot files them under China.
# (code, south, north, west, east) in degrees; the northern edge stays south of Shenzhen.
REGIONS_OF_CHINA = (("HKG", 22.15, 22.51, 113.83, 114.45), ("MAC", 22.10, 22.22, 113.52, 113.60))

REGION_TOWNS = {"Hong Kong": "HKG", "Central": "HKG", "Macau": "MAC"}

# The snapshot often names a district. In the hosts that matter most the town is named instead.
TOWNS = {
    "ARE": {"Emirate of Abu Dhabi": "Abu Dhabi", "": "Abu Dhabi"},
    "BRN": {
        "Kampong Manggis": "Bandar Seri Begawan", "Kampong Salar": "Bandar Seri Begawan",
        "": "Bandar Seri Begawan",
    },
    "CHN": {
        "Chaoyang District": "Beijing", "Chaowai Subdistrict": "Beijing", "Sanlitun Subdistrict": "Beijing",
        "Beixinqiao Subdistrict": "Beijing", "Jianwai Subdistrict": "Beijing", "Tianhe District": "Guangzhou",
        "Yuexiu District": "Guangzhou", "Haizhu District": "Guangzhou",
    },
    "HKG": {"Central": "Hong Kong", "Central and Western District": "Hong Kong", "": "Hong Kong"},
    "IDN": {"Central Jakarta": "Jakarta"},
    "IND": {"Chanakyapuri": "New Delhi", "Vasant Vihar": "New Delhi", "": "New Delhi"},
    "KHM": {"": "Phnom Penh"},
    "KOR": {
        "Jung District": "Seoul", "Jongno District": "Seoul", "Yongsan District": "Seoul",
        "Hannam-dong": "Seoul",
    },
    "LAO": {"Sisattanak District": "Vientiane", "": "Vientiane"},
    "LKA": {"": "Colombo"},
    "MAC": {"Sé": "Macao"},
    "MMR": {"Bahan Township": "Yangon", "Kamayut Township": "Yangon"},
    "MYS": {"Bukit Bintang": "Kuala Lumpur", "": "Kuala Lumpur"},
    "PHL": {"Malate": "Manila", "": "Manila"},
    "SGP": {"Bukit Timah": "Singapore", "Tanglin": "Singapore", "": "Singapore"},
    "THA": {"Din Daeng": "Bangkok", "Bang Rak": "Bangkok", "Lumphini": "Bangkok", "Khlong Toei": "Bangkok",
            "Mueang Chiang Mai": "Chiang Mai", "": "Bangkok"},
    "TWN": {"Xinni District": "Taipei"},
    "VNM": {"": "Hanoi"},
}  # fmt: skip

# Rows of the snapshot that are tourism associations across the Taiwan Strait, not posts.
NOT_POSTS = ("Q16242297", "Q16241553")

# Two states keep no capital city name in the snapshot for their posts; only what is certain is filled in.
CITIES = {"Q25059600": "Ho Chi Minh City", "Q100668055": "Yangon"}

# The Commonwealth calls an embassy among its members a high commission; the gaps file leaves it open.
COMMONWEALTH = (
    "AUS BGD BRN CAN CMR CYP FJI GAB GBR GHA GMB IND JAM KEN KIR LKA LSO MDV MLT MOZ MUS MWI MYS NAM "
    "NGA NRU NZL PAK PNG RWA SGP SLB SLE SWZ SYC TGO TON TTO TUV TZA UGA VUT WSM ZAF ZMB"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def states(column: str) -> dict[str, str]:
    return {row[column]: row["alpha3"] for row in rows_of(HERE / "wikidata_states.csv")}


def host_of(row: dict[str, str], host: str) -> str:
    """Hong Kong and Macao by position, everything else as the snapshot says."""
    if host != "CHN":
        return host
    if row["city"] in REGION_TOWNS:
        return REGION_TOWNS[row["city"]]
    if not row["lat"]:
        return host
    lat, lon = float(row["lat"]), float(row["lon"])
    for code, south, north, west, east in REGIONS_OF_CHINA:
        if south <= lat <= north and west <= lon <= east:
            return code
    return host


def kind_of(row: dict[str, str], sending: str, host: str) -> str | None:
    kind = KINDS.get(row["type"])
    if kind and "TWN" in (sending, host) and kind not in ("embassy", "nunciature"):
        return "representative_office"
    if row["type"] == "embassy or high commission" and sending in COMMONWEALTH and host in COMMONWEALTH:
        return "high_commission"
    return kind


def town_of(row: dict[str, str], host: str, kind: str) -> str:
    """The town; an empty one is filled with the capital only where the post is an embassy."""
    city = CITIES.get(row["qid"], row["city"])
    towns = TOWNS.get(host, {})
    if not city and kind not in ("embassy", "high_commission"):
        return city
    return towns.get(city, city)


def covered(codes: list[str | None], host: str) -> str:
    return "|".join(dict.fromkeys(code for code in codes if code and code != host))


def from_snapshot(raw: Path) -> Iterator[dict[str, str]]:
    of = states("qid")
    for row in rows_of(raw / SNAPSHOT):
        sending, host = of.get(row["sending_qid"]), of.get(row["host_qid"])
        if not sending or not host or sending == host or row["qid"] in NOT_POSTS:
            continue
        host = host_of(row, host)
        kind = kind_of(row, sending, host)
        if kind is None:
            continue
        yield {
            "id": row["qid"].lower(),
            "sending": sending,
            "host": host,
            "city": town_of(row, host, kind),
            "kind": kind,
            "covers": covered([of.get(qid) for qid in row["covers_qids"].split("|")], host),
            "phone": row["phone"],
            "email": row["email"],
            "website": row["website"],
            "source": "Wikidata (CC0)",
            "checked_on": SNAPSHOT_DAY,
            "status": "recorded",
        }


def from_gaps(path: Path) -> Iterator[dict[str, str]]:
    of = states("name") | {"China": "CHN", "Timor-Leste": "TLS"}
    for row in rows_of(path):
        sending, host = of[row["sending"]], of[row["host"]]
        kind = kind_of(row, sending, host)
        if kind is None:
            continue
        slug = re.sub(r"[^a-z]+", "-", row["city"].casefold()).strip("-")
        yield {
            "id": f"gap-{sending.lower()}-{host.lower()}-{slug}",
            "sending": sending,
            "host": host,
            "city": row["city"],
            "kind": kind,
            "covers": covered([of[name] for name in row["covers"].split("|") if name], host),
            "phone": "",
            "email": "",
            "website": "",
            "source": row["evidence"],
            "checked_on": GAPS_DAY,
            "status": "press" if row["evidence"].startswith("press") else "unverified",
        }


def build(raw: Path) -> list[dict[str, str]]:
    """All rows, one per post; the gaps file adds what a post covers where the snapshot does not say."""
    posts: dict[tuple[str, ...], dict[str, str]] = {}
    seen: set[str] = set()
    for row in (*from_snapshot(raw), *from_gaps(raw / GAPS), *from_gaps(MORE_GAPS)):
        post = (row["sending"], row["host"], row["city"], row["kind"])
        if row["id"].startswith("q") and row["id"] in seen:
            continue
        seen.add(row["id"])
        known = posts.setdefault(post, row)
        if len(known["covers"]) < len(row["covers"]):
            posts[post] = known | {key: row[key] for key in ("covers", "source", "checked_on", "status")}
    return sorted(posts.values(), key=lambda row: (row["host"], row["sending"], row["kind"], row["id"]))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("Name one folder: where the raw mission files lie.\n")
        return 2
    rows = build(Path(arguments[0]))
    with (HERE.parent / "missions.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    sys.stdout.write(f"{len(rows)} missions written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
