"""Folding keeps a true map back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothends.core.assess.fold import fits, fold, fold_phrase, is_word, letters
from bothends.core.zawgyi import is_zawgyi


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


def test_lao_and_thai_marks_are_found_in_either_order_and_spelling() -> None:
    assert fold("\u0e99\u0ecd\u0ec9\u0eb2").bare == fold("\u0e99\u0ec9\u0eb3").bare
    assert fold("\u0e19\u0e4d\u0e49\u0e32").bare == fold("น้ำ").bare
    assert fold("ຫຼອກລວງ").bare == fold("ຫລອກລວງ").bare


def test_burmese_marks_noughts_and_letters_are_brought_to_one_spelling() -> None:
    assert fold("\u1014\u103a\u1037").bare == fold("\u1014\u1037\u103a").bare
    assert fold("၀င်း").bare == fold("ဝင်း").bare
    assert fold("ကုိ").bare == fold("ကို").bare


def test_decomposed_hangul_is_composed_and_maps_back() -> None:
    text = unicodedata.normalize("NFD", "여권을 뺏겼어요")
    assert fold(text).bare == "여권을 뺏겼어요"
    assert text[slice(*fold(text).original(0, 2))] == unicodedata.normalize("NFD", "여권")


ZAWGYI = [
    ("ကၽြန္ေတာ့္ကို ကယ္ပါ", "ကျွန်တော့်ကို ကယ်ပါ"),
    ("ပတ္စပို႔ကို သိမ္းသြားတယ္", "ပတ်စပို့ကို သိမ်းသွားတယ်"),
    ("အျပင္ထြက္ခြင့္မရဘူး", "အပြင်ထွက်ခွင့်မရဘူး"),
    ("ကုမၸဏီက လစာမေပးဘူး", "ကုမ္ပဏီက လစာမပေးဘူး"),
    ("တစ္ေန႔ကို ၁၆ နာရီ လုပ္ရတယ္", "တစ်နေ့ကို ၁၆ နာရီ လုပ်ရတယ်"),
    ("႐ိုက္ႏွက္ခံရတယ္", "ရိုက်နှက်ခံရတယ်"),
    ("ျမန္မာႏိုင္ငံ", "မြန်မာနိုင်ငံ"),
    ("အဂၤလိပ္စာ သင္တယ္", "အင်္ဂလိပ်စာ သင်တယ်"),
    ("ေရႊကုကၠိုမွာ ပိတ္ထားတယ္", "ရွှေကုက္ကိုမှာ ပိတ်ထားတယ်"),
]


@pytest.mark.parametrize(("zawgyi", "burmese"), ZAWGYI)
def test_zawgyi_folds_as_the_same_words_in_unicode(zawgyi: str, burmese: str) -> None:
    assert is_zawgyi(zawgyi)
    assert not is_zawgyi(burmese)
    assert fold(zawgyi).bare == fold(burmese).bare
    assert letters(zawgyi)[0] == letters(burmese)[0]


def test_a_place_in_zawgyi_points_into_the_original() -> None:
    text = "hi ပတ္စပို႔ကို သိမ္းသြားတယ္"
    folded = fold(text)
    start = folded.bare.index(fold("သိမ်း").bare)
    assert text[slice(*folded.original(start, start + 5))] == "သိမ္း"


@pytest.mark.parametrize("text", ["ၶႃႈယူႇၼႂ်းမိူင်းထႆး", "မြန်မာ", "ဘာသာမန်ကို ပြောတယ်", "hello", "ကေကေ ပါတ်"])
def test_unicode_burmese_and_shan_are_not_taken_for_zawgyi(text: str) -> None:
    assert not is_zawgyi(text)


@given(st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x11FF), max_size=40) | st.text(max_size=80))
def test_the_quick_fold_is_the_same_letters(text: str) -> None:
    assert letters(text) == (fold(text).bare, fold(text).marked)


@given(st.text(max_size=80))
def test_every_folded_character_points_into_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.bare) == len(folded.marked) == len(folded.starts) == len(folded.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))


@given(st.text(max_size=80))
def test_the_quick_fold_of_the_lexicon_is_the_fold_of_the_text(text: str) -> None:
    folded = fold(text)
    assert fold_phrase(text) == (folded.bare, folded.marked)
