"""Records that may speak of one person: candidates by token, only their cards opened and scored, each with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from math import log2

from django.db import transaction
from django.db.models import Max

from bothends.core.match.calibrate import Calibration, Chance, calibrate
from bothends.core.match.card import Card, Ready
from bothends.core.match.score import Part, Score, score
from bothends.core.match.tokens import FULL, tokens_of
from bothends.data import matching
from bothends.web.store.actions.match_cards import (
    CONTACTS,
    PLACE,
    Keys,
    keys_for,
    keys_of,
    made_ready,
    opened,
    opened_box,
)
from bothends.web.store.actions.match_judge import Judgement, labels, standing
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import MatchEntry, MatchToken

OPENED = (
    24  # cards opened for one look-up, those with the rarest shared keys first; a card costs about 0.2 ms
)
SHOWN = 10
LIKELY = 0.3  # below this nothing is suggested, unless a contact is the same
CONTACT = 100.0  # a shared contact comes before any number of shared name keys
SAME = "same"


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that may be the same person, and how it scored."""

    entry: int
    score: Score = field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another record that may be about the same person. A person judges; nothing is merged."""

    entry: MatchEntry
    score: Score = field(repr=False)
    chance: Chance = field(repr=False)  # as this desk's judgements say, with how sure that is
    judged: Judgement | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it and against it, the weightiest first."""
        return tuple(one.reason for one in self.score.parts if one.log_odds)

    @property
    def changed(self) -> bool:
        """Whether it was judged, and on other evidence than there is now."""
        return self.judged is not None and self.judged.said.evidence != evidence(self.score)

    @property
    def open(self) -> bool:
        """Whether somebody should look: not judged, or judged on other evidence."""
        return self.judged is None or self.changed


def suggestions(entry: MatchEntry, *, by: Keyring, page: str) -> list[Suggestion]:
    """Other records that may be about this one's person, likeliest first; judged ones too. Written down."""
    keys = keys_for(by)
    card = opened(entry, keys)
    if card is None:
        return []
    found = find(made_ready(card), keys, size=_size(), but=entry.pk)
    if not found:
        return []
    here = calibration(keys)
    chances = {one.entry: here.chance(one.score.log_odds) for one in found}
    shown = [one for one in found if chances[one.entry].probability >= LIKELY or same_contact(one.score)][
        :SHOWN
    ]
    rows = MatchEntry.objects.select_related("case", "report").in_bulk([one.entry for one in shown])
    if rows:
        with transaction.atomic():
            record(by=by.actor, action="matches_shown", subject=f"entry:{entry.pk}", page=page)
    judged = standing(entry.pk, list(rows), keys=keys)
    return [
        Suggestion(rows[one.entry], one.score, chances[one.entry], judged.get(one.entry))
        for one in shown
        if one.entry in rows
    ]


def calibration(keys: Keys) -> Calibration:
    """What scores mean on this desk, from what its members judged."""
    return calibrate((odds, "same" if same else "not the same") for odds, same in labels(keys=keys))


def find(card: Ready, keys: Keys, *, size: int, but: int | None = None) -> list[Found]:
    """Every candidate's score, highest first. Opens at most `OPENED` cards."""
    candidates = _candidates(keys_of(card), keys, but)
    boxes = MatchEntry.objects.filter(pk__in=candidates).values_list("pk", "generation", "body")
    found = []
    for pk, generation, body in boxes:
        other = opened_box(pk, bytes(body), keys.cards[generation])
        if other is not None:
            found.append(Found(pk, compared(card, made_ready(other), size=size)))
    return sorted(found, key=lambda one: (-one.score.log_odds, one.entry))


def compared(one: Ready, other: Ready, *, size: int) -> Score:
    """Two records among `size`."""
    return score(one, other, matching.weights(), matching.names(), size=size)


def pair(one: MatchEntry, two: MatchEntry, *, keys: Keys) -> Score | None:
    """The score of two entries as they stand. None when a card is of an older version."""
    cards = [opened(entry, keys) for entry in (one, two)]
    if cards[0] is None or cards[1] is None:
        return None
    return compared(made_ready(cards[0]), made_ready(cards[1]), size=_size())


def evidence(score: Score) -> tuple[tuple[str, str], ...]:
    """What a judgement rests on: which features, at which level. When it changes, the pair is offered again."""
    return tuple(sorted((one.feature, one.level) for one in score.parts))


def same_contact(score: Score) -> bool:
    """Whether a contact is the same, however unlikely the rest."""
    return any(one.feature in CONTACTS and one.level == SAME for one in score.parts)


def speaking_for(score: Score) -> tuple[Part, ...]:
    """The parts that count for one person."""
    return tuple(one for one in score.parts if one.log_odds > 0)


def named_by(card: Card, keys: Keys, *, but: int) -> dict[str, int]:
    """How many other records name one of this record's places or contacts, by kind; `FULL` means that many or more."""
    said = {one: kind for one, kind in keys_of(made_ready(card)).items() if kind == PLACE or kind in CONTACTS}
    met: dict[str, set[int]] = defaultdict(set)
    for kind, entry in _met(said, keys):
        if entry != but:
            met[kind].add(entry)
    return {kind: len(entries) for kind, entries in met.items()}


def _size() -> int:
    """About how many records there are: the newest number. Counting a million rows would cost more than the rest."""
    return int(MatchEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def _candidates(said: Mapping[str, str], keys: Keys, but: int | None) -> list[int]:
    """Entries that share a key, the rarest first: how many hold a key says how little it tells."""
    names = {one: kind for one, kind in said.items() if kind != PLACE}
    held: dict[str, set[int]] = defaultdict(set)
    for one, entry in _met({one: one for one in names}, keys):
        held[one].add(entry)
    weight: dict[int, float] = defaultdict(float)
    for one, entries in held.items():
        worth = CONTACT if names[one] in CONTACTS else log2(1 + FULL / len(entries))
        for entry in entries:
            weight[entry] += worth
    if but is not None:
        weight.pop(but, None)
    return nlargest(OPENED, weight, key=lambda entry: weight[entry])


def _met(said: Mapping[str, str], keys: Keys) -> list[tuple[str, int]]:
    """What `said` calls each key → the entries under any of its pages, with every generation's key."""
    tokens: dict[int, str] = {}
    for key in keys.tokens.values():
        tokens |= tokens_of(said, key=key)
    rows = MatchToken.objects.filter(token__in=list(tokens)).values_list("token", "entry_id")
    return [(tokens[token], entry) for token, entry in rows]
