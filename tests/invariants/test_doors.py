"""P11 Boundaries: every page stands in this table with who may enter; everybody else is refused.

A page in no table fails. A stranger sees the login page and nothing else.
"""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from bothends.web.access.roles import Permission, may
from tests import cast
from tests.web.desk_story import grow_old, halfway, member, until_proposed

SOME = uuid4()
OPEN = {"login", "join"}
# Answer only a browser in which the password was right a moment ago, and lead every other to the login page.
HALFWAY = {"second": "/second/", "second_setup": "/second/setup/"}
ANY_MEMBER = {"unlock", "logout", "home"}
# A member's own pages: any role, unlocked.
OWN: dict[str, tuple[str, str]] = {
    "confirm": ("GET", "/confirm/"),
    "account": ("GET", "/account/"),
    "password": ("POST", "/account/password/"),
    "end_session": ("POST", "/account/sessions/"),
    "add_factor": ("GET", "/account/second/"),
    "remove_factor": ("POST", "/account/remove/"),
    "new_codes": ("POST", "/account/codes/"),
}
GUARDED: dict[str, tuple[str, str, Permission]] = {
    "queue": ("GET", "/reports/", Permission.READ_QUEUE),
    "report": ("GET", f"/reports/{SOME}/", Permission.OPEN_REPORT),
    "make_case": ("POST", f"/reports/{SOME}/case/", Permission.MAKE_CASE),
    "close_report": ("POST", f"/reports/{SOME}/close/", Permission.CLOSE_REPORT),
    "answer": ("POST", f"/reports/{SOME}/answer/", Permission.ANSWER_REPORTER),
    "decide_erasure": ("POST", f"/reports/{SOME}/erasure/", Permission.DECIDE_ERASURE),
    "cases": ("GET", "/cases/", Permission.READ_CASES),
    "case": ("GET", f"/cases/{SOME}/", Permission.OPEN_CASE),
    "reveal": ("POST", f"/cases/{SOME}/contacts/", Permission.REVEAL_CONTACT),
    "correct": ("POST", f"/cases/{SOME}/record/", Permission.OPEN_CASE),
    "decide": ("POST", f"/cases/{SOME}/decision/", Permission.DECIDE_HOLD),
    "propose": ("POST", f"/cases/{SOME}/propose/", Permission.PROPOSE_REFERRAL),
    "ledger": ("GET", f"/cases/{SOME}/ledger/", Permission.OPEN_CASE),
    "ledger_file": ("POST", f"/cases/{SOME}/ledger/print/", Permission.OPEN_CASE),
    "handings": ("GET", f"/cases/{SOME}/hand/", Permission.PROPOSE_REFERRAL),
    "hand": ("POST", f"/cases/{SOME}/hand/htcds/", Permission.PROPOSE_REFERRAL),
    "close_case": ("POST", f"/cases/{SOME}/close/", Permission.CLOSE_CASE),
    "reopen_case": ("POST", f"/cases/{SOME}/reopen/", Permission.CLOSE_CASE),
    "erase_case": ("POST", f"/cases/{SOME}/erase/", Permission.ERASE),
    "matches": ("GET", "/matches/", Permission.MATCH),
    "enter_more": ("POST", "/matches/index/", Permission.MATCH),
    "compare": ("GET", "/matches/1/2/", Permission.MATCH),
    "judge": ("POST", "/matches/1/2/judge/", Permission.MATCH),
    "referral": ("GET", f"/referrals/{SOME}/", Permission.OPEN_CASE),
    "preview": ("GET", f"/referrals/{SOME}/pack.pdf", Permission.OPEN_CASE),
    "approve": ("POST", f"/referrals/{SOME}/approve/", Permission.APPROVE_REFERRAL),
    "take": ("POST", f"/referrals/{SOME}/take/", Permission.TAKE_PACK),
    "passphrase": ("POST", f"/referrals/{SOME}/passphrase/", Permission.APPROVE_REFERRAL),
    "answered": ("POST", f"/referrals/{SOME}/answered/", Permission.TAKE_PACK),
    "recall": ("POST", f"/referrals/{SOME}/recall/", Permission.TAKE_PACK),
    "directory": ("GET", "/directory/", Permission.READ_DIRECTORY),
    "entry": ("GET", "/directory/nobody/", Permission.READ_DIRECTORY),
    "erasures": ("GET", "/erasures/", Permission.ERASE),
    "erase_report": ("POST", "/erasures/report/", Permission.ERASE),
    "certificate": ("GET", "/erasures/1/", Permission.ERASE),
    "audit": ("GET", "/audit/", Permission.READ_AUDIT),
    "members": ("GET", "/members/", Permission.READ_MEMBERS),
    "invite": ("POST", "/members/invite/", Permission.INVITE_MEMBER),
    "withdraw": ("POST", "/members/withdraw/", Permission.INVITE_MEMBER),
    "grant": ("POST", "/members/grant/", Permission.GRANT_VAULTS),
    "change_role": ("POST", "/members/role/", Permission.INVITE_MEMBER),
    "switch_off": ("POST", "/members/off/", Permission.INVITE_MEMBER),
    "switch_on": ("POST", "/members/on/", Permission.INVITE_MEMBER),
}
# An empty form is refused with a reason, or changes nothing and leads back.
ANSWERED_EMPTY = {"invite": 400, "withdraw": 302, "enter_more": 302}
EVERY = {**{name: (method, path) for name, (method, path, _) in GUARDED.items()}, **OWN}
# These ask for password or factor again when neither was shown within five minutes.
FRESH = {"reveal", "approve", "take", "passphrase", "recall", "invite", "grant", "change_role", "switch_off"}
FRESH |= {
    "switch_on",
    "ledger_file",
    "erase_case",
    "erase_report",
    "add_factor",
    "remove_factor",
    "new_codes",
}


def pages(urlconf: str) -> set[str]:
    return {str(one.name) for one in get_resolver(urlconf).url_patterns if isinstance(one, URLPattern)}


def test_every_page_of_the_desk_stands_in_a_table() -> None:
    assert pages("bothends.web.urls_desk") == OPEN | set(HALFWAY) | ANY_MEMBER | set(EVERY)


def test_every_page_of_the_public_site_is_meant_for_strangers() -> None:
    meant = {"welcome", "first", "tell", "check", "send", "receipt", "leave", "privacy", "sealed"}
    meant |= {"return", "thread", "add", "withdraw", "erase", "offer", "acknowledge"}
    assert pages("bothends.web.urls_public") == meant


def knock(client: Client, name: str) -> int:
    method, path, _ = GUARDED[name]
    return int(client.generic(method, path).status_code)


def test_a_stranger_is_led_to_the_login_page(desk: cast.Desk) -> None:
    for name, (method, path) in {**EVERY, **{name: ("GET", path) for name, path in HALFWAY.items()}}.items():
        answer = Client().generic(method, path)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/login/"), name


@pytest.mark.parametrize("login", ["carol", "eve"])
def test_a_right_password_alone_opens_no_page(desk: cast.Desk, login: str) -> None:
    browser = halfway(login)
    for name, (method, path) in EVERY.items():
        answer = browser.generic(method, path)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/login/"), name
    for path in ("/", "/unlock/", "/logout/"):
        assert browser.get(path).headers["Location"].startswith("/login/"), path


def test_whoever_has_a_factor_cannot_set_up_another_with_the_password_alone(desk: cast.Desk) -> None:
    browser = halfway("carol")
    for answer in (browser.get("/second/setup/"), browser.post("/second/setup/", {"code": "123456"})):
        assert answer.headers["Location"] == "/second/"


@pytest.mark.parametrize("login", cast.ROLES)
def test_a_role_passes_only_the_doors_it_lists(desk: cast.Desk, login: str) -> None:
    browser = member(login)
    for name, (_, _, permission) in GUARDED.items():
        allowed = may(cast.ROLES[login], permission)
        # A member who may enter finds nothing behind an invented number: missing, not forbidden.
        expected = {200, 404, ANSWERED_EMPTY.get(name, 200)} if allowed else {403}
        assert knock(browser, name) in expected, (login, name)


def test_a_member_whose_keys_are_locked_must_unlock_first(desk: cast.Desk) -> None:
    browser = member("carol")
    del browser.cookies["unlock"]
    for name, (method, path) in EVERY.items():
        if name in OWN or may("caseworker", GUARDED[name][2]):
            answer = browser.generic(method, path)
            assert answer.headers.get("Location", "").startswith("/unlock/"), name


@pytest.mark.parametrize("login", ["carol", "dana", "eve"])
def test_a_step_that_matters_asks_again_after_five_minutes(desk: cast.Desk, login: str) -> None:
    browser = member(login)
    grow_old(browser)
    for name, (method, path) in EVERY.items():
        if name not in OWN and not may(cast.ROLES[login], GUARDED[name][2]):
            continue
        asked = browser.generic(method, path).headers.get("Location", "").startswith("/confirm/")
        assert asked == (name in FRESH), name


def test_a_supporter_loses_sight_of_the_case(desk: cast.Desk) -> None:
    story = until_proposed()
    ben = member("ben")
    assert ben.get(f"/reports/{story.report.pk}/").status_code == 404
    assert ben.get(f"/cases/{story.case.pk}/").status_code == 403
    assert ben.get(f"/referrals/{story.referral.pk}/").status_code == 403
    assert str(story.report.pk) not in ben.get("/reports/").content.decode()


def test_a_member_who_was_made_inactive_is_out_at_once(desk: cast.Desk) -> None:
    from bothends.web.store.models import Member

    browser = member("carol")
    Member.objects.filter(login="carol").update(active=False)
    assert browser.get("/cases/").headers["Location"].startswith("/login/")
