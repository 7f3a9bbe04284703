"""One question a page: saving, skipping, going back, mistakes that lose nothing."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from bothends.web.public.questions import QUESTIONS, WORDS_LIMIT
from bothends.web.wording import from_settings, say
from tests.web.public.steps import answer


@pytest.mark.parametrize("question", [one.code for one in QUESTIONS])
def test_every_question_says_why_who_and_until_when(stranger: Client, question: str) -> None:
    asked = next(one for one in QUESTIONS if one.code == question)
    text = stranger.get(f"/en/tell/{question}/").content.decode()
    assert say(asked.why) in text
    assert say(asked.seen, desk=settings.DESK.settings["name"]) in text
    assert say("erased.draft", **from_settings(settings.DESK.settings)) in text


@pytest.mark.parametrize("question", [one.code for one in QUESTIONS])
def test_every_question_may_be_skipped_and_left_empty(stranger: Client, question: str) -> None:
    text = stranger.get(f"/en/tell/{question}/").content.decode()
    assert say("tell.skip") in text
    assert " required" not in text
    assert answer(stranger, question).status_code == 303


def test_continue_leads_through_all_questions_to_the_check(stranger: Client) -> None:
    path, seen = "/en/tell/you/", 0
    while path.startswith("/en/tell/"):
        path, seen = stranger.post(path).headers["Location"], seen + 1
    assert (path, seen) == ("/en/check/", len(QUESTIONS))


def test_no_more_than_twelve_pages_are_asked() -> None:
    assert len(QUESTIONS) <= 12


def test_going_back_shows_what_was_answered(stranger: Client) -> None:
    answer(stranger, "name", name="Minh Synthetic")
    assert 'value="Minh Synthetic"' in stranger.get("/en/tell/name/").content.decode()


def test_pages_may_be_answered_in_any_order_and_again(stranger: Client) -> None:
    answer(stranger, "where", place="Bavet")
    answer(stranger, "name", name="First")
    answer(stranger, "where", place="Poipet")
    answer(stranger, "name", name="Second")
    text = stranger.get("/en/check/").content.decode()
    assert "Poipet" in text
    assert "Second" in text
    assert "Bavet" not in text
    assert "First<" not in text


def test_two_tabs_do_not_undo_each_other(stranger: Client) -> None:
    answer(stranger, "you", kind="target")
    other_tab = Client()
    other_tab.cookies = stranger.cookies
    answer(stranger, "name", name="Minh Synthetic")
    answer(other_tab, "where", place="Bavet")
    text = stranger.get("/en/check/").content.decode()
    assert "Minh Synthetic" in text
    assert "Bavet" in text


def test_answers_too_long_are_refused_and_kept_on_the_page(stranger: Client) -> None:
    page = answer(stranger, "name", name="m" * 201)
    assert page.status_code == 422
    assert say("tell.too_long", limit=200) in page.content.decode()
    assert "m" * 201 in page.content.decode()


def test_the_words_may_have_twenty_thousand_characters_and_no_more(stranger: Client) -> None:
    assert answer(stranger, "words", words="é" * WORDS_LIMIT).status_code == 303
    page = answer(stranger, "words", words="é" * (WORDS_LIMIT + 1))
    assert page.status_code == 422
    assert "é" * (WORDS_LIMIT + 1) in page.content.decode()


def test_an_answer_that_was_not_offered_is_refused(stranger: Client) -> None:
    page = answer(stranger, "you", kind="'; DROP TABLE")
    assert page.status_code == 422
    assert say("tell.bad_choice") in page.content.decode()


def test_a_question_nobody_asks_is_no_page(stranger: Client) -> None:
    assert stranger.get("/en/tell/password/").status_code == 404


def test_a_network_without_a_number_is_no_answer(stranger: Client) -> None:
    answer(stranger, "reach", contact_1="", contact_1_kind="telegram")
    assert say("check.empty") in stranger.get("/en/check/").content.decode()


def test_changing_an_answer_from_the_check_leads_back_to_the_check(stranger: Client) -> None:
    assert 'name="then" value="check"' in stranger.get("/en/tell/name/?check").content.decode()
    assert answer(stranger, "name", name="A", then="check").headers["Location"] == "/en/check/"


def test_typed_markup_is_shown_as_text(stranger: Client) -> None:
    answer(stranger, "name", name="<script>alert(1)</script>")
    assert "<script>" not in stranger.get("/en/check/").content.decode()
