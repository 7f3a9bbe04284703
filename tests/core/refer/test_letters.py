"""Letters: no blank stays, no source is named that was not read unless it says so, the fine follows the table."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput, BadRow
from bothends.core.findings import Findings
from bothends.core.refer import letters, overstay
from bothends.core.refer.letters import Written
from bothends.core.refer.sheet import to_pdf, to_text
from bothends.core.report import Person, Place
from bothends.data import folder
from bothends.data.shelf import countries

RATES = overstay.load_rates(folder() / "overstay.csv")
SOURCES = letters.load_sources(folder())
EVERY = [(code, one) for code in letters.codes(folder()) for one in letters.languages(folder(), code)]
CASE = CaseFile(
    code="T",
    person=Person(
        name="Baraka Testperson", nationality="KEN", country="KHM", place=Place("Bavet", "town", "KHM")
    ),
    findings=Findings(),
)
FONTS = [Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto")]


def written(letter: letters.Letter, **change: object) -> Written:
    fine = overstay.fine("KHM", 365, RATES)
    filled = letters.from_case(CASE, countries(), fine, reference="BE-AAAA-BBBB")
    filled |= {name: f"filled-{name}" for name in letter.blanks}
    return replace(Written(filled, ("KHM", "KEN"), "2026-11-26", "Test desk", fine=fine), **change)


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_every_letter_is_written_whole_and_fits_two_pages(code: str, language: str) -> None:
    letter = letters.load_letter(folder(), code, language)
    made = letters.write(letter, SOURCES, written(letter))
    text = to_text(made)
    assert "{" not in text
    for name in letter.needed:
        assert name in {"desk", "today", *letters.FROM_DESK, *letters.FROM_CASE} or f"filled-{name}" in text
    pdf = pypdf.PdfReader(io.BytesIO(to_pdf(made, folder=folder(), fonts=FONTS)))
    assert len(pdf.pages) <= 2
    assert bool(letter.draft) == (language != "en")
    assert not letter.draft or letter.draft in text


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_each_blank_left_empty_is_named(code: str, language: str) -> None:
    letter = letters.load_letter(folder(), code, language)
    for name in set(letter.needed) - {"desk", "today"}:
        whole = written(letter)
        for empty in ({**whole.filled, name: " "}, {k: v for k, v in whole.filled.items() if k != name}):
            with pytest.raises(BadInput) as wrong:
                letters.write(letter, SOURCES, replace(whole, filled=empty))
            assert letter.blanks.get(name, name.replace("_", " ")) in str(wrong.value)


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_only_sources_that_were_read_are_named_unless_marked(code: str, language: str) -> None:
    letter = letters.load_letter(folder(), code, language)
    text = to_text(letters.write(letter, SOURCES, written(letter)))
    for source in SOURCES.values():
        assert source.mark == "R" or source.text not in text
    assert letter.unchecked not in text
    assert letter.unchecked_mark not in text
    asked = letters.write(letter, SOURCES, written(letter, unchecked=True))
    named = [one for one in SOURCES.values() if one.mark != "R" and one.text in to_text(asked)]
    assert all(f"{one.text} {letter.unchecked}" in asked.foot for one in named)
    assert bool(named) == (letter.unchecked_mark in asked.marks)


def test_a_regional_source_is_named_only_to_states_of_the_region() -> None:
    letter = letters.load_letter(folder(), "non_punishment_home")
    assert "ASEAN" in to_text(letters.write(letter, SOURCES, written(letter)))
    assert "ASEAN" not in to_text(letters.write(letter, SOURCES, written(letter, states=("ARE", "KEN"))))


def test_typed_braces_stay_as_typed() -> None:
    letter = letters.load_letter(folder(), "consular_request")
    whole = written(letter)
    text = to_text(
        letters.write(letter, SOURCES, replace(whole, filled={**whole.filled, "signatory": "{name} {0}"}))
    )
    assert "{name} {0}, for Test desk" in text


def test_a_fine_at_second_hand_says_so_in_the_letter() -> None:
    letter = letters.load_letter(folder(), "fine_waiver")
    sure = letters.write(letter, SOURCES, written(letter))
    assert not sure.marks
    assert any("Embassy of Indonesia in Phnom Penh" in one for one in sure.foot)
    unsure = letters.write(letter, SOURCES, written(letter, fine=overstay.fine("THA", 10, RATES)))
    assert unsure.marks == (letter.unchecked_mark,)
    assert unsure.foot[-1].endswith(letter.unchecked)


@pytest.mark.parametrize(
    ("country", "days", "amount", "currency"),
    [("KHM", 365, 3650, "USD"), ("LAO", 1, 10, "USD"), ("THA", 39, 19500, "THB"), ("THA", 41, 20000, "THB"),
     ("MMR", 90, 270, "USD"), ("MMR", 91, 275, "USD")],
)  # fmt: skip
def test_the_fine_follows_the_table(country: str, days: int, amount: int, currency: str) -> None:
    found = overstay.fine(country, days, RATES)
    assert (found.amount, found.currency) == (amount, currency)
    assert bool(found.caution) == (country in {"THA", "MMR"})


@pytest.mark.parametrize(("country", "days"), [("FRA", 3), ("KHM", 0), ("KHM", -1), ("KHM", 10**9)])
def test_no_row_and_no_days_are_refused(country: str, days: int) -> None:
    with pytest.raises(BadInput):
        overstay.fine(country, days, RATES)


def test_a_row_without_source_or_with_a_broken_number_is_refused(tmp_path: Path) -> None:
    head = "country,from_day,to_day,currency,per_day,most,note,source,checked_on,mark\n"
    for row in (
        "KHM,1,,USD,10,,,,2026-11-22,R",
        "KHM,1,,USD,ten,,,x,2026-11-22,R",
        "KHM,1,,USD,10,,,x,2026-11-22,Z",
    ):
        path = tmp_path / "overstay.csv"
        path.write_text(head + row + "\n")
        with pytest.raises(BadRow, match="row 1"):
            overstay.load_rates(path)


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_a_translation_has_the_blanks_and_sources_of_the_english_letter(code: str, language: str) -> None:
    english, other = letters.load_letter(folder(), code), letters.load_letter(folder(), code, language)
    assert set(other.needed) == set(english.needed)
    assert other.blanks.keys() == english.blanks.keys()
    assert [one.cites for one in other.paragraphs] == [one.cites for one in english.paragraphs]
