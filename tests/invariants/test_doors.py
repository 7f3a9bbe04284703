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
from tests.web.desk_story import member, until_proposed

SOME = uuid4()
OPEN = {"login"}
ANY_MEMBER = {"unlock", "logout", "home"}
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
    "close_case": ("POST", f"/cases/{SOME}/close/", Permission.CLOSE_CASE),
    "reopen_case": ("POST", f"/cases/{SOME}/reopen/", Permission.CLOSE_CASE),
    "erase_case": ("POST", f"/cases/{SOME}/erase/", Permission.ERASE),
    "referral": ("GET", f"/referrals/{SOME}/", Permission.OPEN_CASE),
    "preview": ("GET", f"/referrals/{SOME}/pack.pdf", Permission.OPEN_CASE),
    "approve": ("POST", f"/referrals/{SOME}/approve/", Permission.APPROVE_REFERRAL),
    "take": ("POST", f"/referrals/{SOME}/take/", Permission.TAKE_PACK),
    "directory": ("GET", "/directory/", Permission.READ_DIRECTORY),
    "entry": ("GET", "/directory/nobody/", Permission.READ_DIRECTORY),
    "erasures": ("GET", "/erasures/", Permission.ERASE),
    "erase_report": ("POST", "/erasures/report/", Permission.ERASE),
    "certificate": ("GET", "/erasures/1/", Permission.ERASE),
    "audit": ("GET", "/audit/", Permission.READ_AUDIT),
}


def pages(urlconf: str) -> set[str]:
    return {str(one.name) for one in get_resolver(urlconf).url_patterns if isinstance(one, URLPattern)}


def test_every_page_of_the_desk_stands_in_a_table() -> None:
    assert pages("bothends.web.urls_desk") == OPEN | ANY_MEMBER | set(GUARDED)


def test_every_page_of_the_public_site_is_meant_for_strangers() -> None:
    meant = {"welcome", "first", "tell", "check", "send", "receipt", "leave", "privacy", "sealed"}
    meant |= {"return", "thread", "add", "withdraw", "erase"}
    assert pages("bothends.web.urls_public") == meant


def knock(client: Client, name: str) -> int:
    method, path, _ = GUARDED[name]
    return int(client.generic(method, path).status_code)


def test_a_stranger_is_led_to_the_login_page(desk: cast.Desk) -> None:
    for name in GUARDED:
        method, path, _ = GUARDED[name]
        answer = Client().generic(method, path)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/login/"), name


@pytest.mark.parametrize("login", cast.ROLES)
def test_a_role_passes_only_the_doors_it_lists(desk: cast.Desk, login: str) -> None:
    browser = member(login)
    for name, (_, _, permission) in GUARDED.items():
        allowed = may(cast.ROLES[login], permission)
        # A member who may enter finds nothing behind an invented number: missing, not forbidden.
        expected = {200, 404} if allowed else {403}
        assert knock(browser, name) in expected, (login, name)


def test_a_member_whose_keys_are_locked_must_unlock_first(desk: cast.Desk) -> None:
    browser = member("carol")
    del browser.cookies["unlock"]
    for name, (method, path, permission) in GUARDED.items():
        if may("caseworker", permission):
            answer = browser.generic(method, path)
            assert answer.headers.get("Location", "").startswith("/unlock/"), name


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
