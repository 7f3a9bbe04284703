"""How a name comes onto paper: script, spelling, order, what is left out, what is mistyped."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.register.bank import Locale, Part

NEAR = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuiopaqsdfghjklpxcvbnmz", strict=False))


@dataclass(frozen=True, slots=True)
class Hand:
    """Shares between 0 and 1, each drawn anew for every report."""

    own_script: float = 0.12
    other_spelling: float = 0.3
    typo: float = 0.2
    drop: float = 0.12
    swap: float = 0.2
    initial: float = 0.04
    title: float = 0.04


def written(locale: Locale, family: list[Part], given: list[Part], random: Random, hand: Hand) -> str:
    """One reporter's spelling of a name."""
    own = random.random() < hand.own_script
    if own and any(not part[0].isascii() for part in (*family, *given)):
        return _own(locale, family, given)
    joined = [_spelt(part, random, hand) for part in given]
    words = (locale.glue if random.random() < 0.8 else " ").join(joined).split(" ")
    surname = "".join(_spelt(part, random, hand) for part in family)
    parts = [surname, *words] if locale.family_first else [*words, surname]
    parts = [part for part in parts if part]
    if len(parts) > 1 and random.random() < hand.drop:
        parts.pop(random.randrange(len(parts)))
    if len(parts) > 1 and random.random() < hand.swap:
        parts = [*parts[1:], parts[0]]
    if len(parts) > 1 and random.random() < hand.initial:
        parts[0] = parts[0][0]
    name = " ".join(parts)
    while random.random() < hand.typo:
        name = _mistyped(name, random)
    titled = (
        f"{random.choice(('Mr', 'Ms', 'Ko', 'Ma', 'Bang', 'Khun'))} " if random.random() < hand.title else ""
    )
    return titled + random.choices((name.title(), name.upper(), name.lower()), [85, 8, 7])[0]


def _own(locale: Locale, family: list[Part], given: list[Part]) -> str:
    joined = (" " if locale.glue == " " and not _unspaced(given) else "").join(part[0] for part in given)
    surname = "".join(part[0] for part in family)
    gap = "" if _unspaced(family) and locale.family_first else " "
    return (surname + gap + joined if locale.family_first else f"{joined} {surname}").strip()


def _unspaced(parts: list[Part]) -> bool:
    """Chinese, Japanese, Korean and Burmese write a name without gaps."""
    return bool(parts) and all(
        part[0][0] >= "\u1000" and not "\u1200" <= part[0][0] <= "\u1fff" for part in parts
    )


def _spelt(part: Part, random: Random, hand: Hand) -> str:
    ways = part[1]
    return random.choice(ways) if random.random() < hand.other_spelling else ways[0]


def _mistyped(name: str, random: Random) -> str:
    at = random.randrange(len(name))
    how = random.random()
    if how < 0.3:
        return name[:at] + name[at + 1 :] if len(name) > 2 else name
    if how < 0.6:
        return name[:at] + NEAR.get(name[at].lower(), "a") + name[at + 1 :]
    if how < 0.8:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
