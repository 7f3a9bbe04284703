"""Answers of the public form become one report, and nothing that was said is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothends.core.findings import Evidence, Finding, Findings, Level, Urgency
from bothends.core.intake.form import Said, from_answers, joined, suggested
from bothends.core.report import Contact, Dropped, Person, Place, Report

CODES = {"Viet Nam": "VNM", "Cambodia": "KHM"}


def report(answers: dict[str, str], said: Said | None = None) -> Report:
    return from_answers(
        answers,
        said=said or Said(),
        country_code=CODES.get,
        language="en",
        received_on="2026-03-01",
    )


def test_an_empty_form_is_a_report_with_nothing_in_it() -> None:
    assert report({}).person == Person()
    assert report({}).channel == "public_form"


def test_a_known_country_becomes_its_code() -> None:
    person = report({"nationality": "Viet Nam", "country": "Cambodia"}).person
    assert (person.nationality, person.country, person.words) == ("VNM", "KHM", None)


def test_a_country_nobody_knows_is_kept_as_typed() -> None:
    person = report({"nationality": "the north", "words": "Help"}).person
    assert person.nationality is None
    assert person.words == "Help\n[nationality] the north"


def test_a_day_that_is_no_date_is_kept_as_typed() -> None:
    person = report({"last_contact": "last Tuesday"}).person
    assert (person.last_contact, person.words) == (None, "[last_contact] last Tuesday")


@given(st.sampled_from(["nationality", "country", "last_contact"]), st.text(min_size=1))
def test_whatever_is_typed_for_a_country_or_a_day_is_in_the_report(name: str, typed: str) -> None:
    person = report({name: typed}).person
    assert not typed.strip() or typed.strip() in f"{person}{person.words}{getattr(person, name)}"


@pytest.mark.parametrize(
    ("sharing", "contact", "kept", "choice"),
    [
        ("share_contact", "a@example.org", "a@example.org", "share_contact"),
        ("desk_only", "a@example.org", "a@example.org", "desk_only"),
        ("anonymous", "a@example.org", None, "anonymous"),
        ("", "a@example.org", "a@example.org", "desk_only"),
        ("", "", None, "anonymous"),
        ("everyone", "", None, "anonymous"),
    ],
)
def test_the_contact_is_kept_as_the_reporter_chose(
    sharing: str, contact: str, kept: str | None, choice: str
) -> None:
    reporter = report({"sharing": sharing, "contact": contact}).reporter
    assert (reporter.contact, reporter.sharing) == (kept, choice)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("+84 90 123 45 67", "+84901234567"), ("090 123", "090 123"), ("@river", "@river"), ("+x", "+x")],
)
def test_a_number_that_says_its_country_becomes_e164(typed: str, kept: str) -> None:
    contacts = report({"contact_1": typed, "contact_1_kind": "phone"}).person.contacts
    assert contacts == (Contact("phone", kept),)


def test_a_contact_without_a_network_is_a_handle_and_an_empty_one_is_none() -> None:
    answers = {"contact_1": "", "contact_1_kind": "line", "contact_2": "river"}
    assert report(answers).person.contacts == (Contact("handle", "river"),)


def test_aliases_may_be_parted_by_any_comma() -> None:
    assert report({"aliases": "Tom、 Minh, Ah Wei，"}).person.aliases == ("Tom", "Minh", "Ah Wei")


def test_a_place_that_was_read_keeps_its_kind_and_a_corrected_one_does_not() -> None:
    said = Said(person=Person(place=Place("Bavet", "town", "KHM")))
    assert report({"place": "Bavet"}, said).person.place == Place("Bavet", "town", "KHM")
    assert report({"place": "Poipet", "country": "Cambodia"}, said).person.place == Place(
        "Poipet", "area", "KHM"
    )


def test_a_pasted_chat_is_not_kept_whole() -> None:
    assert report({"words": "[10:00] Minh: hello"}, Said(whole_words=False)).person.words is None


def test_an_attached_chat_is_the_channel_and_its_counts_are_kept() -> None:
    made = report({}, Said(format="line", dropped=Dropped(messages=7)))
    assert (made.channel, made.format, made.dropped.messages) == ("chat_export", "line", 7)


def test_what_is_suggested_and_sent_unchanged_comes_back_as_it_was_read() -> None:
    read = Person(
        name="Minh",
        aliases=("Tom",),
        contacts=(Contact("telegram", "@river"), Contact("phone", "+84901234567")),
        nationality="VNM",
        country="KHM",
        place=Place("Bavet", "town", "KHM"),
        last_contact="2026-02-01",
        languages=("vi",),
        child="yes",
    )
    names = {code: name for name, code in CODES.items()}
    assert report(suggested(read, country_name=names.__getitem__), Said(person=read)).person == read


def test_nothing_read_suggests_nothing() -> None:
    assert suggested(Person(), country_name=str) == {}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [("routine", "urgent", "urgent"), ("soon", "routine", "soon"), ("routine", "routine", "routine")],
)
def test_two_readings_together_are_as_urgent_as_the_more_urgent(
    one: Level, other: Level, level: Level
) -> None:
    both = joined(Findings(urgency=Urgency(one, ("a",))), Findings(urgency=Urgency(other, ("a", "b"))))
    assert both.urgency == Urgency(level, ("a", "b"))


def test_two_readings_together_keep_every_line_and_no_code_twice() -> None:
    first, second = Evidence("one"), Evidence("two")
    both = joined(
        Findings(evidence=(first,), indicators=(Finding("debt_bondage", (first,)),), advice=("pay_nothing",)),
        Findings(
            found=True,
            score=0.4,
            evidence=(second,),
            indicators=(Finding("debt_bondage", (second,)),),
            advice=("pay_nothing", "stop_contact"),
        ),
    )
    assert (both.found, both.score, both.evidence) == (True, 0.4, (first, second))
    assert both.indicators == (Finding("debt_bondage", (first, second)),)
    assert both.advice == ("pay_nothing", "stop_contact")


def test_an_answer_never_prints() -> None:
    assert "Minh" not in repr(report({"name": "Minh", "contact": "Minh", "words": "Minh"}))
