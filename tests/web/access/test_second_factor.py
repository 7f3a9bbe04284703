"""The second factor: a code is good once, within a minute; recovery codes; the first set-up; adding and removing."""

from __future__ import annotations

import re
import time

import pyotp
import pytest
from django.test import Client

from bothends.core.crypto.keys import Identity
from bothends.core.errors import WrongKey
from bothends.web.store.actions import factors, members
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Factor, Member, RecoveryCode
from tests import cast
from tests.web.desk_story import code_for, grow_old, halfway, member

STEP = factors.STEP_SECONDS


def code_at(steps: int) -> str:
    """The authenticator's code so many half minutes from now."""
    return pyotp.TOTP(cast.TOTP_SECRET).at(int(time.time()) + steps * STEP)


@pytest.mark.parametrize(("steps", "passes"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_of_the_neighbouring_half_minutes_passes_and_no_other(
    desk: cast.Desk, steps: int, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = (
        time.time() // STEP * STEP + STEP / 2
    )  # in the middle of a step, so that the test does not cross one
    monkeypatch.setattr(time, "time", lambda: now)
    code = code_at(steps)
    Factor.objects.update(used_step=None)
    assert factors.pass_totp(code, by=desk.keyring("carol")) == passes


def test_a_code_is_good_once(desk: cast.Desk) -> None:
    code = code_for("carol")
    assert halfway("carol").post("/second/", {"code": code}).status_code == 302
    again = halfway("carol").post("/second/", {"code": code})
    assert again.status_code == 403
    assert "did not fit" in again.content.decode()


def test_a_code_older_than_the_last_one_used_is_refused(desk: cast.Desk) -> None:
    carol = desk.keyring("carol")
    Factor.objects.update(used_step=None)
    assert factors.pass_totp(code_at(0), by=carol)
    assert not factors.pass_totp(code_at(-1), by=carol)


def test_a_wrong_code_leads_nowhere(desk: cast.Desk) -> None:
    browser = halfway("carol")
    assert browser.post("/second/", {"code": "000000"}).status_code == 403
    assert browser.get("/cases/").headers["Location"].startswith("/login/")


def test_after_ten_minutes_the_password_is_asked_again(desk: cast.Desk) -> None:
    browser = halfway("carol")
    session = browser.session
    session["half_since"] -= 601
    session.save()
    assert browser.post("/second/", {"code": code_for("carol")}).headers["Location"] == "/login/"


def test_the_identity_that_waits_is_not_the_one_that_opens_pages(desk: cast.Desk) -> None:
    browser = halfway("carol")
    session = browser.session
    # Somebody who can write the session row and holds the cookie gives out the waiting box as the open one.
    session["unlocked"] = session["half_box"]
    session["_auth_user_id"], session["began"] = str(Member.objects.get(login="carol").pk), int(time.time())
    session["_auth_user_backend"] = "bothends.web.access.login.UnwrapIdentity"
    session["_auth_user_hash"] = Member.objects.get(login="carol").get_session_auth_hash()
    session["touched"] = int(time.time())
    session.save()
    browser.cookies["unlock"] = browser.cookies["half"].value
    assert browser.get("/cases/").headers["Location"].startswith("/unlock/")


def test_the_secret_of_the_authenticator_opens_only_with_the_members_identity(desk: cast.Desk) -> None:
    carol = desk.keyring("carol")
    assert [one.secret for one in factors.held(carol)] == [cast.TOTP_SECRET]
    with pytest.raises(WrongKey):
        factors.held(Keyring(carol.member, Identity.new()))


def newcomer() -> Client:
    """A member without a factor has given the right password."""
    members.add_member(login="chen", role_name="supporter", password=cast.PASSWORD, by=members.SETUP)
    return halfway("chen")


def set_up(browser: Client) -> tuple[str, list[str]]:
    """Follow the set-up page with an authenticator; returns its secret and the recovery codes."""
    page = browser.get("/second/setup/").content.decode()
    assert '<img src="data:image/svg+xml' in page
    secret = re.findall(r'id="secret">([A-Z2-7 ]+)<', page)[0].replace(" ", "")
    answer = browser.post("/second/setup/", {"code": pyotp.TOTP(secret).now()})
    assert answer.status_code == 200, answer.content
    return secret, re.findall(r"<li>([\d ]{17})</li>", answer.content.decode())


def test_a_member_without_a_factor_sets_one_up_at_the_first_log_in(desk: cast.Desk) -> None:
    browser = newcomer()
    assert browser.get("/second/").headers["Location"] == "/second/setup/"
    _, codes = set_up(browser)
    assert len(set(codes)) == factors.RECOVERY_CODES
    assert browser.get("/reports/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(desk: cast.Desk) -> None:
    browser = newcomer()
    first = browser.get("/second/setup/").content.decode()
    wrong = browser.post("/second/setup/", {"code": "000000"})
    assert wrong.status_code == 400
    secret = re.findall(r'id="secret">([A-Z2-7 ]+)<', first)
    assert re.findall(r'id="secret">([A-Z2-7 ]+)<', wrong.content.decode()) == secret
    assert not Factor.objects.filter(member__login="chen").exists()


def test_a_recovery_code_lets_in_once(desk: cast.Desk) -> None:
    _, codes = set_up(newcomer())
    assert halfway("chen").post("/second/", {"recovery": codes[0]}).status_code == 302
    assert halfway("chen").post("/second/", {"recovery": codes[0]}).status_code == 403
    assert RecoveryCode.objects.filter(member__login="chen").count() == factors.RECOVERY_CODES - 1


def test_a_recovery_code_of_another_member_does_not_fit(desk: cast.Desk) -> None:
    [code, *_] = factors.new_recovery_codes(by=desk.keyring("dana"), pepper=b"p" * 32)
    assert not factors.pass_recovery(code, by=desk.keyring("carol"), pepper=b"p" * 32, page="")
    assert factors.pass_recovery(code, by=desk.keyring("dana"), pepper=b"p" * 32, page="")


def test_new_recovery_codes_make_the_old_ones_worthless(desk: cast.Desk) -> None:
    carol = desk.keyring("carol")
    [old, *_] = factors.new_recovery_codes(by=carol, pepper=b"p" * 32)
    factors.new_recovery_codes(by=carol, pepper=b"p" * 32)
    assert not factors.pass_recovery(old, by=carol, pepper=b"p" * 32, page="")


def test_a_new_authenticator_takes_the_place_of_the_old_one(desk: cast.Desk) -> None:
    carol = member("carol")
    page = carol.get("/account/second/").content.decode()
    secret = re.findall(r'id="secret">([A-Z2-7 ]+)<', page)[0].replace(" ", "")
    assert carol.post("/account/second/", {"code": pyotp.TOTP(secret).now()}).status_code == 302
    assert [one.secret for one in factors.held(desk.keyring("carol"))] == [secret]


def test_the_only_factor_cannot_be_removed_and_nobody_elses_is_found(desk: cast.Desk) -> None:
    carol = member("carol")
    own = Factor.objects.get(member__login="carol")
    assert "only second factor" in carol.post("/account/remove/", {"factor": own.pk}).content.decode()
    other = Factor.objects.get(member__login="dana")
    assert carol.post("/account/remove/", {"factor": other.pk}).status_code == 404
    assert Factor.objects.filter(pk__in=(own.pk, other.pk)).count() == 2


def test_a_forged_passkey_answer_is_refused_without_a_crash(desk: cast.Desk) -> None:
    browser = halfway("carol")
    inside = member("carol")
    for forged in ("x", "{}", '{"id":"a","rawId":"a","type":"public-key","response":{}}', "[]", "null"):
        assert browser.post("/second/", {"passkey": forged}).status_code == 403
        assert inside.post("/account/second/", {"passkey": forged}).status_code == 400


def test_only_the_pages_for_a_passkey_may_run_a_script_and_only_our_own(desk: cast.Desk) -> None:
    browser = member("carol")
    for path in ("/account/second/", "/confirm/"):
        assert "script-src 'self'" in browser.get(path).headers["Content-Security-Policy"]
    for path in ("/cases/", "/account/", "/members/", "/directory/"):
        assert "script-src" not in browser.get(path).headers["Content-Security-Policy"]
    assert "script-src" not in Client().get("/login/").headers["Content-Security-Policy"]


def test_a_confirmed_factor_opens_the_step_for_five_minutes(desk: cast.Desk) -> None:
    from tests.web.desk_story import until_case

    case = until_case()
    carol = member("carol")
    grow_old(carol)
    asked = carol.post(f"/cases/{case.pk}/contacts/")
    assert asked.headers["Location"] == f"/confirm/?next=%2Fcases%2F{case.pk}%2F"
    wrong = carol.post("/confirm/", {"code": "000000", "next": f"/cases/{case.pk}/"})
    assert wrong.status_code == 403
    page = carol.post("/confirm/", {"code": code_for("carol"), "next": f"/cases/{case.pk}/"})
    assert f'href="/cases/{case.pk}/"' in page.content.decode()
    assert "press the button again" in page.content.decode()
    assert carol.post(f"/cases/{case.pk}/contacts/").status_code == 200
    grow_old(carol)
    assert carol.post(f"/cases/{case.pk}/contacts/").status_code == 302


def test_confirming_never_leads_to_another_site(desk: cast.Desk) -> None:
    carol = member("carol")
    answer = carol.post("/confirm/", {"code": code_for("carol"), "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer.content.decode()
