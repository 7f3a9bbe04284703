"""Enter a case or a report in the blind index: its closed card, and tokens of which none is held by many."""

from __future__ import annotations

from collections.abc import Iterator
from secrets import choice, randbits

from django.db import transaction
from django.db.models import Count

from bothends.core.case import CaseFile
from bothends.core.match.card import Card, card_of
from bothends.core.match.tokens import EVENLY, ROOM, pages
from bothends.core.report import Report
from bothends.web.store.actions.match_cards import Keys, closed, keys_for, keys_of, locked, made_ready, opened
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, MatchEntry, MatchToken, StoredReport


def index(case: Case, *, file: CaseFile, by: Keyring) -> MatchEntry:
    """Make the index follow the case's record. Writes nothing where it does already."""
    return _follow(MatchEntry(case=case), card_of(file.person, seen_on=file.opened_on or None), by)


def index_report(row: StoredReport, *, told: Report, by: Keyring) -> MatchEntry:
    """The same for a report that a member with casework has opened."""
    return _follow(MatchEntry(report=row), card_of(told.person, seen_on=told.received_on), by)


def _follow(new: MatchEntry, card: Card, by: Keyring) -> MatchEntry:
    keys = keys_for(by)
    held = _held(new)
    if held and held.generation == keys.newest and opened(held, keys) == card:
        return held
    return _write(new, card, keys, by)


def _held(new: MatchEntry) -> MatchEntry | None:
    return MatchEntry.objects.filter(case=new.case_id, report=new.report_id).first()


@transaction.atomic
def _write(new: MatchEntry, card: Card, keys: Keys, by: Keyring) -> MatchEntry:
    # Whoever renews the match key waits here for us, and we for them; two members on one record as well.
    if {one.generation for one in locked()} != set(keys.tokens):
        keys = keys_for(by)
    entry = _held(new) or new
    if entry is new:
        entry.generation, entry.body = keys.newest, b""
        entry.save(force_insert=True)
    else:
        MatchToken.objects.filter(entry=entry).delete()
    enter(entry, card, keys)
    return entry


def enter(entry: MatchEntry, card: Card, keys: Keys) -> None:
    """Close the card and place its tokens, with the newest key; older tokens are gone. Must run in a transaction."""
    entry.generation = keys.newest
    entry.body = closed(card, entry=entry.pk, key=keys.cards[keys.newest])
    entry.save(update_fields=["generation", "body"])
    tokens = placed(list(keys_of(made_ready(card))), keys.tokens[keys.newest])
    MatchToken.objects.bulk_create([MatchToken(entry=entry, token=one) for one in tokens])


def placed(said: list[str], key: bytes) -> set[int]:
    """A token for each key: one of its pages that has room, by lot; none for a key all of whose pages are full.

    A finer key is taken only where its coarser one ("full:an+li:" of "full:an+li:y1990") has no room left. Random
    tokens fill the number up, so that it does not tell how many contacts a record has.
    """
    of = {one: pages(one, key=key) for one in said}
    every = [token for one in of.values() for token in one]
    held = dict(MatchToken.objects.filter(token__in=every).values_list("token").annotate(Count("pk")))
    free = {one: [token for token in of[one] if held.get(token, 0) < ROOM] for one in said}
    wanted = [one for one in said if free[one] and not free.get(coarser(one, free))]
    tokens = {choice(free[one]) for one in wanted}
    return tokens | set(_random(-len(tokens) % EVENLY))


def coarser(said: str, among: object) -> str:
    """The key this one refines, or an empty text."""
    stem = said[: said.rindex(":") + 1]
    return stem if stem != said and isinstance(among, dict) and stem in among else ""


def _random(count: int) -> Iterator[int]:
    return (randbits(64) - (1 << 63) for _ in range(count))
