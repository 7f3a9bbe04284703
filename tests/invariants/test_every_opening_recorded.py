"""P7 Every opening is recorded: who, what, when, on which page; and the trail stays whole."""

from __future__ import annotations

from bothends.web.store.audit import first_break
from bothends.web.store.models import AuditEvent, AuditHead, Referral
from tests import cast
from tests.web.desk_story import code_for, halfway, member, told, until_case, until_proposed


def newest() -> tuple[str, str, str, str]:
    event = AuditEvent.objects.latest("seq")
    return event.actor, event.action, event.subject, event.page


def test_opening_a_report_is_written_down(desk: cast.Desk) -> None:
    row = told()
    member("ben").get(f"/reports/{row.pk}/")
    assert newest() == ("member:ben", "report_opened", f"report:{row.pk}", f"/reports/{row.pk}/")


def test_opening_a_case_is_written_down(desk: cast.Desk) -> None:
    case = until_case()
    member("dana").get(f"/cases/{case.pk}/")
    assert newest() == ("member:dana", "case_opened", f"case:{case.pk}", f"/cases/{case.pk}/")


def test_looking_at_contact_details_is_written_down(desk: cast.Desk) -> None:
    case = until_case()
    page = f"/cases/{case.pk}/contacts/"
    assert cast.SECRET_WORDS[2] in member("carol").post(page).content.decode()
    assert newest() == ("member:carol", "contact_revealed", f"case:{case.pk}", page)


def test_reading_and_taking_a_pack_is_written_down(desk: cast.Desk) -> None:
    story = until_proposed()
    page = f"/referrals/{story.referral.pk}"
    dana = member("dana")
    dana.get(f"{page}/pack.pdf")
    assert newest() == ("member:dana", "pack_previewed", f"referral:{story.referral.pk}", f"{page}/pack.pdf")
    dana.post(f"{page}/approve/")
    assert newest()[1] == "referral_approved"
    member("carol").post(f"{page}/take/")
    assert newest() == ("member:carol", "pack_taken", f"referral:{story.referral.pk}", f"{page}/take/")


def test_a_refused_password_is_written_down_without_what_was_typed(desk: cast.Desk) -> None:
    from django.test import Client

    Client().post("/login/", {"login": "carol", "password": "a-password-typed"})
    assert newest() == ("stranger", "login_refused", "member:carol", "")
    Client().post("/login/", {"login": "a-password-typed", "password": "x"})
    assert newest() == ("stranger", "login_refused", "", "")


def test_logging_in_and_a_refused_second_factor_are_written_down(desk: cast.Desk) -> None:
    browser = halfway("carol")
    assert newest() == ("member:carol", "password_accepted", "", "")
    browser.post("/second/", {"code": "000000"})
    assert newest() == ("stranger", "factor_refused", "member:carol", "")
    browser.post("/second/", {"code": code_for("carol")})
    assert newest() == ("member:carol", "logged_in", "", "")


def test_the_trail_of_a_whole_story_is_whole(desk: cast.Desk) -> None:
    story = until_proposed()
    member("dana").post(f"/referrals/{story.referral.pk}/approve/")
    assert Referral.objects.get().state == "approved"
    assert first_break(AuditEvent.objects.order_by("seq"), AuditHead.objects.get()) is None
