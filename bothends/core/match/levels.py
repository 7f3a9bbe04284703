"""Each feature of a pair as one level of a short list, and what that level is called in plain words.

A feature that one side does not know has no level and counts nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any

from bothends.core.match.card import Likeness, Names, Ready
from bothends.core.match.place import apart

# Lower bounds of the name levels: likeness of the two best names.
ALIKE = (0.0, 0.02, 0.1, 0.2, 0.35, 0.5, 0.6, 0.7, 0.78, 0.85, 0.91, 0.94, 0.96, 0.98, 0.99, 0.9999)
SPELT = 3  # parts written alike, told apart from none to so many
# How much the parts that names share tell, in nats: a part held by one in 1,000 tells 6.9.
TELLS = (
    0.0,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    6.0,
    7.0,
    8.0,
    9.0,
    10.0,
    11.0,
    12.0,
    13.0,
    14.0,
    15.0,
    16.0,
    18.0,
    20.0,
    22.0,
    25.0,
)
RAREST = 1e-7  # the least share that is believed
MANY, FEW = 7.0, 10.0  # nats below and above which parts are called common and rare
DAYS = (0, 8, 31, 91, 181, 366, 731)


@dataclass(frozen=True, slots=True)
class Level:
    """One feature of a pair: which level, and a plain reason."""

    feature: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of records, 0 to 1, that hold a part written so (`spelt`), or one that sounds so (`sounds`).

    Among the records of one nationality where that is given: what is rare in the world may be common at home, and
    that two records share a nationality is counted by itself. `spelt_beside` and `sounds_beside` are the share of the
    records with the second part that hold the first too, if that is much: the words of one family name come together,
    and tell no more than one of them. The defaults are for callers that have counted nothing.
    """

    spelt: Callable[[str, str | None], float] = field(default=lambda *_: 1 / 1000)
    sounds: Callable[[str, str | None], float] = field(default=lambda *_: 1 / 300)
    spelt_beside: Callable[[str, str], float] = field(default=lambda *_: 0.0)
    sounds_beside: Callable[[str, str], float] = field(default=lambda *_: 0.0)


UNCOUNTED = Shares()


def levels(a: Ready, b: Ready, names: Names, shares: Shares = UNCOUNTED) -> Iterator[Level]:
    """The levels of all features that both cards know."""
    yield from exact_levels(a, b)
    likeness = likest(a, b, names)
    if likeness is not None:
        alike = sorted(a.spelt.keys() & b.spelt.keys())
        yield name_level(likeness, len(alike))
        yield from _tells(a, b, alike, shares)


def exact_levels(a: Ready, b: Ready) -> Iterator[Level]:
    """Everything but the names."""
    yield from _shared("handle", a.handles, b.handles, _handle_words(a, b))
    yield from _phones(a, b)
    yield from _shared("document", set(a.card.documents), set(b.card.documents), "document number")
    yield from _shared("email", set(a.card.emails), set(b.card.emails), "e-mail address")
    yield from _shared(
        "nationality", set(a.card.nationalities), set(b.card.nationalities), "nationality", shown="same"
    )
    yield from _birth(a, b)
    if a.card.gender and b.card.gender:
        same = a.card.gender == b.card.gender
        yield Level("gender", "same" if same else "differs", f"{'same' if same else 'different'} gender")
    yield from _where(a, b)
    yield from _when(a, b)


def likest(a: Ready, b: Ready, names: Names) -> Likeness | None:
    """The two most alike of all their names; None where one has none."""
    pairs = (names.compare(one, other) for one in a.names for other in b.names)
    return max(pairs, key=lambda likeness: likeness.score, default=None)


def name_level(likeness: Likeness, alike: int) -> Level:
    """Where a likeness stands among `ALIKE`, and how many parts are written alike."""
    low = ALIKE[bisect_right(ALIKE, likeness.score) - 1]
    words = "; ".join(likeness.reasons)
    said = name_words(low)
    return Level("name", name_code(low, alike), f"{said} ({words})" if words and low >= PARTLY else said)


PARTLY, WHOLLY = 0.7, 0.85


def name_code(low: float, alike: int) -> str:
    """The level of a likeness from `low` on, with so many parts written alike."""
    return f"{low:g}, {min(alike, SPELT)} alike"


def name_words(low: float) -> str:
    """A likeness from `low` on in plain words."""
    return (
        "name reads alike"
        if low >= WHOLLY
        else "name reads partly alike"
        if low >= PARTLY
        else "name differs"
    )


def _tells(a: Ready, b: Ready, alike: Sequence[str], shares: Shares) -> Iterator[Level]:
    """How rare what the names share is: the parts written alike, then those that only sound alike."""
    home = min(set(a.card.nationalities) & set(b.card.nationalities), default=None)
    spelt = _together({one: shares.spelt(one, home) for one in alike}, shares.spelt_beside)
    heard = _together({one: shares.sounds(one, home) for one in a.parts & b.parts}, shares.sounds_beside)
    told = sum(nats(shares.sounds(key, home)) for one in alike for key in a.spelt[one])
    yield Level("spelt", *tells("spelt", spelt))
    yield Level("sounds", *tells("sounds", max(0.0, heard - told)))


def _together(shared: Mapping[str, float], beside: Callable[[str, str], float]) -> float:
    """The nats of all parts shared, each with its share; what comes beside another tells only what that leaves."""
    return sum(
        min([nats(share), *(nats(beside(one, other)) for other in shared if other != one)])
        for one, share in shared.items()
    )


def nats(share: float) -> float:
    """How much it tells that two records have in common what so many hold."""
    return -log(max(share, RAREST))


def tells(feature: str, told: float) -> tuple[str, str]:
    """The level of so many nats, and its words."""
    low = TELLS[bisect_right(TELLS, told) - 1]
    return f"{low:g}", tells_words(feature, low)


def tells_words(feature: str, low: float) -> str:
    """A level of `spelt` or `sounds` in plain words."""
    what = "parts written alike" if feature == "spelt" else "other parts that sound alike"
    if not low:
        return "no part is written alike" if feature == "spelt" else "no other part sounds alike"
    return (
        f"few bear the {what}"
        if low >= FEW
        else f"many bear the {what}"
        if low < MANY
        else f"{what}, not rare"
    )


def _shared(feature: str, a: Any, b: Any, words: str, shown: str = "same") -> Iterator[Level]:
    if a and b:
        same = not a.isdisjoint(b)
        yield Level(feature, shown if same else "differs", f"{'same' if same else 'different'} {words}")


def _handle_words(a: Ready, b: Ready) -> str:
    networks = {one.partition(":")[0] for one in a.card.handles if one in b.card.handles} - {"account"}
    return f"{sorted(networks)[0].capitalize()} handle" if networks else "handle"


def _phones(a: Ready, b: Ready) -> Iterator[Level]:
    if not a.phones or not b.phones:
        return
    if not a.phones.isdisjoint(b.phones):
        yield Level("phone", "same", "same phone number")
    elif any(_one_off(one, other) for one in a.phones for other in b.phones):
        yield Level("phone", "near", "phone number differs by one digit")
    else:
        yield Level("phone", "differs", "different phone number")


def _one_off(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _birth(a: Ready, b: Ready) -> Iterator[Level]:
    one, other = a.card.birth_date, b.card.birth_date
    if a.year is None or b.year is None:
        return
    if one and other:
        if one == other:
            yield Level("birth", "date", "same date of birth")
            return
        if sum(x != y for x, y in zip(one, other, strict=True)) == 1 or _swapped(one, other):
            yield Level(
                "birth", "near date", "date of birth differs by one digit, or day and month are swapped"
            )
            return
    gap = abs(a.year - b.year)
    both = " of two dates" if one and other else ""
    if gap == 0:
        yield Level("birth", f"same year{both}", f"same birth year{', another day' if both else ''}")
    elif gap <= 3:
        yield Level("birth", f"{gap}{both}", f"birth year differs by {gap}")
    else:
        yield Level("birth", "differs", f"birth year differs by {gap}")


def _swapped(a: str, b: str) -> bool:
    return a[:4] == b[:4] and a[5:7] == b[8:10] and a[8:10] == b[5:7]


def _where(a: Ready, b: Ready) -> Iterator[Level]:
    if a.spots and b.spots:
        days = abs(a.seen - b.seen) if a.seen is not None and b.seen is not None else None
        yield Level("place", *apart(a.spots, b.spots, days))
    elif a.card.country and b.card.country:
        same = a.card.country == b.card.country
        words = "held in the same country" if same else "held in different countries"
        yield Level("country", "same" if same else "differs", words)


def _when(a: Ready, b: Ready) -> Iterator[Level]:
    if a.seen is not None and b.seen is not None:
        days = abs(a.seen - b.seen)
        step = bisect_right(DAYS, days) - 1
        yield Level("time", str(DAYS[step]), f"seen {days} days apart" if days != 1 else "seen a day apart")
