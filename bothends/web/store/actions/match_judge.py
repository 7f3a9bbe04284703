"""What a member says of two records: same, different, unsure. It can be taken back; nothing that was said is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.keys import lock, unlock
from bothends.core.errors import BadInput, Refused
from bothends.web.store.actions.match_cards import Keys, keys_for, locked
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import MatchEntry, MatchJudgement
from bothends.web.store.seats import judgement_seat

VERDICTS = {"same": "the same person", "different": "not the same person", "unsure": "unsure"}
TAKEN_BACK = "taken_back"
LABELS = 2000  # judgements that recalibrate; each look-up opens them
MEANWHILE = "Somebody else judged these two meanwhile. Read what they said, then judge again."


@dataclass(frozen=True, slots=True)
class Said:
    """What is sealed of a judgement: the verdict, how the pair scored, and the evidence (feature, level)."""

    verdict: str
    log_odds: float = 0.0
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement, opened."""

    row: MatchJudgement
    said: Said = field(repr=False)

    @property
    def meaning(self) -> str:
        """The verdict in words."""
        return VERDICTS.get(self.said.verdict, "taken back")


@transaction.atomic
def judge(
    one: MatchEntry, two: MatchEntry, *, said: Said, after: int, by: Keyring, page: str
) -> MatchJudgement:
    """Add a judgement. `after` is how many the member saw: of two at once the second is told. Raises Refused."""
    if said.verdict not in VERDICTS:
        raise BadInput("Choose: the same person, not the same person, or unsure.")
    return _add(one, two, said, after, by, page, "match_judged")


@transaction.atomic
def take_back(one: MatchEntry, two: MatchEntry, *, after: int, by: Keyring, page: str) -> MatchJudgement:
    """What stands is no longer so; that it stood stays in the history. Raises Refused where nothing stands."""
    before = history(one, two, keys=keys_for(by))
    if not before or before[-1].said.verdict == TAKEN_BACK:
        raise Refused("There is no judgement to take back.")
    return _add(one, two, Said(TAKEN_BACK), after, by, page, "judgement_taken_back")


def history(one: MatchEntry, two: MatchEntry, *, keys: Keys) -> list[Judgement]:
    """Every judgement of this pair, oldest first."""
    first, second = sorted((one.pk, two.pk))
    rows = MatchJudgement.objects.filter(one=first, two=second).select_related("by").order_by("number")
    return [opened(row, keys) for row in rows]


def standing(entry: int, others: Iterable[int], *, keys: Keys) -> dict[int, Judgement]:
    """For each of the other entries: the judgement that stands, where one does."""
    others = list(others)
    rows = MatchJudgement.objects.filter(
        Q(one=entry, two__in=others) | Q(two=entry, one__in=others)
    ).select_related("by")
    return {one.row.two_id if one.row.one_id == entry else one.row.one_id: one for one in _last(rows, keys)}


def labels(*, keys: Keys) -> list[tuple[float, bool]]:
    """The log-odds and the verdict of the pairs this desk is sure of, the newest judged, for recalibration."""
    judged = _last(MatchJudgement.objects.order_by("-pk")[:LABELS], keys)
    return [(one.said.log_odds, one.said.verdict == "same") for one in judged if one.said.verdict != "unsure"]


def _last(rows: Iterable[MatchJudgement], keys: Keys) -> Iterator[Judgement]:
    newest: dict[tuple[int, int], MatchJudgement] = {}
    for row in rows:
        pair = (row.one_id, row.two_id)
        if pair not in newest or newest[pair].number < row.number:
            newest[pair] = row
    judged = (opened(row, keys) for row in newest.values())
    return (one for one in judged if one.said.verdict != TAKEN_BACK)


def opened(row: MatchJudgement, keys: Keys) -> Judgement:
    """Raises WrongKey for bytes moved from another pair."""
    about = judgement_seat(row.one_id, row.two_id, row.number)
    return Judgement(
        row, from_json(unlock(bytes(row.body), key=keys.cards[row.generation], about=about), Said)
    )


def put(row: MatchJudgement, said: Said, keys: Keys) -> None:
    """Box what was said, with the newest key."""
    row.generation = keys.newest
    about = judgement_seat(row.one_id, row.two_id, row.number)
    row.body = lock(to_json(said), key=keys.cards[keys.newest], about=about)


def _add(
    one: MatchEntry, two: MatchEntry, said: Said, after: int, by: Keyring, page: str, action: str
) -> MatchJudgement:
    first, second = sorted((one.pk, two.pk))
    if first == second:
        raise BadInput("A record is not compared with itself. Choose two.")
    locked()
    record(by=by.actor, action=action, subject=f"entries:{first}:{second}", page=page)
    if MatchJudgement.objects.filter(one=first, two=second).count() != after:
        raise Refused(MEANWHILE)
    row = MatchJudgement(one_id=first, two_id=second, number=after + 1, by=by.member, at=timezone.now())
    put(row, said, keys_for(by))
    row.save(force_insert=True)
    return row
