"""Properties of the reading: no text breaks it, and a number stays the same number however it is written."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bothends.core.assess.contacts import read_contacts
from bothends.core.assess.record import Tables, extract
from bothends.core.assess.spoken import spoken_lines
from bothends.core.findings import Line
from bothends.core.plain import clean, fold

REGIONS = (
    "KH",
    "MM",
    "LA",
    "TH",
    "PH",
    "VN",
    "MY",
    "ID",
    "CN",
    "JP",
    "KE",
    "UG",
    "ET",
    "IN",
    "NP",
    "TW",
    "AE",
)
DIGITS = ("0123456789", "０１２３４５６７８９", "๐๑๒๓๔๕๖๗๘๙", "០១២៣៤៥៦៧៨៩", "၀၁၂၃၄၅၆၇၈၉", "٠١٢٣٤٥٦٧٨٩")
PIECES = st.sampled_from(
    [
        "I am ",
        "from ",
        "in ",
        "Kenya",
        "ミャンマー",
        "我是",
        "在",
        "เป็นคน",
        "+855 96",
        "@",
        "t.me/",
        "my name is ",
        "\u200b",
        "16",
        "\n",
        ". ",
        "แม่สอด",
        "KK Park",
    ]
)
ANY_TEXT = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=20).map("".join)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(ANY_TEXT, max_size=4), near=st.lists(st.integers(0, 5), max_size=2))
def test_no_text_breaks_the_reading(tables: Tables, texts: list[str], near: list[int]) -> None:
    extract(
        [Line(text, "other") for text in texts], tables, near=near, display_name=texts[0] if texts else None
    )


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(clean(text)) == fold(text)


def written(region: str, style: str, digits: str) -> tuple[str, str]:
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert number is not None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    spaced = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    forms = {
        "e164": e164,
        "spaced": spaced,
        "dashed": spaced.replace(" ", "-"),
        "zeros": "00" + e164[1:],
        "link": "https://wa.me/" + e164[1:],
        "bare": "whatsapp " + e164[1:],
    }
    return e164, forms[style].translate(str.maketrans(DIGITS[0], digits))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("style", ["e164", "spaced", "dashed", "zeros", "link", "bare"])
@pytest.mark.parametrize("digits", DIGITS, ids=["latin", "wide", "thai", "khmer", "burmese", "arabic"])
def test_a_number_in_any_international_style_is_the_same_number(
    tables: Tables, region: str, style: str, digits: str
) -> None:
    e164, text = written(region, style, digits)
    found = read_contacts(
        spoken_lines([Line(f"call me {text} please", "other")]), (), tables.phrasing
    ).contacts
    assert [contact.value for contact in found] == [e164]
