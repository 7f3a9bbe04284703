"""Job offers: what lures, with its words; what is decent, left alone; never a verdict."""
# ruff: noqa: E501 - offers as people post them

from __future__ import annotations

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
        ("RM 8000", True),
        ("฿18,000", False),
        ("$", False),
    ],
)
def test_pay_is_measured(pay: str, high: bool, rows: Lexicon, tables: Tables) -> None:
    found = {one.code for one in check(f"we pay {pay} monthly", rows, tables).signs}
    assert ("pay_too_high" in found) is high


def test_every_lure_has_a_meaning_and_a_source() -> None:
    assert all(one.meaning.endswith(".") and one.source for one in lures.LURES)
    assert len(lures.BY_CODE) == len(lures.LURES)
