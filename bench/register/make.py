"""One register: people, and what several reporters wrote of them, with everything that goes wrong in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from bench.register.bank import LOCALES, Locale, Part
from bench.register.hands import Hand, written

COLUMNS = (
    "id",
    "name",
    "aliases",
    "phone",
    "handle",
    "nationality",
    "birth_year",
    "birth_date",
    "gender",
    "place",
    "country",
    "seen_on",
)
PLACES = (
    ("MMR", ("Myawaddy", "KK Park", "Shwe Kokko", "Laukkaing", "Tachileik", "Yangon")),
    ("KHM", ("Sihanoukville", "Bavet", "Poipet", "Phnom Penh", "Koh Kong")),
    ("LAO", ("Golden Triangle Special Economic Zone", "Ton Pheung", "Vientiane", "Savannakhet")),
    ("PHL", ("Pasay", "Bamban", "Porac", "Makati")),
    ("THA", ("Mae Sot", "Bangkok", "Chiang Rai")),
    ("ARE", ("Dubai", "Ajman")),
)
CALLING = {
    "CHN": "86",
    "MMR": "95",
    "THA": "66",
    "VNM": "84",
    "IDN": "62",
    "IND": "91",
    "PHL": "63",
    "KHM": "855",
}
START = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Style:
    """How a register was kept; shares between 0 and 1. `again` is the share of reports that repeat a person, `years`
    that of reports that come at any time, by families who go on asking.
    """

    name: str
    again: float = 0.30
    phone: float = 0.35
    handle: float = 0.25
    year: float = 0.70
    day: float = 0.25
    nationality: float = 0.9
    gender: float = 0.85
    place: float = 0.8
    seen: float = 0.9
    alias: float = 0.12
    moved: float = 0.25
    years: float = 0.0
    sibling: float = 0.02
    shared: float = 0.01
    invented: float = 0.45
    hand: Hand = field(default_factory=Hand)


STYLES = (
    Style("plain"),
    Style("scripts", hand=Hand(own_script=0.4, other_spelling=0.5), invented=0.3, years=0.2),
    Style("careless", hand=Hand(typo=0.4, drop=0.25, swap=0.3), year=0.6, day=0.15, moved=0.4, years=0.5),
    Style("bare", phone=0.15, handle=0.1, day=0.1, nationality=0.8, place=0.6, sibling=0.04, years=0.2),
    Style("invented", invented=0.85, hand=Hand(other_spelling=0.25, typo=0.3)),
    Style("common", invented=0.1, hand=Hand(own_script=0.3, other_spelling=0.2, drop=0.08), years=1.0),
)


@dataclass(slots=True)
class Someone:
    """An invented person: parts of the name, and what stays true of them."""

    locale: Locale
    family: list[Part]
    given: list[Part]
    born: date
    gender: str
    phones: list[str]
    handles: list[str]
    country: str
    place: str
    seen: date
    alias: str = ""


def rows(size: int, seed: int, style: Style = STYLES[0]) -> Iterator[tuple[int, list[str]]]:
    """`size` reports as (number of the person, the columns of `COLUMNS`), in random order."""
    random = Random(f"{seed} {style.name}")
    people = _people(size, random, style)
    order = list(range(len(people)))
    repeats = size - len(people)
    often = random.sample(order, max(len(order) // 20, 1))  # some are sought by a whole family
    order += [random.choice(often if random.random() < 0.2 else order) for _ in range(repeats)]
    random.shuffle(order)
    for number, who in enumerate(order):
        yield who, [f"r{number}", *_told(people[who], random, style)]


def _people(size: int, random: Random, style: Style) -> list[Someone]:
    crews = [f"hr_{random.randrange(10**6)}" for _ in range(max(size // 400, 1))]
    people: list[Someone] = []
    for _ in range(max(1, round(size * (1 - style.again)))):
        sibling = people[-1] if people and random.random() < style.sibling else None
        people.append(_someone(random, style, sibling, crews))
    return people


def _someone(random: Random, style: Style, sibling: Someone | None, crews: list[str]) -> Someone:
    locale = sibling.locale if sibling else random.choices(LOCALES, [one.share for one in LOCALES])[0]
    family = list(sibling.family) if sibling else _family(locale, random, style)
    country, places = random.choices(PLACES, [6, 4, 2.5, 1.5, 1, 0.5])[0]
    born = date(1970, 1, 1) + timedelta(days=int(min(max(random.gauss(10_000, 2_600), 0), 13_800)))
    given = [_pick(locale.given, random, locale, style) for _ in range(random.choice(locale.joins))]
    someone = Someone(
        locale, family, given, born, random.choices("mfx", [60, 39, 1])[0],
        [_phone(locale, random) for _ in range(2)], [_handle(given, random) for _ in range(2)],
        sibling.country if sibling else country, sibling.place if sibling else random.choice(places),
        START + timedelta(days=random.randrange(1000)),
    )  # fmt: skip
    if random.random() < style.shared:
        someone.handles[0] = random.choice(crews)
    if random.random() < style.alias:
        someone.alias = random.choice(
            ("Lucky", "Xiao Bao", "Ah Wei", "Coco", "Jojo", "Nong", "Ko Ko", "Bella", "A Long")
        )
    return someone


def _family(locale: Locale, random: Random, style: Style) -> list[Part]:
    if not locale.family:
        return []
    if locale.endings and random.random() < style.invented:
        stem = "".join(random.choice(_stems(locale.nationality)) for _ in range(random.choice((1, 2, 2))))
        made = (stem + random.choice(locale.endings)).capitalize()
        return [(made, (made,))]
    return [_pick(locale.family, random, locale, style) for _ in range(locale.family_joins)]


@lru_cache
def _stems(nationality: str) -> tuple[str, ...]:
    """Syllables of invented names, other ones in each country."""
    random = Random(nationality)
    onset = random.sample(
        ["b", "k", "m", "s", "t", "r", "l", "n", "ch", "d", "g", "p", "v", "sh", "h", "j"], 11
    )
    return tuple(o + v for o in onset for v in random.sample(["a", "e", "i", "o", "u", "an", "ar", "il"], 5))


def _pick(parts: tuple[Part, ...], random: Random, locale: Locale, style: Style) -> Part:
    if locale.endings and random.random() < style.invented * 0.5:
        made = "".join(
            random.choice(_stems(locale.nationality)) for _ in range(random.choice((2, 2, 3)))
        ).capitalize()
        return made, (made,)
    return parts[min(int(len(parts) * random.random() ** 1.6), len(parts) - 1)]


def _phone(locale: Locale, random: Random) -> str:
    return f"+{CALLING.get(locale.nationality, '60')}{random.randrange(10**8, 10**9)}"


def _handle(given: list[Part], random: Random) -> str:
    word = given[0][1][0].replace(" ", "")
    return f"{word}{random.choice(['', '_', '.'])}{random.randrange(10 ** random.choice((2, 3, 4, 5)))}"


def _told(who: Someone, random: Random, style: Style) -> list[str]:
    def kept(share: float, value: str) -> str:
        return value if random.random() < share else ""

    year, day = _birth(who.born, random)
    country, place = who.country, who.place
    seen = who.seen + timedelta(days=int(random.expovariate(1 / 40)))
    if random.random() < style.moved:
        country, places = random.choice(PLACES) if random.random() < 0.3 else _of(who.country)
        place = random.choice(places)
        seen += timedelta(days=random.randrange(200))
    if style.years and random.random() < style.years:
        seen = START + timedelta(days=random.randrange(1000))
    nationality = who.locale.nationality if random.random() > 0.025 else random.choice(LOCALES).nationality
    full = kept(style.day / style.year, day) if year else ""
    return [
        written(who.locale, who.family, who.given, random, style.hand), kept(0.6, who.alias),
        kept(style.phone, random.choices(who.phones, [8, 2])[0]),
        kept(style.handle, random.choices(who.handles, [8, 2])[0]), kept(style.nationality, nationality),
        year if random.random() < style.year else (full := ""), full,
        kept(style.gender, who.gender if random.random() > 0.01 else random.choice("mf")),
        kept(style.place, place), kept(0.9, country), kept(style.seen, seen.isoformat()),
    ]  # fmt: skip


def _of(country: str) -> tuple[str, tuple[str, ...]]:
    return next(one for one in PLACES if one[0] == country)


def _birth(born: date, random: Random) -> tuple[str, str]:
    """Year and date as told: mostly right, else a guess of the age, a slip, or day and month swapped."""
    if random.random() < 0.8:
        return str(born.year), born.isoformat()
    if random.random() < 0.3 and born.day <= 12:
        return str(born.year), f"{born.year}-{born.day:02}-{born.month:02}"
    wrong = born.year + random.choice((-3, -2, -1, -1, 1, 1, 2, 3, 10))
    return str(wrong), f"{wrong}-{born.month:02}-{min(born.day, 28):02}"
