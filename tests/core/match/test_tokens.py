"""Equal handles meet, others do not, and nothing is readable without the key."""

from __future__ import annotations

import pytest

from bothends.core.match.blocking import keys
from bothends.core.match.card import card_of, ready
from bothends.core.match.tokens import FULL, PAGES, ROOM, card_key, pages, tokens_of
from bothends.core.report import Contact, Person
from bothends.data import matching

KEY, OTHER = b"k" * 32, b"o" * 32


def tokens(contact: Contact, key: bytes) -> dict[int, str]:
    return tokens_of(keys(ready(card_of(Person(contacts=(contact,))), matching.names())), key=key)


def met(one: Contact, two: Contact, *, key: bytes = KEY) -> bool:
    return bool(tokens(one, KEY).keys() & tokens(two, key).keys())


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


def test_a_key_has_several_tokens_and_they_are_signed_64_bit_numbers() -> None:
    found = pages("full:an+li:", key=KEY)
    assert len(set(found)) == PAGES
    assert all(-(1 << 63) <= one < 1 << 63 for one in found)
    assert FULL == PAGES * ROOM


def test_cards_and_tokens_have_keys_of_their_own() -> None:
    assert card_key(KEY) not in (KEY, card_key(OTHER))
    assert len(card_key(KEY)) == 32
