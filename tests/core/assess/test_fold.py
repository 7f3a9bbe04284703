"""Folding keeps a true map back to the original."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bothends.core.assess.fold import fits, fold, fold_phrase, is_word


def test_apostrophes_case_width_and_blanks_do_not_matter() -> None:
    assert fold("Ｉ CAN’T  leave\n here").bare == "i cant leave here"


def test_vietnamese_is_kept_with_and_without_its_marks() -> None:
    folded = fold("Hộ chiếu bị giữ đây")
    assert folded.bare == "ho chieu bi giu day"
    assert folded.marked == "hộ chiếu bị giữ đây"


def test_marks_may_be_left_out_but_not_put_in() -> None:
    assert fits("bi ban", "bị bán")
    assert fits("bị ban", "bị bán")
    assert not fits("bị bạn", "bị bán")


def test_decomposed_text_maps_back_to_all_of_its_code_points() -> None:
    text = unicodedata.normalize("NFD", "bị bán")
    folded = fold(text)
    assert folded.marked == "bị bán"
    assert text[slice(*folded.original(0, len(folded.bare)))] == text


def test_traditional_and_simplified_fold_alike() -> None:
    assert fold("護照被沒收").bare == fold("护照被没收").bare


def test_blanks_between_han_characters_fall_away_with_their_place_kept() -> None:
    folded = fold("我 被 卖")
    assert folded.bare == "我被卖"
    assert folded.original(1, 2) == (2, 3)


def test_arabic_folds_harakat_tatweel_alef_forms_and_digits() -> None:
    assert fold("أَخَذُوا جـــوازي").bare == "اخذوا جوازي"
    assert fold("٢٠٠٠").bare == "2000"
    assert fold("أين جوازي؟ لا أدري").bare == "اين جوازي. لا ادري"


def test_amharic_homophones_and_word_dividers_fold_alike() -> None:
    assert fold("ሠራተኛ፡ፀሐይ").bare == fold("ሰራተኛ ጸሀይ").bare


def test_russian_yo_is_ye() -> None:
    assert fold("Он ушёл").bare == "он ушел"


def test_vowel_signs_belong_to_the_word() -> None:
    assert all(map(is_word, "ிාැූा"))


@given(st.text(max_size=80))
def test_every_folded_character_points_into_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.bare) == len(folded.marked) == len(folded.starts) == len(folded.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))


@given(st.text(max_size=80))
def test_the_quick_fold_of_the_lexicon_is_the_fold_of_the_text(text: str) -> None:
    folded = fold(text)
    assert fold_phrase(text) == (folded.bare, folded.marked)
