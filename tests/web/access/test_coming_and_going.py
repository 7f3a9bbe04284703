"""Roles change, members leave and come back, passwords are lost: each way, from the first page to the last."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.test import Client

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BothendsError, Refused
from bothends.web.store.actions import members
from bothends.web.store.keyring import unwrap
from bothends.web.store.models import Grant, Member
from bothends.web.store.seats import grant_seat
from tests import cast
from tests.web.access.test_invitations import NEW_PASSWORD, invite, join
from tests.web.access.test_second_factor import set_up
from tests.web.desk_story import member, told, until_case


def opens(login: str) -> set[str]:
    return set(Grant.objects.filter(member__login=login).values_list("vault_id", flat=True))


def log_in(login: str, password: str, secret: str) -> Client:
    """A later log-in, when the half minute of the set-up has passed."""
    Member.objects.get(login=login).factors.update(used_step=None)
    browser = Client()
    browser.post("/login/", {"login": login, "password": password})
    assert browser.post("/second/", {"code": pyotp.TOTP(secret).now()}).status_code == 302
    return browser


def test_a_new_caseworker_opens_nothing_until_a_colleague_grants(desk: cast.Desk) -> None:
    case = until_case()
    browser, _, _ = join(invite())
    set_up(browser)
    with pytest.raises(Refused, match="not granted"):
        browser.get(f"/cases/{case.pk}/")
    page = member("dana").get("/members/").content.decode()
    assert members.check_digits(Member.objects.get(login="chen")) in page
    assert "Grant casework<" in page
    member("dana").post("/members/grant/", {"login": "chen"})
    assert opens("chen") == {"casework"}, "an approver holds casework and no more"
    assert browser.get(f"/cases/{case.pk}/").status_code == 200
    member("carol").post("/members/grant/", {"login": "chen"})
    assert opens("chen") == {"casework", "intake"}


def test_a_granter_gives_only_what_the_other_role_lists(desk: cast.Desk) -> None:
    join(invite("kofi", "supporter"))
    member("carol").post("/members/grant/", {"login": "kofi"})
    assert opens("kofi") == {"intake"}


def test_another_role_closes_at_once_what_it_does_not_list(desk: cast.Desk) -> None:
    case = until_case()
    carol = member("carol")
    page = member("eve").post("/members/role/", {"login": "carol", "role": "supporter"}).content.decode()
    assert "rotate casework" in page
    assert opens("carol") == {"intake"}
    assert carol.get(f"/cases/{case.pk}/").status_code == 403


def test_nobody_changes_or_switches_off_themselves(desk: cast.Desk) -> None:
    eve = member("eve")
    for path in ("role", "off"):
        assert eve.post(f"/members/{path}/", {"login": "eve", "role": "approver"}).status_code == 400
    assert Member.objects.get(login="eve").role == "administrator"


def test_whoever_leaves_is_out_at_once_and_comes_back_without_keys(desk: cast.Desk) -> None:
    carol, eve = member("carol"), member("eve")
    page = eve.post("/members/off/", {"login": "carol"}).content.decode()
    assert "casework and intake" in page
    assert carol.get("/cases/").headers["Location"].startswith("/login/")
    assert opens("carol") == set()
    refused = Client().post("/login/", {"login": "carol", "password": cast.PASSWORD})
    assert refused.status_code == 403
    eve.post("/members/on/", {"login": "carol"})
    assert member("carol").get("/cases/").status_code == 200
    assert opens("carol") == set()
    member("dana").post("/members/grant/", {"login": "carol"})
    assert opens("carol") == {"casework"}


def test_nobody_invites_or_grants_a_member_who_is_switched_off(desk: cast.Desk) -> None:
    eve = member("eve")
    eve.post("/members/off/", {"login": "carol"})
    assert eve.post("/members/invite/", {"login": "carol", "role": "caseworker"}).status_code == 400
    member("dana").post("/members/grant/", {"login": "carol"})
    assert opens("carol") == set()


def test_a_lost_password_is_answered_with_an_invitation_and_a_colleagues_grant(desk: cast.Desk) -> None:
    case = until_case()
    old, before = member("carol"), Member.objects.get(login="carol")
    browser, status, _ = join(invite("carol", "administrator"))
    assert status == 302
    after = Member.objects.get(login="carol")
    assert after.pk == before.pk
    assert after.role == "caseworker", "an invitation anew changes no role"
    assert after.recipient != before.recipient
    assert old.get("/cases/").headers["Location"].startswith("/login/")
    assert opens("carol") == set()
    secret, _ = set_up(browser)
    assert secret != cast.TOTP_SECRET
    member("dana").post("/members/grant/", {"login": "carol"})
    again = log_in("carol", NEW_PASSWORD, secret)
    assert again.get(f"/cases/{case.pk}/").status_code == 200
    with pytest.raises(BothendsError):
        unwrap(after, password=cast.PASSWORD)


def test_an_invitation_anew_changes_nothing_until_it_is_used(desk: cast.Desk) -> None:
    invite("carol", "caseworker")
    assert member("carol").get("/cases/").status_code == 200
    assert opens("carol") == {"casework", "intake"}


def test_when_every_password_is_lost_the_recovery_identity_gives_access_back(desk: cast.Desk) -> None:
    row = told()
    Member.objects.exclude(login="eve").update(wrapped=b"lost")
    browser, _, _ = join(invite("ben", "supporter"))
    set_up(browser)
    vaults = {}
    for one in Grant.objects.filter(member=None):
        seat = grant_seat(one.vault_id, None)
        secret = unseal(one.body, identities=[desk.opened.recovery], seat=seat).decode()
        vaults[one.vault_id] = Identity.parse(secret)
    members.grant(member=Member.objects.get(login="ben"), vaults=vaults, by="recovery")
    assert browser.get(f"/reports/{row.pk}/").status_code == 200


def test_a_page_of_members_shows_no_button_to_whoever_may_not_press_it(desk: cast.Desk) -> None:
    page = member("dana").get("/members/").content.decode()
    assert "Switch off" not in page
    assert "Make an invitation" not in page
    assert not re.findall(r'action="/members/(invite|role|off|on)/"', page)
