"""Looking at a job offer: signs with their words, nothing kept, and never a word that it is safe."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.core.assess.lures import LURES
from bothends.web.store.models import Draft, StoredReport
from bothends.web.wording import say

LURE = (
    "Urgent hiring! Customer service staff in Cambodia, 1500 USD a month, no experience needed, free flight and "
    "visa. Contact on Telegram @hr_lucky88 <b>now</b>"
)
DECENT = (
    "Lakeside primary school seeks a teacher for mathematics. Apply by letter to the head teacher by 3 May."
)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_signs_are_shown_with_their_words(stranger: Client, language: str) -> None:
    page = stranger.post(f"/{language}/offer/", {"offer": LURE}).content.decode()
    for code in ("border_region", "free_travel", "scam_work", "chat_only_contact", "no_company"):
        assert say(f"lure.{code}_name", language) in page
    assert '<q dir="auto">Cambodia</q>' in page
    assert "<b>now</b>" not in page
    assert say("offer.if_already_there", language) in page


@pytest.mark.django_db
def test_nothing_found_is_said_not_to_mean_a_good_offer(stranger: Client) -> None:
    page = stranger.post("/en/offer/", {"offer": DECENT}).content.decode()
    assert say("offer.none_note") in page
    assert say("offer.found_title") not in page


@pytest.mark.django_db
def test_nothing_typed_is_kept(stranger: Client) -> None:
    stranger.post("/en/offer/", {"offer": LURE})
    assert not Draft.objects.exists()
    assert not StoredReport.objects.exists()
    assert "draft" not in stranger.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "says"), [("  ", "offer.empty"), ("x" * 20_001, "offer.too_long")])
def test_what_cannot_be_read_is_refused_and_kept_in_the_box(stranger: Client, typed: str, says: str) -> None:
    page = stranger.post("/en/offer/", {"offer": typed}).content.decode()
    assert say(says, limit=20_000) in page
    assert typed.strip()[:100] in page


def test_every_lure_has_its_words() -> None:
    for one in LURES:
        assert say(f"lure.{one.code}") == one.meaning
        assert say(f"lure.{one.code}_name", "ja") != one.name


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_word_of_it_says_safe(language: str) -> None:
    from bothends.web.wording import sentences

    said = [text for code, text in sentences(language).items() if code.startswith(("offer.", "lure."))]
    assert said
    assert not any(word in text.lower() for text in said for word in ("safe", "genuine", "安全", "安心"))
