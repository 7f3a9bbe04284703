"""Receipts: 25 digits a frightened person can write down, read over the phone and type back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothends.core.crypto.receipt import grouped, lookup_tag, new_receipt, parse, wrapping_key
from bothends.core.errors import NotAReceipt

PEPPER = b"p" * 32
receipts = st.integers(min_value=0, max_value=10**24 - 1).map(lambda n: new_receipt(below=lambda _: n))


@given(receipts)
def test_it_comes_back_as_shown(receipt: str) -> None:
    assert parse(grouped(receipt)) == receipt


@given(receipts, st.integers(0, 24), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(receipt: str, at: int, by: int) -> None:
    wrong = receipt[:at] + str((int(receipt[at]) + by) % 10) + receipt[at + 1 :]
    with pytest.raises(NotAReceipt):
        parse(wrong)


@given(receipts, st.integers(0, 23))
def test_two_neighbours_swapped_are_noticed(receipt: str, at: int) -> None:
    swapped = receipt[:at] + receipt[at + 1] + receipt[at] + receipt[at + 2 :]
    if swapped == receipt:
        assert parse(swapped) == receipt
        return
    with pytest.raises(NotAReceipt):
        parse(swapped)


@given(
    receipts,
    st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "๐๑๒๓๔๕๖๗๘๙", "၀၁၂၃၄၅၆၇၈၉", "០១២៣៤៥៦៧៨៩", "０１２３４５６７８９"]),
)
def test_digits_of_any_script_are_read(receipt: str, digits: str) -> None:
    assert parse(grouped(receipt).translate(str.maketrans("0123456789", digits))) == receipt


@pytest.mark.parametrize("typed", ["", "12345", "1" * 24, "1" * 26, "hello"])
def test_the_wrong_length_says_how_many_digits(typed: str) -> None:
    with pytest.raises(NotAReceipt, match="25 digits"):
        parse(typed)


@given(receipts)
def test_tag_and_key_are_unrelated_and_need_the_pepper(receipt: str) -> None:
    tag, key = lookup_tag(receipt, pepper=PEPPER), wrapping_key(receipt, pepper=PEPPER)
    assert (len(tag), len(key)) == (16, 32)
    assert not key.startswith(tag)
    assert lookup_tag(receipt, pepper=b"q" * 32) != tag
