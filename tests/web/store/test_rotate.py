"""A vault gets a new key while the desk goes on; a stop half-way loses nothing."""

from __future__ import annotations

import pytest
from django.db.models import Model

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BothendsError, Refused, WrongKey
from bothends.web.store.actions import assess, rotate
from bothends.web.store.audit import first_break
from bothends.web.store.models import (
    AuditEvent,
    AuditHead,
    CaseKey,
    Grant,
    MatchKey,
    Member,
    ReportKey,
    Rotation,
    Vault,
)
from tests import cast
from tests.web.desk_story import told


def nothing(done: int, total: int) -> None:
    pass


def renew(desk: cast.Desk, vault: str) -> rotate.Rotated:
    return rotate.rotate(vault, recovery=desk.opened.recovery, tell=nothing)


def opens(row: Model, key: Identity, seat: object) -> bool:
    try:
        unseal(row.body, identities=[key], seat=seat)
    except WrongKey:
        return False
    return True


@pytest.fixture
def busy(desk: cast.Desk) -> cast.Desk:
    """Two reports, and a case with its report."""
    for number in range(3):
        told(sent_tag=bytes([number]))
    assess.make_case(ReportKey.objects.order_by("pk")[0].report, by=desk.keyring("ben"), page="")
    return desk


@pytest.mark.parametrize(("vault", "keys"), [("intake", 2), ("casework", 3), ("figures", 0)])
def test_the_old_key_opens_nothing_any_more_and_members_open_everything(
    busy: cast.Desk, vault: str, keys: int
) -> None:
    old = busy.opened.vaults[vault]
    assert renew(busy, vault).keys == keys
    for table in rotate.TO_VAULTS:
        assert not [row for row in table.rows(vault) if opens(row, old, table.seat(row))]
    for grant in Grant.objects.filter(vault_id=vault):
        assert old.secret.encode() not in bytes(grant.body)
    assert Vault.objects.get(name=vault).recipient != old.recipient
    assert not Rotation.objects.exists()
    everything_opens(busy)


def everything_opens(desk: cast.Desk) -> None:
    carol, ben = desk.keyring("carol"), desk.keyring("ben")
    for key in ReportKey.objects.all():
        assert carol.report_body(key.report)
    for key in ReportKey.objects.filter(vault="intake"):
        assert ben.report_body(key.report)
    for one in CaseKey.objects.all():
        assert carol.case_body(one.case)
    assert len(carol.match_key()) == 32
    assert first_break(AuditEvent.objects.order_by("seq"), AuditHead.objects.get()) is None


@pytest.mark.parametrize("stopped_after", [0, 1, 2])
def test_stopped_half_way_everything_opens_and_it_goes_on(
    busy: cast.Desk, monkeypatch: pytest.MonkeyPatch, stopped_after: int
) -> None:
    monkeypatch.setattr(rotate, "BATCH", 1)
    left = [stopped_after]

    def stop(done: int, total: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate.rotate("casework", recovery=busy.opened.recovery, tell=stop)
    assert Rotation.objects.exists()
    everything_opens(busy)
    told(sent_tag=b"meanwhile")
    assess.make_case(ReportKey.objects.filter(vault="intake")[0].report, by=busy.keyring("ben"), page="")
    everything_opens(busy)
    renew(busy, "casework")
    assert not Rotation.objects.exists()
    assert AuditEvent.objects.filter(action="rotation_begun").count() == 1
    everything_opens(busy)


def test_a_member_who_is_switched_off_loses_the_grant(busy: cast.Desk) -> None:
    Member.objects.filter(login="carol").update(active=False)
    renew(busy, "intake")
    assert set(Grant.objects.filter(vault_id="intake").values_list("member__login", flat=True)) == {
        "ben",
        None,
    }


def test_the_recovery_identity_opens_the_new_vault_too(busy: cast.Desk) -> None:
    renew(busy, "intake")
    renew(busy, "intake")
    everything_opens(busy)


def test_another_identity_or_another_vault_changes_nothing(busy: cast.Desk) -> None:
    before = list(Vault.objects.order_by("name").values_list("recipient", flat=True))
    for vault, key, wrong in (
        ("intake", Identity.new(), WrongKey),
        ("attic", busy.opened.recovery, Refused),
    ):
        with pytest.raises(BothendsError) as refused:
            rotate.rotate(vault, recovery=key, tell=nothing)
        assert isinstance(refused.value, wrong)
    assert list(Vault.objects.order_by("name").values_list("recipient", flat=True)) == before


def test_every_row_that_is_sealed_to_a_vault_is_in_the_table(busy: cast.Desk) -> None:
    """A new column sealed to a vault must be added to TO_VAULTS, or rotation would lose it."""
    from bothends.web.store.kept import KEPT

    sealed = {
        table.model
        for table in KEPT
        for one in table.columns
        if "vault" in one.opened_by and table.model != "Rotation"
    }
    assert sealed == {one.rows("casework").model.__name__ for one in rotate.TO_VAULTS}
    assert MatchKey.objects.count() == 1
