"""One report against a million sealed persons, and one person more: through the desk's own actions, on SQLite.

The persons are invented: names of made-up syllables, as unevenly common as real ones, by country of origin. Their
rows are written past the actions, with the same keys, cards and tokens, because a million commits would take hours.
BOTHENDS_BENCH_PERSONS asks for another number.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import log2
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.figure import Figure, Peer
from bench.site import ROOT
from bothends.core.report import Contact, Person, Place
from bothends.web import deskfolder

PERSONS = int(os.environ.get("BOTHENDS_BENCH_PERSONS", "1000000"))
LOOKUPS, ADDED = 1000, 300
BATCH = 20_000
SPLINK = (Peer("Splink 5, one record, in clear", 350.0, "another day, 0.30 to 0.40 s"),)
COUNTRIES = ("KEN", "MMR", "VNM", "CHN", "IND", "IDN", "PHL", "ETH", "UGA", "THA", "BGD", "NPL")
PLACES = (
    ("KK Park", "MMR"), ("Shwe Kokko", "MMR"), ("Myawaddy", "MMR"), ("Laukkai", "MMR"), ("Tachileik", "MMR"),
    ("Sihanoukville", "KHM"), ("Bavet", "KHM"), ("Poipet", "KHM"), ("Phnom Penh", "KHM"), ("Mae Sot", "THA"),
    ("Golden Triangle", "LAO"), ("Vientiane", "LAO"), ("Mong La", "MMR"), ("Chrey Thom", "KHM"),
)  # fmt: skip
SYLLABLES = [
    a + b + c
    for a in "bcdfghjklmnprstvwyz"
    for b in ("a", "e", "i", "o", "u", "ai", "ao")
    for c in ("", "n", "ng", "r")
]


def run() -> Iterator[Figure]:
    """Build in the system's temporary folder, measure in a process of its own, delete."""
    with tempfile.TemporaryDirectory(prefix="bothends-bench-") as made:
        folder = Path(made) / "desk"
        deskfolder.make(folder, https=False, name="Bench desk")
        environment = {**os.environ, deskfolder.ENVIRONMENT: str(folder), "BOTHENDS_SITE": "desk"}
        environment["DJANGO_SETTINGS_MODULE"] = "bothends.web.settings"
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "bench.match_online"]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
        told = json.loads(done.stdout)
    yield from _figures(told)


TIMED = (
    ("find", "one report against them, scored and explained", 10, 50),
    ("page", "the same with opening the keys, writing the trail and the disk", None, None),
    ("add", "add one person, from opening the keys to the last row", 5, None),
    ("disk", "the same with its own commit to the disk", None, None),
)


def _figures(told: dict[str, float]) -> Iterator[Figure]:
    yield Figure(f"building {PERSONS} persons", told["build"], "s")
    yield Figure("database", told["megabytes"], "MB")
    for name, meaning, median, worst in TIMED:
        peers = SPLINK if name == "find" else ()
        yield Figure(f"{meaning}: median", told[f"{name}_50"], "ms", bound=median, peers=peers)
        yield Figure("  99 of 100", told[f"{name}_99"], "ms", bound=worst)
        yield Figure("  of these processor time: median", told[f"{name}_50_cpu"], "ms")
        yield Figure("  99 of 100", told[f"{name}_99_cpu"], "ms")
    yield Figure("same person among the ten best", told["found"], "share", better="more")
    yield Figure("tokens a person", told["each"], "")
    yield Figure("largest posting list", told["largest"], "records")
    yield Figure("entropy of a token drawn by how often it stands", told["entropy"], "bits")
    yield Figure("the most that could be (every token once)", told["entropy_most"], "bits")
    yield Figure("tokens met by one record only", told["single"], "share", better="more")
    yield Figure("largest group that shares one name key, before pages", told["commonest"], "records")


class People:
    """A seeded crowd. A name's parts are drawn as Zipf's law has it, another order in each country."""

    def __init__(self, seed: int) -> None:
        self.lot = random.Random(seed)
        words = [a + b for a in SYLLABLES for b in SYLLABLES[::7]]
        self.lot.shuffle(words)
        self.given = {one: words[at * 400 : at * 400 + 400] for at, one in enumerate(COUNTRIES)}
        self.family = {one: words[20000 + at * 300 : 20300 + at * 300] for at, one in enumerate(COUNTRIES)}
        self.weights = {size: list(accumulate(1 / (rank + 1) for rank in range(size))) for size in (400, 300)}

    def one(self) -> Person:
        lot = self.lot
        country = lot.choices(COUNTRIES, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])[0]
        given = lot.choices(self.given[country], cum_weights=self.weights[400], k=lot.choice((1, 2, 2)))
        name = " ".join([*given, *lot.choices(self.family[country], cum_weights=self.weights[300])])
        contacts = []
        if lot.random() < 0.35:
            contacts.append(Contact("phone", f"+{lot.randrange(10**10, 10**12)}"))
        if lot.random() < 0.25:
            contacts.append(Contact("telegram", f"{given[0]}_{lot.randrange(10**6)}"))
        place = lot.choices(PLACES, [1 / (rank + 1) for rank in range(len(PLACES))])[0]
        return Person(
            name=name.title(),
            contacts=tuple(contacts),
            nationality=country if lot.random() < 0.8 else None,
            place=Place(place[0], "compound", place[1]) if lot.random() < 0.7 else None,
            country=place[1],
            last_contact=f"2026-{lot.randrange(1, 11):02}-{lot.randrange(1, 29):02}",
        )

    def again(self, person: Person) -> Person:
        """Told by somebody else: another spelling, parts in another order, a contact or place left out."""
        lot = self.lot
        parts = (person.name or "").split()
        if lot.random() < 0.4:
            lot.shuffle(parts)
        if lot.random() < 0.4:
            at = lot.randrange(len(parts))
            parts[at] = parts[at].replace("a", "e", 1) if "a" in parts[at] else parts[at] + "h"
        return replace(
            person,
            name=" ".join(parts),
            contacts=person.contacts if lot.random() < 0.6 else (),
            place=person.place if lot.random() < 0.7 else None,
        )


@dataclass(frozen=True)
class Keyed:
    """A name of which only the keys are known."""

    keys: frozenset[str]


class Remembered:
    """The keys of a name from those of its parts, of which there are few here. Building needs no more."""

    def __init__(self, names: Any) -> None:
        self._keys = lru_cache(maxsize=None)(lambda part: names.prepare(part).keys)

    def prepare(self, text: str) -> Keyed:
        return Keyed(frozenset().union(*(self._keys(part) for part in text.split())))

    def compare(self, one: Any, other: Any) -> Any:
        raise NotImplementedError


def work() -> None:
    """What the child process does: found, build, measure, tell."""
    import django

    django.setup()
    from django.db import connection

    from bothends.core.match.card import card_of
    from bothends.web.store.actions import match
    from bothends.web.store.actions.match_cards import keys_for, made_ready
    from tests import cast

    carol = cast.found().keyring("carol")
    told: dict[str, float] = {}
    people = People(7)
    began = time.perf_counter()
    sample, told["commonest"] = _build(people, keys_for(carol))
    told["build"] = time.perf_counter() - began
    told["megabytes"] = Path(str(connection.settings_dict["NAME"])).stat().st_size / 1e6
    _postings(told)
    asked = [(entry, people.again(person)) for entry, person in sample]
    keys = keys_for(carol)
    found = 0

    def ask(entry: int, person: Person) -> None:
        nonlocal found
        card = made_ready(card_of(person, seen_on="2026-11-01"))
        best = match.find(card, keys, size=PERSONS)[:10]
        assert all(part.reason for one in best for part in one.score.parts)
        found += entry in {one.entry for one in best}

    _timed(told, "find", [lambda a=a: ask(*a) for a in asked])
    told["found"] = found / len(asked)
    _through_the_desk(told, [person for _, person in asked[:ADDED]], carol)
    print(json.dumps(told))


def _through_the_desk(told: dict[str, float], persons: list[Person], by: Any) -> None:
    """As the report's page does it: enter, and look for matches."""
    from django.db import transaction

    from bothends.core.crypto.receipt import new_receipt
    from bothends.core.findings import Findings, Urgency
    from bothends.core.report import Report, Reporter
    from bothends.web.store.actions import intake, match, match_index

    nothing = Findings(False, 0.0, (), (), (), Urgency("routine", ()), (), "bench")
    reports = [Report("staff", Reporter(), one, nothing, "2026-11-01") for one in persons]
    rows = [
        intake.receive(one, receipt=new_receipt(), sent_tag=str(at).encode(), pepper=b"p" * 32)
        for at, one in enumerate(reports)
    ]
    entries: list[Any] = []
    acts = [
        lambda row=row, one=one: entries.append(match_index.index_report(row, told=one, by=by))
        for row, one in zip(rows, reports, strict=True)
    ]
    with transaction.atomic():
        _timed(told, "add", acts[::2])
    _timed(told, "disk", acts[1::2])
    _timed(told, "page", [lambda one=one: match.suggestions(one, by=by, page="/bench/") for one in entries])


def _timed(told: dict[str, float], name: str, acts: list[Callable[[], object]]) -> None:
    taken = []
    for act in acts:
        began = time.perf_counter(), time.process_time()
        act()
        taken.append(((time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000))
    for which, at in (("", 0), ("_cpu", 1)):
        ordered = sorted(one[at] for one in taken)
        told[f"{name}_50{which}"] = ordered[len(ordered) // 2]
        told[f"{name}_99{which}"] = ordered[len(ordered) * 99 // 100]


def _build(people: People, keys: Any) -> tuple[list[tuple[int, Person]], int]:
    """Write the rows; a sample of persons to ask for, and the size of the largest group under one name key."""
    from django.conf import settings

    from bothends.core.match.card import card_of, ready
    from bothends.data import matching
    from bothends.web.store.actions.match_cards import closed, keys_of, made_ready

    names = Remembered(matching.names())
    database = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    indexes = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'store_matchtoken' AND sql NOT NULL"
    ).fetchall()
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    database.execute("PRAGMA synchronous = OFF")
    held: dict[int, int] = {}
    groups: Counter[str] = Counter()
    sample, lot = [], random.Random(11)
    wanted = set(lot.sample(range(1, PERSONS + 1), min(LOOKUPS, PERSONS)))
    entries: list[tuple[Any, ...]] = []
    tokens: list[tuple[int, int]] = []
    for entry in range(1, PERSONS + 1):
        person = people.one()
        card = card_of(person)
        if entry in wanted:
            sample.append((entry, person))
        said = list(keys_of(ready(card, names, matching.locate())))
        if not entry % 1000:
            assert set(said) == set(keys_of(made_ready(card)))
        groups.update(one for one in said if one.startswith("full:") and one.endswith(":"))
        tokens += [(entry, one) for one in _placed(said, keys.tokens[1], held, lot)]
        entries.append((entry, UUID(int=entry).hex, 1, closed(card, entry=entry, key=keys.cards[1])))
        if len(entries) >= BATCH or entry == PERSONS:
            database.executemany(
                "INSERT INTO store_matchentry (id, case_id, generation, body) VALUES (?,?,?,?)", entries
            )
            database.executemany("INSERT INTO store_matchtoken (entry_id, token) VALUES (?,?)", tokens)
            database.commit()
            entries, tokens = [], []
            print(f"\r{entry}", end="", file=sys.stderr)
    held.clear()
    for _, statement in indexes:
        database.execute(statement)
    database.commit()
    database.close()
    return sample, groups.most_common(1)[0][1]


def _placed(said: list[str], key: bytes, held: dict[int, int], lot: random.Random) -> set[int]:
    """What match_index.placed does, counting here instead of in the database."""
    from bothends.core.match.tokens import EVENLY, ROOM, pages
    from bothends.web.store.actions.match_index import coarser

    free = {one: [token for token in pages(one, key=key) if held.get(token, 0) < ROOM] for one in said}
    tokens = {lot.choice(free[one]) for one in said if free[one] and not free.get(coarser(one, free))}
    for token in tokens:
        held[token] = held.get(token, 0) + 1
    return tokens | {lot.randrange(-(1 << 63), 1 << 63) for _ in range(-len(tokens) % EVENLY)}


def _postings(told: dict[str, float]) -> None:
    """How long the lists are, asked of the database as a thief would."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n, count(*) FROM (SELECT count(*) AS n FROM store_matchtoken GROUP BY token) GROUP BY n"
        )
        lists = dict(cursor.fetchall())
    total = sum(size * count for size, count in lists.items())
    told["each"] = total / PERSONS
    told["largest"] = max(lists)
    told["single"] = lists.get(1, 0) / sum(lists.values())
    told["entropy"] = -sum(count * size / total * log2(size / total) for size, count in lists.items())
    told["entropy_most"] = log2(total)


if __name__ == "__main__":
    work()
