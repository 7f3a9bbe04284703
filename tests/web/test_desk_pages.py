"""The desk's pages, one sentence each: what a member sees, and what happens with wrong input."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from bothends.web.store.models import Case
from tests import cast
from tests.web.desk_story import HOW, member, told, until_case, until_proposed


def text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_the_queue_is_ordered_by_urgency_and_says_nothing_of_the_content(desk: cast.Desk) -> None:
    report = cast.report()
    for number, level in enumerate(("routine", "urgent", "soon")):
        urgency = replace(report.findings.urgency, level=level)
        told(replace(report, findings=replace(report.findings, urgency=urgency)), sent_tag=bytes([number]))
    page = text(member("ben"), "/reports/")
    order = [page.index(f'badge {level}"') for level in ("urgent", "soon", "routine")]
    assert order == sorted(order)
    assert not any(word in page for word in cast.SECRET_WORDS)


def test_a_report_shows_both_columns_with_the_marked_words_and_the_advice(desk: cast.Desk) -> None:
    row = told()
    page = text(member("ben"), f"/reports/{row.pk}/")
    assert '<mark title="document retention">they took my passport</mark>' in page
    assert "Signs of a money tactic" in page
    assert "Money is asked for" in page or "money" in page.lower()
    assert "No contact." in page
    assert cast.SECRET_WORDS[2] not in page, "contact details only in the case, on request"


def test_a_case_names_no_reporter(desk: cast.Desk) -> None:
    case = until_case()
    assert "ashareports" not in text(member("carol"), f"/cases/{case.pk}/")


def test_a_correction_changes_the_route(desk: cast.Desk) -> None:
    case = until_case()
    carol = member("carol")
    form = {"name": "B", "nationality": "Viet Nam", "country": "Cambodia", "place": "Bavet"}
    assert carol.post(f"/cases/{case.pk}/record/", form).status_code == 302
    page = text(carol, f"/cases/{case.pk}/")
    assert "Embassy of Viet" in page.split('class="routes"', 1)[1].split("</h3>", 1)[0]


def test_an_unknown_country_changes_nothing_and_names_the_nearest(desk: cast.Desk) -> None:
    case = until_case()
    answer = member("carol").post(
        f"/cases/{case.pk}/record/", {"nationality": "Cambodja-land", "country": "Camboda"}
    )
    assert answer.status_code == 400
    assert "That country is not known" in answer.content.decode()
    assert Case.objects.get().revision == 1


def test_two_corrections_at_once_do_not_overwrite_each_other(desk: cast.Desk) -> None:
    from bothends.core.errors import Refused
    from bothends.web.store.actions import assess

    case = until_case()
    carol = desk.keyring("carol")
    file = assess.open_case(case, by=carol, page="")
    assess.correct_case(case, file=replace(file, noted=("asylum",)), by=carol, page="")
    with pytest.raises(Refused, match="Somebody else"):
        assess.correct_case(case, file=file, by=carol, page="")


def test_the_same_handle_in_two_reports_is_suggested(desk: cast.Desk) -> None:
    first, second = until_case(told(sent_tag=b"a")), until_case(told(sent_tag=b"b"))
    carol = member("carol")
    text(carol, f"/cases/{first.pk}/")
    page = text(carol, f"/cases/{second.pk}/")
    assert f"Case {first.code}</a>: very likely. Same phone number" in page


def test_the_directory_finds_missions_in_any_of_its_languages(desk: cast.Desk) -> None:
    page = text(member("carol"), "/directory/?sending=Kenya&host=泰国")
    assert "Embassy of Kenya in Bangkok" in page


def test_the_directory_says_when_a_country_is_unknown(desk: cast.Desk) -> None:
    assert "not known" in text(member("carol"), "/directory/?sending=Ruritania")


@pytest.mark.parametrize(
    ("how", "key"), [("", "age1x"), (HOW, "age1x"), ("short", ""), (HOW, "AGE-SECRET-KEY-1X")]
)
def test_a_verification_needs_a_sentence_and_a_key_that_is_one(desk: cast.Desk, how: str, key: str) -> None:
    carol = member("carol")
    entry = text(carol, "/directory/").split('<li><a href="/directory/', 1)[1].split("/", 1)[0]
    answer = carol.post(f"/directory/{entry}/", {"how": how, "recipient": key})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_the_pack_is_shown_as_a_pdf_before_approval(desk: cast.Desk) -> None:
    story = until_proposed()
    answer = member("dana").get(f"/referrals/{story.referral.pk}/pack.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_audit_page_says_when_the_trail_is_broken(desk: cast.Desk) -> None:
    from bothends.web.store.models import AuditEvent

    eve = member("eve")
    assert "whole" in text(eve, "/audit/")
    AuditEvent.objects.filter(seq=3).update(actor="member:nobody")
    assert "broken" in text(eve, "/audit/")


def test_a_wrong_password_opens_nothing_and_says_so(desk: cast.Desk) -> None:
    answer = Client().post("/login/", {"login": "carol", "password": "wrong"})
    assert answer.status_code == 403
    assert "Nothing was opened" in answer.content.decode()


def test_after_logging_out_the_keys_are_gone(desk: cast.Desk) -> None:
    browser = member("carol")
    assert browser.post("/logout/").headers["Clear-Site-Data"]
    assert browser.get("/cases/").headers["Location"].startswith("/login/")


def test_after_a_quiet_while_the_password_is_asked_again(desk: cast.Desk, settings: object) -> None:
    browser = member("carol")
    session = browser.session
    session["touched"] -= 16 * 60
    session.save()
    assert browser.get("/cases/").headers["Location"].startswith("/unlock/")
    answer = browser.post("/unlock/", {"password": cast.PASSWORD, "next": "/cases/"})
    assert answer.headers["Location"] == "/cases/"
    assert browser.get("/cases/").status_code == 200


def test_unlocking_never_leads_to_another_site(desk: cast.Desk) -> None:
    browser = member("carol")
    answer = browser.post("/unlock/", {"password": cast.PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
