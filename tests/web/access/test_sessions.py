"""Sessions end: idle, absolute, by their member, with a new password; and a member is told of refusals."""

from __future__ import annotations

import re

from django.test import Client

from bothends.web.store.models import Member
from tests import cast
from tests.web.desk_story import code_for, halfway, member

NEW_PASSWORD = "eleven quiet lanterns above a river"


def test_a_session_ends_after_its_hours_however_busy(desk: cast.Desk) -> None:
    carol = member("carol")
    session = carol.session
    session["began"] -= 12 * 3600 + 1
    session.save()
    assert carol.get("/cases/").headers["Location"].startswith("/login/")


def test_a_session_that_no_second_factor_began_is_no_session(desk: cast.Desk) -> None:
    forced = Client()
    forced.force_login(Member.objects.get(login="carol"))
    assert forced.get("/cases/").headers["Location"].startswith("/login/")
    assert forced.get("/unlock/").headers["Location"].startswith("/login/")


def test_a_session_planted_before_logging_in_is_worth_nothing(desk: cast.Desk) -> None:
    browser = halfway("carol")
    planted = browser.cookies["desk"].value
    browser.post("/second/", {"code": code_for("carol")})
    assert browser.cookies["desk"].value != planted
    thief = Client()
    thief.cookies["desk"] = planted
    assert thief.get("/cases/").headers["Location"].startswith("/login/")


def test_a_member_sees_their_sessions_and_ends_another(desk: cast.Desk) -> None:
    here, elsewhere = member("carol"), member("carol")
    page = here.get("/account/").content.decode()
    assert here.session.session_key not in page
    [name] = re.findall(r'name="session" value="([0-9a-f]+)"', page)
    here.post("/account/sessions/", {"session": name})
    assert elsewhere.get("/cases/").headers["Location"].startswith("/login/")
    assert here.get("/cases/").status_code == 200


def test_nobody_ends_the_session_of_another(desk: cast.Desk) -> None:
    carol, other, dana = member("carol"), member("carol"), member("dana")
    [name] = re.findall(r'name="session" value="([0-9a-f]+)"', carol.get("/account/").content.decode())
    dana.post("/account/sessions/", {"session": name})
    assert other.get("/cases/").status_code == 200


def test_a_new_password_keeps_the_keys_and_ends_the_other_sessions(desk: cast.Desk) -> None:
    here, elsewhere, waiting = member("carol"), member("carol"), halfway("carol")
    before = Member.objects.get(login="carol").recipient
    form = {"old": cast.PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert here.post("/account/password/", form).headers["Location"] == "/account/"
    assert here.get("/cases/").status_code == 200
    assert elsewhere.get("/cases/").headers["Location"].startswith("/login/")
    assert waiting.get("/second/").headers["Location"] == "/login/"
    assert Member.objects.get(login="carol").recipient == before
    again = halfway("carol", password=NEW_PASSWORD)
    assert again.post("/second/", {"code": code_for("carol")}).status_code == 302
    assert again.get("/cases/").status_code == 200
    old = Client().post("/login/", {"login": "carol", "password": cast.PASSWORD})
    assert old.status_code == 403


def test_a_new_password_needs_the_present_one_and_a_good_one(desk: cast.Desk) -> None:
    carol = member("carol")
    wrapped = bytes(Member.objects.get(login="carol").wrapped)
    for old, new, says in (
        ("not the password", NEW_PASSWORD, "present password"),
        (cast.PASSWORD, "carolcarolcarol", "easy to guess"),
    ):
        answer = carol.post("/account/password/", {"old": old, "new": new, "again": new})
        assert answer.status_code == 400
        assert says in answer.content.decode()
    assert bytes(Member.objects.get(login="carol").wrapped) == wrapped


def test_refused_tries_are_told_at_the_next_log_in(desk: cast.Desk) -> None:
    member("carol")
    Client().post("/login/", {"login": "carol", "password": "wrong"})
    browser = halfway("carol")
    browser.post("/second/", {"code": "000000"})
    answer = browser.post("/second/", {"code": code_for("carol")})
    assert answer.headers["Location"] == "/account/"
    assert "2 tries with your name were refused" in browser.get("/account/").content.decode()


def test_unlocking_needs_a_session_that_had_the_second_factor(desk: cast.Desk) -> None:
    browser = halfway("carol")
    answer = browser.post("/unlock/", {"password": cast.PASSWORD})
    assert answer.headers["Location"].startswith("/login/")
