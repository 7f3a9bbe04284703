"""Joining by a code that somebody was told: once, for seven days, with a password of one's own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothends.web.store.models import AuditEvent, Invitation, Member
from tests import cast
from tests.web.desk_story import member

NEW_PASSWORD = "eleven quiet lanterns above a river"


def invite(login: str = "chen", role: str = "caseworker") -> str:
    """Eve makes an invitation on the desk's page; returns the code as she reads it out."""
    page = member("eve").post("/members/invite/", {"login": login, "role": role})
    assert page.status_code == 200, page.content
    return re.findall(r'id="invitation">([\d ]+)<', page.content.decode())[0]


def join(code: str, password: str = NEW_PASSWORD, *, again: str | None = None) -> tuple[Client, int, str]:
    browser = Client()
    form = {"code": code, "password": password, "again": password if again is None else again}
    answer = browser.post("/join/", form)
    return browser, answer.status_code, answer.content.decode() or answer.headers.get("Location", "")


def test_an_invited_person_joins_with_their_own_password_and_holds_no_key(desk: cast.Desk) -> None:
    _, status, where = join(invite())
    assert (status, where) == (302, "/second/setup/")
    chen = Member.objects.get(login="chen")
    assert chen.role == "caseworker"
    assert not chen.grants.exists()
    joined = AuditEvent.objects.get(action="member_joined")
    assert (joined.actor, joined.subject) == ("member:chen", "member:chen")


def test_a_code_works_once(desk: cast.Desk) -> None:
    code = invite()
    join(code)
    _, status, page = join(code)
    assert status == 400
    assert "not valid" in page


def test_a_code_expires_after_seven_days(desk: cast.Desk) -> None:
    code = invite()
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "not valid" in join(code)[2]


def test_a_mistyped_code_says_so_and_a_code_nobody_made_is_only_not_valid(desk: cast.Desk) -> None:
    code = invite()
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert "mistyped" in join(wrong)[2]
    assert "not valid" in join("0" * 25)[2]


def test_the_code_may_be_typed_without_blanks_and_in_other_digits(desk: cast.Desk) -> None:
    code = invite().replace(" ", "").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert join(code)[1] == 302


def test_a_second_invitation_for_a_name_makes_the_first_worthless(desk: cast.Desk) -> None:
    first, second = invite(), invite()
    assert join(first)[1] == 400
    assert join(second)[1] == 302


def test_a_withdrawn_invitation_is_worthless(desk: cast.Desk) -> None:
    code = invite()
    member("eve").post("/members/withdraw/", {"login": "chen"})
    assert join(code)[1] == 400


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "12 characters"),
        ("qwertyuiopasdf", "easy to guess"),
        ("chen test desk", "easy to guess"),
        ("passwordpassword", "easy to guess"),
        ("201520162017", "easy to guess"),
    ],
)
def test_an_easy_password_is_refused_with_the_reason_and_the_code_stays_good(
    desk: cast.Desk, password: str, says: str
) -> None:
    code = invite()
    _, status, page = join(code, password)
    assert status == 400
    assert says in page
    assert password not in page
    assert join(code)[1] == 302


def test_two_different_passwords_change_nothing(desk: cast.Desk) -> None:
    code = invite()
    assert "differ" in join(code, again="something else entirely")[2]
    assert not Member.objects.filter(login="chen").exists()


def test_nobody_invites_themselves_anew(desk: cast.Desk) -> None:
    answer = member("eve").post("/members/invite/", {"login": "eve", "role": "approver"})
    assert answer.status_code == 400
    assert not Invitation.objects.exists()
