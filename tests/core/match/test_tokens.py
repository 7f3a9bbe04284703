"""Equal handles meet, others do not, and nothing is readable without the key."""

from __future__ import annotations

import pytest

from bothends.core.match.tokens import tokens_of
from bothends.core.report import Contact

KEY, OTHER = b"k" * 32, b"o" * 32


def met(one: Contact, two: Contact, *, key: bytes = KEY) -> bool:
    return bool(tokens_of([one], key=KEY).keys() & tokens_of([two], key=key).keys())


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (Contact("telegram", "@Baraka_22"), Contact("telegram", "baraka_22"), True),
        (Contact("telegram", "baraka_22"), Contact("handle", "@baraka_22", guessed=True), True),
        (Contact("phone", "+254 700 900123"), Contact("phone", "+254700900123"), True),
        (Contact("line", "ｂａｒａｋａ"), Contact("line", "baraka"), True),
        (Contact("telegram", "baraka_22"), Contact("telegram", "baraka_23"), False),
        (Contact("phone", "+254700900123"), Contact("handle", "254700900123"), False),
        (Contact("telegram", "@"), Contact("line", ""), False),
    ],
)
def test_contacts_meet(one: Contact, two: Contact, same: bool) -> None:
    assert met(one, two) is same


def test_another_desks_key_gives_other_tokens() -> None:
    assert not met(Contact("phone", "+254700900123"), Contact("phone", "+254700900123"), key=OTHER)
