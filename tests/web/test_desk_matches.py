"""Suggestions on the desk: a reason a line, two records side by side, a judgement that can be taken back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from bothends.core.report import Contact, Person, Report
from bothends.web.store.models import AuditEvent, Case, MatchEntry, MatchJudgement
from tests import cast
from tests.web.desk_story import member, told, until_case

SAME_PHONE = "Same phone number"


def reported(**person: object) -> Report:
    return replace(cast.report(), person=replace(cast.report().person, **person))


def text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


@pytest.fixture
def carol(desk: cast.Desk) -> Client:
    return member("carol")


@pytest.fixture
def pair(carol: Client) -> tuple[Case, Case]:
    """Two cases about one person, both opened by Carol."""
    cases = until_case(told(sent_tag=b"a")), until_case(told(reported(name="Otieno Baraka"), sent_tag=b"b"))
    for one in cases:
        text(carol, f"/cases/{one.pk}/")
    return cases


def address(pair: tuple[Case, Case]) -> str:
    one, two = (MatchEntry.objects.get(case=case).pk for case in pair)
    return f"/matches/{one}/{two}/"


def judged(browser: Client, path: str, verdict: str, after: int = 0) -> int:
    return int(browser.post(f"{path}judge/", {"verdict": verdict, "after": str(after)}).status_code)


def test_a_suggestion_says_why_and_names_no_contact(carol: Client, pair: tuple[Case, Case]) -> None:
    for one, other in (pair, pair[::-1]):
        page = text(carol, f"/cases/{one.pk}/")
        line = page.split("Perhaps the same person")[1].split("</li>")[0]
        assert f"{other.code}</a>" in line
        assert SAME_PHONE in line
        assert "same place" in line
        assert "900123" not in page
    assert AuditEvent.objects.filter(action="matches_shown").count() >= 2


def test_somebody_else_is_not_suggested(carol: Client, pair: tuple[Case, Case]) -> None:
    other = reported(
        name="Nguyen Thi Hoa", contacts=(Contact("phone", "+84900111222"),), place=None, aliases=()
    )
    row = told(other, sent_tag=b"c")
    assert "Perhaps the same person" not in text(carol, f"/reports/{row.pk}/")


def test_a_report_is_compared_when_a_member_with_casework_opens_it(
    desk: cast.Desk, pair: tuple[Case, Case]
) -> None:
    row = told(sent_tag=b"c")
    assert "Perhaps the same" not in text(member("ben"), f"/reports/{row.pk}/")
    assert not MatchEntry.objects.filter(report=row).exists()
    carol = member("carol")
    assert pair[0].code in text(carol, f"/reports/{row.pk}/").split("Perhaps the same person")[1]
    assert f"Report {row.pk.hex[:8].upper()}</a>" in text(carol, f"/cases/{pair[0].pk}/")


def test_who_approves_is_shown_cases_and_no_report_they_may_not_open(pair: tuple[Case, Case]) -> None:
    row = told(sent_tag=b"c")
    text(member("carol"), f"/reports/{row.pk}/")
    dana = member("dana")
    page = text(dana, f"/cases/{pair[0].pk}/")
    assert pair[1].code in page
    assert row.pk.hex[:8].upper() not in page
    one, two = (MatchEntry.objects.get(**of).pk for of in ({"case": pair[0]}, {"report": row}))
    assert dana.get(f"/matches/{one}/{two}/").status_code == 404
    assert judged(dana, f"/matches/{one}/{two}/", "same") == 404


def test_a_hand_over_takes_card_and_judgements_along(carol: Client, pair: tuple[Case, Case]) -> None:
    row = told(sent_tag=b"c")
    text(carol, f"/reports/{row.pk}/")
    entry = MatchEntry.objects.get(report=row)
    first = MatchEntry.objects.get(case=pair[0])
    assert judged(carol, f"/matches/{first.pk}/{entry.pk}/", "same") == 302
    case = until_case(row)
    assert MatchEntry.objects.get(case=case).pk == entry.pk
    assert "the same person, said carol" in text(carol, f"/cases/{case.pk}/")


def test_side_by_side_shows_both_and_writes_both_openings_down(
    carol: Client, pair: tuple[Case, Case]
) -> None:
    before = AuditEvent.objects.filter(action="case_opened").count()
    page = text(carol, address(pair))
    assert AuditEvent.objects.filter(action="case_opened").count() == before + 2
    assert page.count('data-label="Case ') >= 20
    assert "Speaks for one person" in page
    assert "Speaks against it" in page
    assert "very strongly" in page
    assert '<meter min="0" max="8" value="' in page
    assert not re.search(r"0\.\d\d|\d+ ?%", page.split("What speaks for and against")[1])
    assert "900123" not in page
    assert "ashareports" not in page


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_judged_pair_is_not_offered_again_until_the_evidence_changes(
    carol: Client, pair: tuple[Case, Case], verdict: str
) -> None:
    path = address(pair)
    assert judged(carol, path, verdict) == 302
    page = text(carol, f"/cases/{pair[0].pk}/")
    assert "Perhaps the same person" not in page
    assert "Compared already (1)" in page
    form = {"name": "Baraka Otieno", "nationality": "Uganda", "country": "Myanmar", "place": "Bavet"}
    assert carol.post(f"/cases/{pair[1].pk}/record/", form).status_code == 302
    text(carol, f"/cases/{pair[1].pk}/")
    again = text(carol, f"/cases/{pair[0].pk}/")
    assert "The evidence has changed" in again.split("Perhaps the same person")[1]


def test_taking_back_offers_it_again_and_stays_in_history_and_trail(
    carol: Client, pair: tuple[Case, Case]
) -> None:
    path = address(pair)
    assert judged(carol, path, "different") == 302
    assert judged(carol, path, "taken_back", after=1) == 302
    assert "Perhaps the same person" in text(carol, f"/cases/{pair[0].pk}/")
    history = text(carol, path).split("History (2)")[1]
    assert "carol: not the same person" in history
    assert "carol: taken back" in history
    acts = (
        AuditEvent.objects.filter(subject__startswith="entries:")
        .order_by("seq")
        .values_list("action", flat=True)
    )
    assert list(acts) == ["match_judged", "judgement_taken_back"]
    assert judged(carol, path, "taken_back", after=2) == 409


def test_of_two_who_judge_at_once_the_second_is_told(carol: Client, pair: tuple[Case, Case]) -> None:
    path, dana = address(pair), member("dana")
    assert judged(carol, path, "same") == 302
    answer = dana.post(f"{path}judge/", {"verdict": "different", "after": "0"})
    assert answer.status_code == 409
    assert "Somebody else judged these two meanwhile" in answer.content.decode()
    assert MatchJudgement.objects.count() == 1
    assert AuditEvent.objects.filter(action="match_judged").count() == 1
    assert judged(dana, path, "different", after=1) == 302


@pytest.mark.parametrize(
    ("verdict", "after"), [("", "0"), ("certainly", "0"), ("same", ""), ("same", "-1"), ("same", "x" * 50)]
)
def test_a_form_that_is_wrong_changes_nothing(
    carol: Client, pair: tuple[Case, Case], verdict: str, after: str
) -> None:
    answer = carol.post(f"{address(pair)}judge/", {"verdict": verdict, "after": after})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not MatchJudgement.objects.exists()


def test_no_record_is_compared_with_itself_or_with_nothing(carol: Client, pair: tuple[Case, Case]) -> None:
    one = MatchEntry.objects.get(case=pair[0]).pk
    for path in (f"/matches/{one}/{one}/", f"/matches/{one}/99999/", f"/matches/{one}/{1 << 70}/"):
        assert carol.get(path).status_code == 404
        assert judged(carol, path, "same") == 404


def test_the_same_pair_the_other_way_round_is_one_pair(carol: Client, pair: tuple[Case, Case]) -> None:
    assert judged(carol, address(pair), "same") == 302
    assert "carol said on" in text(carol, address(pair[::-1]))


def test_places_and_contacts_named_by_several_are_listed_without_the_contact(
    carol: Client, pair: tuple[Case, Case]
) -> None:
    page = text(carol, "/matches/")
    places, contacts = page.split('id="contacts"')
    assert "Zebrafinchpark" in places
    assert "2 records" in places
    assert "The same phone number" in contacts
    assert all(one.code in contacts for one in pair)
    assert "900123" not in page
    assert AuditEvent.objects.filter(action="clusters_shown").count() == 1
    assert "place (1)" in text(carol, f"/cases/{pair[0].pk}/")


def test_what_was_judged_is_counted_with_how_sure_that_is(carol: Client, pair: tuple[Case, Case]) -> None:
    assert "No judgements of this desk yet" in text(carol, "/matches/")
    judged(carol, address(pair), "same")
    page = text(carol, "/matches/").split("How good the suggestions are here")[1]
    assert "0.21 to 1.00" in page
    assert "From 1 judgements of this desk" in page
    judged(carol, address(pair), "unsure", after=1)
    assert "No judgements of this desk yet" in text(carol, "/matches/")


def test_cases_nobody_has_opened_are_entered_on_request_and_written_down(
    carol: Client, pair: tuple[Case, Case]
) -> None:
    case = until_case(told(sent_tag=b"d"))
    assert "1 case nobody with casework has opened yet" in text(carol, "/matches/")
    assert carol.post("/matches/index/").status_code == 302
    assert MatchEntry.objects.filter(case=case).exists()
    assert AuditEvent.objects.filter(action="case_opened", subject=f"case:{case.pk}").count() == 1
    assert "nobody with casework" not in text(carol, "/matches/")
    assert "3 records" in text(carol, "/matches/")


def test_a_person_of_whom_nothing_is_known_meets_nobody(carol: Client) -> None:
    empty = replace(cast.report(), person=Person())
    rows = [told(empty, sent_tag=bytes([number])) for number in range(2)]
    for row in rows:
        page = text(carol, f"/reports/{row.pk}/")
    assert "Perhaps the same person" not in page
    assert MatchEntry.objects.count() == 2
