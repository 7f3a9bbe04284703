"""The blind index: what is written, how full a token gets, and that renewing its key may stop anywhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bothends.core.errors import Refused, WrongKey
from bothends.core.match.tokens import EVENLY, FULL, ROOM, tokens_of
from bothends.core.report import Contact, Person, Report
from bothends.web.store.actions import assess, erase, match, match_index, match_judge, match_rotate, rotate
from bothends.web.store.actions.match_cards import keys_for, keys_of, made_ready, opened
from bothends.web.store.audit import first_break
from bothends.web.store.models import (
    AuditEvent,
    AuditHead,
    MatchEntry,
    MatchJudgement,
    MatchKey,
    MatchToken,
    Rotation,
    StoredReport,
)
from tests import cast
from tests.web.desk_story import told


def nothing(done: int, total: int) -> None:
    pass


def entered(desk: cast.Desk, number: int, **person: object) -> MatchEntry:
    report = replace(cast.report(), person=replace(Person(), **person))
    row = told(report, sent_tag=number.to_bytes(2, "big"))
    return match_index.index_report(row, told=report, by=desk.keyring("carol"))


def found(desk: cast.Desk, entry: MatchEntry) -> set[int]:
    suggested = match.suggestions(MatchEntry.objects.get(pk=entry.pk), by=desk.keyring("carol"), page="")
    return {one.entry.pk for one in suggested}


def test_entering_again_writes_nothing_and_a_change_writes_anew(desk: cast.Desk) -> None:
    row, carol = told(), desk.keyring("carol")
    first = match_index.index_report(row, told=cast.report(), by=carol)
    held = set(MatchToken.objects.values_list("pk", "token"))
    assert match_index.index_report(row, told=cast.report(), by=carol) == first
    assert set(MatchToken.objects.values_list("pk", "token")) == held
    changed: Report = replace(cast.report(), person=Person(name="Somebody Else"))
    assert match_index.index_report(row, told=changed, by=carol).pk == first.pk
    assert not held & set(MatchToken.objects.values_list("pk", "token"))
    card = opened(MatchEntry.objects.get(), keys_for(carol))
    assert card is not None
    assert card.names == ("Somebody Else",)


def test_a_member_without_casework_enters_nothing_and_finds_nothing(desk: cast.Desk) -> None:
    row = told()
    with pytest.raises(Refused):
        match_index.index_report(row, told=cast.report(), by=desk.keyring("ben"))
    assert not MatchEntry.objects.exists()


def test_however_many_share_a_name_no_token_is_met_by_more_than_a_few(desk: cast.Desk) -> None:
    for number in range(FULL + 5):
        entered(desk, number, name="Aung Lin")
    held = Counter(MatchToken.objects.values_list("token", flat=True))
    assert max(held.values()) == ROOM
    for entry in MatchEntry.objects.all():
        assert MatchToken.objects.filter(entry=entry).count() % EVENLY == 0


def test_a_name_that_is_full_is_found_by_what_is_finer(desk: cast.Desk) -> None:
    for number in range(FULL + 3):
        entered(desk, number, name="Aung Lin")
    first, second = (entered(desk, 900 + at, name="Aung Lin", nationality="MMR") for at in range(2))
    carol = desk.keyring("carol")
    keys = keys_for(carol)
    card = opened(first, keys)
    assert card is not None
    of = tokens_of({one: one for one in keys_of(made_ready(card))}, key=keys.tokens[1])
    shared = {
        of[token]
        for token in MatchToken.objects.filter(entry=second, token__in=of).values_list("token", flat=True)
    }
    assert shared
    assert all(one.endswith("nMMR") for one in shared)
    assert second.pk in {one.entry for one in match.find(made_ready(card), keys, size=500, but=first.pk)}


def test_a_card_moved_to_another_record_does_not_open(desk: cast.Desk) -> None:
    one, two = entered(desk, 1, name="Aung Lin"), entered(desk, 2, name="Mya Mya Thein")
    two.body = one.body
    with pytest.raises(WrongKey):
        opened(two, keys_for(desk.keyring("carol")))


def test_a_cards_length_says_nothing_fine(desk: cast.Desk) -> None:
    one, two = entered(desk, 1, name="Bo Bo"), entered(desk, 2, name="Wunna Maung Maung Thein Lwin")
    assert len(one.body) == len(two.body)


def test_a_report_that_is_erased_takes_its_card_tokens_and_judgements_along(desk: cast.Desk) -> None:
    phone = (Contact("phone", "+254700900123"),)
    one, two = entered(desk, 1, contacts=phone), entered(desk, 2, contacts=phone)
    said = match_judge.Said("same", 1.0, ())
    match_judge.judge(one, two, said=said, after=0, by=desk.keyring("carol"), page="")
    erase.erase_report(StoredReport.objects.get(pk=one.report_id), by="stranger")
    assert [entry.pk for entry in MatchEntry.objects.all()] == [two.pk]
    assert set(MatchToken.objects.values_list("entry", flat=True)) == {two.pk}
    assert not MatchJudgement.objects.exists()


@pytest.fixture
def busy(desk: cast.Desk) -> cast.Desk:
    """Five records, two of them of one person and judged."""
    phone = (Contact("phone", "+254700900123"),)
    entries = [entered(desk, at, name=name, contacts=phone if at < 2 else ()) for at, name in enumerate(
        ("Aung Lin", "Lin Aung", "Mya Mya", "Bo Bo", "Wunna Maung")
    )]  # fmt: skip
    said = match_judge.Said("same", 4.5, (("phone", "same"),))
    match_judge.judge(entries[0], entries[1], said=said, after=0, by=desk.keyring("carol"), page="")
    return desk


def everything_is_found(desk: cast.Desk) -> None:
    one, two = MatchEntry.objects.order_by("pk")[:2]
    keys = keys_for(desk.keyring("carol"))
    assert found(desk, one) == {two.pk}
    assert found(desk, two) == {one.pk}
    [judged] = match_judge.history(one, two, keys=keys)
    assert judged.said == match_judge.Said("same", 4.5, (("phone", "same"),))
    assert match_judge.labels(keys=keys) == [(4.5, True)]
    assert first_break(AuditEvent.objects.order_by("seq"), AuditHead.objects.get()) is None


def test_after_a_renewal_nothing_fits_the_old_key(busy: cast.Desk) -> None:
    old = busy.keyring("carol").match_key()
    before = set(MatchToken.objects.values_list("token", flat=True))
    done = match_rotate.renew(recovery=busy.opened.recovery, tell=nothing)
    assert (done.entries, done.judgements, done.dropped) == (5, 1, 0)
    assert MatchKey.objects.count() == 1
    assert busy.keyring("carol").match_key() != old
    assert not before & set(MatchToken.objects.values_list("token", flat=True))
    everything_is_found(busy)


@pytest.mark.parametrize("stopped_after", range(4))
def test_stopped_half_way_everything_is_found_and_it_goes_on(
    busy: cast.Desk, monkeypatch: pytest.MonkeyPatch, stopped_after: int
) -> None:
    monkeypatch.setattr(match_rotate, "BATCH", 2)
    left = [stopped_after]

    def stop(done: int, total: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        match_rotate.renew(recovery=busy.opened.recovery, tell=stop)
    assert MatchKey.objects.count() == 2
    everything_is_found(busy)
    late = entered(busy, 50, name="Somebody Late")
    assert late.generation == 2
    match_rotate.renew(recovery=busy.opened.recovery, tell=nothing)
    assert MatchKey.objects.get().generation == 2
    assert AuditEvent.objects.filter(action="match_key_begun").count() == 1
    everything_is_found(busy)


def test_a_card_of_an_older_version_is_dropped_and_entered_again(busy: cast.Desk) -> None:
    from bothends.core.crypto.keys import lock
    from bothends.web.store.seats import card_seat

    entry = MatchEntry.objects.order_by("pk")[4]
    keys = keys_for(busy.keyring("carol"))
    MatchEntry.objects.filter(pk=entry.pk).update(
        body=lock(b'{"names":1}', key=keys.cards[1], about=card_seat(entry.pk))
    )
    assert match_rotate.renew(recovery=busy.opened.recovery, tell=nothing).dropped == 1
    row = StoredReport.objects.get(pk=entry.report_id)
    assert match_index.index_report(row, told=cast.report(), by=busy.keyring("carol")).generation == 2


def test_one_renewal_waits_for_the_other(busy: cast.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate.rotate("casework", recovery=busy.opened.recovery, tell=stop)
    assert Rotation.objects.exists()
    with pytest.raises(Refused, match="casework vault is being renewed"):
        match_rotate.renew(recovery=busy.opened.recovery, tell=nothing)
    rotate.rotate("casework", recovery=busy.opened.recovery, tell=nothing)
    match_rotate.renew(recovery=busy.opened.recovery, tell=nothing)
    everything_is_found(busy)


def test_a_vault_is_renewed_while_the_index_has_two_keys(busy: cast.Desk) -> None:
    match_rotate._begin()
    rotate.rotate("casework", recovery=busy.opened.recovery, tell=nothing)
    everything_is_found(busy)
    match_rotate.renew(recovery=busy.opened.recovery, tell=nothing)
    everything_is_found(busy)


def test_another_identity_renews_nothing(busy: cast.Desk) -> None:
    from bothends.core.crypto.keys import Identity

    with pytest.raises(WrongKey):
        match_rotate.renew(recovery=Identity.new(), tell=nothing)
    assert MatchKey.objects.count() == 1


def test_a_case_is_entered_with_the_day_it_was_opened(desk: cast.Desk) -> None:
    carol = desk.keyring("carol")
    case = assess.make_case(told(), by=desk.keyring("ben"), page="")
    file = assess.open_case(case, by=carol, page="")
    entry = match_index.index(case, file=file, by=carol)
    card = opened(entry, keys_for(carol))
    assert card is not None
    assert card.seen_on == "2026-11-02"
