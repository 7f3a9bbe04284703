"""Who can open what follows from the role, and the printed recovery identity opens every vault."""

from __future__ import annotations

import pytest

from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, Refused, WrongKey
from bothends.web.store.actions import members
from bothends.web.store.keyring import unwrap
from bothends.web.store.models import Grant, Member, Vault
from bothends.web.store.seats import grant_seat
from tests import cast

OPENS = {
    "ben": {"intake"},
    "carol": {"intake", "casework"},
    "dana": {"casework"},
    "amir": {"figures"},
    "eve": set(),
}


@pytest.mark.parametrize("login", OPENS)
@pytest.mark.parametrize("vault", members.VAULTS)
def test_a_role_opens_its_vaults_and_no_other(desk: cast.Desk, login: str, vault: str) -> None:
    keyring = desk.keyring(login)
    if vault in OPENS[login]:
        assert keyring.vault(vault).recipient == Vault.objects.get(name=vault).recipient
        return
    with pytest.raises(Refused):
        keyring.vault(vault)


def test_the_recovery_identity_opens_every_vault(desk: cast.Desk) -> None:
    for vault in Vault.objects.all():
        grant = Grant.objects.get(vault=vault, member=None)
        seat = grant_seat(vault.name, None)
        secret = unseal(grant.body, identities=[desk.opened.recovery], seat=seat).decode()
        assert secret == desk.opened.vaults[vault.name].secret


def test_a_wrong_password_opens_nothing(desk: cast.Desk) -> None:
    with pytest.raises(WrongKey):
        unwrap(Member.objects.get(login="carol"), password=cast.PASSWORD + ".")


def test_a_colleague_grants_only_what_they_hold(desk: cast.Desk) -> None:
    new = members.add_member(login="chen", role_name="caseworker", password=cast.PASSWORD, by="member:eve")
    members.grant_as(desk.keyring("dana"), member=new)
    assert set(Grant.objects.filter(member=new).values_list("vault_id", flat=True)) == {"casework"}


def test_a_key_that_was_renewed_meanwhile_is_not_granted(desk: cast.Desk) -> None:
    new = members.add_member(login="chen", role_name="supporter", password=cast.PASSWORD, by="member:eve")
    held = {"intake": desk.opened.vaults["intake"]}
    Vault.objects.filter(name="intake").update(recipient=desk.opened.recovery.recipient)
    with pytest.raises(Refused, match="renewed"):
        members.grant(member=new, vaults=held, by="member:dana")
    assert not Grant.objects.filter(member=new).exists()


def test_a_desk_is_founded_once(desk: cast.Desk) -> None:
    with pytest.raises(Refused, match="set up already"):
        members.found_desk()


@pytest.mark.parametrize(
    ("login", "role", "password", "says"),
    [
        ("x y", "supporter", cast.PASSWORD, "letters"),
        ("carol", "supporter", cast.PASSWORD, "already"),
        ("new", "boss", cast.PASSWORD, "no role"),
        ("new", "supporter", "short", "12 characters"),
    ],
)
def test_a_bad_member_is_refused_with_the_reason(
    desk: cast.Desk, login: str, role: str, password: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        members.add_member(login=login, role_name=role, password=password, by="member:eve")
