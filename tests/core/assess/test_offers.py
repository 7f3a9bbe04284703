"""Job offers: what lures, with its words; what is decent, left alone; never a verdict."""
# ruff: noqa: E501 - offers as people post them

from __future__ import annotations

from dataclasses import replace

import pytest

from bothends.core.assess import lures
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.offers import ADVICE, check
from bothends.core.assess.record import Tables
from bothends.data import built


@pytest.fixture(scope="module")
def rows() -> Lexicon:
    return built.lexicon("lures", lures.BY_CODE)


LURED = (
    (
        "Hiring now! Online casino staff in Poipet. USD 2000 monthly, no experience required. Free visa and air ticket.\n"
        "Tell immigration you are a tourist. Add me on Telegram: @boss_ken99",
        {"scam_work", "border_region", "pay_too_high", "no_experience", "free_travel", "tourist_visa", "chat_only_contact"},
    ),
    (
        "Need 5 girls age 18 - 28, typing speed 40 wpm, office job overseas. We keep your passport. "
        "Bonus for every friend you bring: bring your friends. Penalty if you leave before 6 months.",
        {"typing_test", "hand_over_passport", "bring_friends", "contract_penalty", "no_company"},
    ),
)  # fmt: skip
DECENT = (
    "Harbour Hotel Ltd, Cardiff, is looking for a receptionist. Two years of experience. Apply at www.harbourhotel.co.uk "
    "with a letter; interviews take place at the hotel.",
    "The town library needs a part-time assistant from September. 18 hours a week, pay scale 3. Ask at the desk.",
    "Café Luna in Leeds seeks a barista. No experience needed, we train you. £11.44 per hour. 12 Market Street.",
    "Warehouse worker, immediate start, no experience needed, accommodation provided. 2,100 EUR a month, Logistik Nord GmbH.",
    "Senior software engineer, EUR 6,500 per month, Berlin. Interviews in person. Three years of experience.",
    "Teacher of English at a primary school in Phnom Penh, Cambodia. 1,400 USD a month. Degree and work permit needed.",
    "Win 5,000 dollars! The town fair needs a helper on Saturday. Call Ann.",
    "Electrician wanted, licence needed, GBP 32,000 a year. Write to jobs@smithandsons.example, Smith and Sons Ltd.",
)  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), LURED)
def test_a_lure_is_shown_with_its_signs(text: str, codes: set[str], rows: Lexicon, tables: Tables) -> None:
    offer = check(text, rows, tables)
    assert codes <= {one.code for one in offer.signs}
    for one in offer.signs:
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
    weights = [lures.BY_CODE[one.code].weight for one in offer.signs]
    assert weights == sorted(weights, reverse=True)
    assert offer.advice == ADVICE


@pytest.mark.parametrize("text", DECENT)
def test_a_decent_advertisement_shows_no_sign(text: str, rows: Lexicon, tables: Tables) -> None:
    assert check(text, rows, tables).signs == ()


def test_the_words_are_those_of_the_line_they_stand_in(rows: Lexicon, tables: Tables) -> None:
    text = "first line\nwork in Myawaddy\nlast line"
    found = {one.code: one.spans for one in check(text, rows, tables).signs}
    assert [text[a:b] for a, b in found["border_region"]] == ["Myawaddy"]


@pytest.mark.parametrize(
    ("pay", "high"),
    [
        ("$3,500", True),
        ("1.5k usd", True),
        ("900 USD", False),
        ("9,000 usd a year, not", False),
        ("25 juta rupiah", True),
        ("RM 8000", True),
        ("฿18,000", False),
        ("$", False),
    ],
)
def test_pay_is_measured(pay: str, high: bool, rows: Lexicon, tables: Tables) -> None:
    found = {
        one.code
        for one in check(f"Typing job abroad, no experience needed: we pay {pay} monthly", rows, tables).signs
    }
    assert ("pay_too_high" in found) is high


def test_a_firm_that_can_be_looked_up_is_named(rows: Lexicon, tables: Tables) -> None:
    text = "Chat agents abroad, flight paid, message us on WhatsApp only."
    alone = {one.code for one in check(text, rows, tables).signs}
    named = {one.code for one in check(text + " Blue Fern Pte Ltd, www.bluefern.example", rows, tables).signs}
    assert {"no_company", "chat_only_contact"} <= alone
    assert named.isdisjoint({"no_company", "chat_only_contact"})
    assert "scam_work" in named


def test_spans_fit_where_letters_carry_marks(rows: Lexicon, tables: Tables) -> None:
    text = "Cafe\u0301 staff \u2116 \ufb01rst: work in Myawaddy, salary \uff04 3000 monthly, free visa"
    found = {one.code: [text[a:b] for a, b in one.spans] for one in check(text, rows, tables).signs}
    assert found["border_region"] == ["Myawaddy"]
    assert "3000" in found["pay_too_high"][0]


def test_a_language_without_rules_is_said(rows: Lexicon, tables: Tables) -> None:
    few = replace(rows, languages=("ru",))
    text = "We are looking for somebody to help in our shop on most mornings of the week."
    assert check(text, few, tables).notes == ("language_without_rules",)
    assert check(text, rows, tables).notes == ()


def test_every_lure_has_a_meaning_and_a_source() -> None:
    assert all(one.meaning.endswith(".") and one.source for one in lures.LURES)
    assert len(lures.BY_CODE) == len(lures.LURES)
