"""Build long scam chats, with or without a planted disclosure, the same for the same seed.

The lines are in `chat_lines/<language>.txt`, one a line, with a letter in front: P the played profile, S ordinary
lines of the scammer, T lines of the target, D a disclosure with its truth. Everybody in them is invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

LINES = Path(__file__).parent / "chat_lines"
LANGUAGES = tuple(sorted(path.stem for path in LINES.glob("*.txt")))
SHORTEST, LONGEST = 60, 400
SCAMMER, TARGET = "Honey", "Me"


@dataclass(frozen=True, slots=True)
class Truth:
    """What the chat says. Empty or None: not said. Countries are alpha-3, contacts `network:value`.

    `name`, `contacts`, `nationality`, `place` and `country` come from the disclosure alone; `aliases` holds the
    played name. `at` are the indices of the messages of the disclosure, `played` the profile's country.
    """

    found: bool = False
    name: str | None = None
    aliases: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    nationality: str | None = None
    place: str | None = None
    country: str | None = None
    played: str | None = None
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """Messages as (sender, text), oldest first, and what is true of them."""

    language: str
    messages: tuple[tuple[str, str], ...]
    truth: Truth


@dataclass(frozen=True, slots=True)
class Bank:
    """The lines of one language. Profiles and disclosures are (facts, text); a text may hold several messages."""

    profiles: tuple[tuple[dict[str, str], str], ...]
    scammer: tuple[str, ...]
    target: tuple[str, ...]
    disclosures: tuple[tuple[dict[str, str], str], ...]


@cache
def bank(language: str) -> Bank:
    """Read the lines of one of LANGUAGES. Raises FileNotFoundError for any other."""
    rows = [row for row in (LINES / f"{language}.txt").read_text(encoding="utf-8").splitlines() if row]
    of = {kind: tuple(row[2:] for row in rows if row[0] == kind) for kind in "PSTD"}
    return Bank(
        tuple(_with_facts(row) for row in of["P"]),
        of["S"],
        of["T"],
        tuple(_with_facts(row) for row in of["D"]),
    )


def _with_facts(row: str) -> tuple[dict[str, str], str]:
    facts, text = row.split(" | ", 1)
    return dict(fact.split("=", 1) for fact in facts.split(";")), text


def build(language: str, seed: int, disclosed: int | None = None) -> Chat:
    """A chat of 60 to 400 messages. `disclosed`: which disclosure of the bank to plant, None for none."""
    lines, chance = bank(language), random.Random(f"{language} {seed}")
    profile, hello = chance.choice(lines.profiles)
    messages = [(SCAMMER, hello), *_small_talk(lines, chance, chance.randint(SHORTEST, LONGEST - 10))]
    truth = Truth(aliases=(profile["name"],), played=profile["nat"])
    if disclosed is None:
        return Chat(language, tuple(messages), truth)
    facts, text = lines.disclosures[disclosed]
    return _planted(Chat(language, tuple(messages), truth), facts, text.split(" / "), chance)


def _small_talk(lines: Bank, chance: random.Random, count: int) -> list[tuple[str, str]]:
    """Turns of one to three lines: the scammer writes more than the target."""
    talk: list[tuple[str, str]] = []
    while len(talk) < count:
        talk += [(SCAMMER, line) for line in chance.sample(lines.scammer, chance.randint(1, 3))]
        talk += [(TARGET, line) for line in chance.sample(lines.target, chance.randint(1, 2))]
    return talk[:count]


def _planted(chat: Chat, facts: dict[str, str], said: list[str], chance: random.Random) -> Chat:
    """Put the disclosure somewhere in the second half, in a row, as it is typed."""
    start = chance.randint(len(chat.messages) // 2, len(chat.messages) - 5)
    messages = [*chat.messages]
    messages[start:start] = [(SCAMMER, line) for line in said]
    truth = replace(
        chat.truth,
        found=True,
        name=facts.get("name"),
        contacts=tuple(facts[key] for key in ("contact",) if key in facts),
        nationality=facts.get("nat"),
        place=facts.get("place"),
        country=facts.get("country"),
        at=tuple(range(start, start + len(said))),
    )
    return Chat(chat.language, tuple(messages), truth)


def chats(seed: int = 1, plain: int = 6) -> list[Chat]:
    """Every disclosure of every language once, and `plain` chats a language without one."""
    told = [build(lang, seed + n, n) for lang in LANGUAGES for n in range(len(bank(lang).disclosures))]
    ordinary = [build(lang, seed + 1000 + n) for lang in LANGUAGES for n in range(plain)]
    return told + ordinary
