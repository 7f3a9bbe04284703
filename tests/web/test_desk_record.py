"""The desk's report and record: lines in context, distressing ones folded, every field correctable and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from bothends.core.findings import Evidence
from bothends.core.report import Report
from bothends.web.store.actions import assess
from bothends.web.store.models import AuditEvent, Case
from tests import cast
from tests.web.desk_story import member, told, until_case

FORM = {"name": "B", "nationality": "Kenya", "country": "Myanmar", "place": "Bavet"}


def with_line(line: Evidence, **more: object) -> Report:
    report = cast.report()
    findings = replace(report.findings, evidence=(line,), indicators=())
    return replace(report, findings=findings, **more)


def page_of(report: Report, sent_tag: bytes = b"one") -> str:
    row = told(report, sent_tag=sent_tag)
    return str(member("ben").get(f"/reports/{row.pk}/").content.decode())


def test_a_line_is_shown_between_its_neighbours(desk: cast.Desk) -> None:
    line = Evidence(
        "yes, they took it", spans=((5, 14, "isolation"),), before=("do you have it?",), after=("all",)
    )
    page = page_of(with_line(line))
    order = [page.index(part) for part in ("do you have it?", "<mark", '<p class="near" dir="auto">all</p>')]
    assert order == sorted(order)


@pytest.mark.parametrize("code", ["organ_threat", "suicidal_words", "physical_sexual_violence"])
def test_distressing_lines_are_folded_with_their_neighbours(desk: cast.Desk, code: str) -> None:
    page = page_of(with_line(Evidence("hard words", spans=((0, 4, code),), before=("hard before",))))
    folded = page.split('<details class="distressing">')[1].split("</details>")[0]
    assert "hard before" in folded
    assert "words" in folded


def test_which_layer_heard_it_is_said(desk: cast.Desk) -> None:
    line = Evidence("no door opens", spans=((0, 13, "isolation"),), similar=("isolation",))
    assert "heard by similar wording, not by a phrase" in page_of(with_line(line))
    assert "similar wording" not in page_of(cast.report(), b"two")


def test_rules_that_no_native_speaker_has_read_are_named(desk: cast.Desk) -> None:
    person = replace(cast.report().person, languages=("th", "en"))
    page = page_of(replace(cast.report(), person=person))
    assert "The rules for this language (th) have not been read by a native speaker" in page


def test_what_else_was_said_is_offered_as_a_choice(desk: cast.Desk) -> None:
    row = told(replace(cast.report(), also={"country": ("KHM",), "name": ("Juma",)}))
    case = until_case(row)
    page = member("carol").get(f"/cases/{case.pk}/").content.decode()
    assert "also said: Cambodia" in page
    assert '<datalist id="also-name"><option value="Juma"></datalist>' in page


def test_every_field_is_corrected_and_what_stood_there_is_kept(desk: cast.Desk) -> None:
    case = until_case()
    carol = member("carol")
    more = {
        "aliases": "Daud, Dave",
        "platform": "a game",
        "last_contact": "2026-11-09",
        "languages": "sw, en",
        "words": "other words",
        "flag": ["child", "fear_of_return"],
    }
    assert carol.post(f"/cases/{case.pk}/record/", {**FORM, **more}).status_code == 302
    file = assess.open_case(Case.objects.get(), by=desk.keyring("carol"), page="")
    person = file.person
    assert (person.aliases, person.platform, person.last_contact) == (
        ("Daud", "Dave"),
        "a game",
        "2026-11-09",
    )
    assert (person.languages, person.words) == (("sw", "en"), "other words")
    assert (person.child, person.fears_return) == ("yes", "yes")
    was = {one.name: one.was for one in file.corrections}
    assert was["name"] == "Barakawanjiru Otieno"
    assert was["place"] == "Zebrafinchpark"
    assert was.keys() == {
        "name", "aliases", "place", "platform", "last_contact", "languages", "words", "child", "fears_return",
    }  # fmt: skip
    assert {one.by for one in file.corrections} == {"carol"}
    assert AuditEvent.objects.filter(action="case_corrected").count() == 1
    assert b"Zebrafinchpark" not in bytes(Case.objects.get().body), "sealed with the case"
    assert "before: Barakawanjiru Otieno" in carol.get(f"/cases/{case.pk}/").content.decode()


def test_a_form_without_a_field_leaves_it_as_it_was(desk: cast.Desk) -> None:
    case = until_case()
    assert member("carol").post(f"/cases/{case.pk}/record/", FORM).status_code == 302
    person = assess.open_case(Case.objects.get(), by=desk.keyring("carol"), page="").person
    assert (person.aliases, person.platform, person.words) == (("David",), "whatsapp", "sunfish-lantern")


def contacts(browser: Client, case: Case, text: str) -> int:
    form = {"contacts_only": "yes", "contacts": text}
    return int(browser.post(f"/cases/{case.pk}/record/", form).status_code)


def test_contacts_are_corrected_where_they_are_shown_and_stay_closed_elsewhere(desk: cast.Desk) -> None:
    case = until_case()
    carol = member("carol")
    assert contacts(carol, case, "telegram: juma88\n") == 302
    file = assess.open_case(Case.objects.get(), by=desk.keyring("carol"), page="")
    assert [(one.kind, one.value) for one in file.person.contacts] == [("telegram", "juma88")]
    assert file.person.name == "Barakawanjiru Otieno"
    assert file.corrections[0].was == "phone: +254700900123"
    page = carol.get(f"/cases/{case.pk}/").content.decode()
    assert "+254700900123" not in page
    assert "juma88" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_contact", "yesterday"),
        ("languages", "the Swahili one"),
        ("aliases", "x" * 200),
        ("words", "x" * 20_001),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_says_why(desk: cast.Desk, field: str, value: str) -> None:
    case = until_case()
    assert member("carol").post(f"/cases/{case.pk}/record/", {**FORM, field: value}).status_code == 400
    assert Case.objects.get().revision == 1


def test_a_contact_of_no_known_kind_is_refused(desk: cast.Desk) -> None:
    case = until_case()
    assert contacts(member("carol"), case, "pigeon: grey") == 400
