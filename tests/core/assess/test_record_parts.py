"""The small readers the record rests on: wallets, pins, days, and the search for rows that may match."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.assess.keccak import keccak256
from bothends.core.assess.lastly import days
from bothends.core.assess.needles import needles
from bothends.core.assess.pins import pins
from bothends.core.assess.record import Tables, extract
from bothends.core.assess.sayings import load_sayings
from bothends.core.assess.wallets import wallets
from bothends.core.errors import BadRow
from bothends.core.findings import Line
from bothends.core.plain import fold
from tests.core.assess.test_record import rows

# Addresses printed in the documents that define them.
GOOD = {
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa": "wallet_btc",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy": "wallet_btc",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": "wallet_btc",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": "wallet_btc",
    "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE": "wallet_trx",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "wallet_eth",
}


@pytest.mark.parametrize("address", GOOD)
def test_a_wallet_is_known_by_its_checksum(address: str) -> None:
    found = list(wallets(f"send to {address} today"))
    assert [(one.kind, one.value, one.guessed) for one in found] == [(GOOD[address], address, False)]


@pytest.mark.parametrize("address", GOOD)
@pytest.mark.parametrize("at", [5, 12, 20])
def test_one_wrong_letter_makes_it_no_wallet(address: str, at: int) -> None:
    old = address[at]
    new = old.swapcase() if address.startswith("0x") and old.isalpha() else ("2" if old != "2" else "3")
    if address.startswith("0x") and not old.isalpha():
        new = "7" if old != "7" else "8"
    assert list(wallets(address[:at] + new + address[at + 1 :])) == []


def test_a_wallet_written_small_is_kept_as_a_guess() -> None:
    assert [one.guessed for one in wallets("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")] == [True]


def test_keccak_is_that_of_2011() -> None:
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"a" * 136) != keccak256(b"a" * 137)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@16.6891,98.509,15z",
        "https://maps.google.com/?q=16.69%2C98.51",
        "geo:16.6891,98.5090",
        "https://www.google.com/maps/place/X/data=!3d16.6891!4d98.509",
        "16°41'20.8\"N 98°30'32.4\"E",
        "Location: 16.6891, 98.5090",
        "7M8WMGQ5+JJ",
    ],
)
def test_a_point_is_read_in_every_way_of_writing_it(text: str) -> None:
    (_, _, latitude, longitude), *_ = pins(text)
    assert (round(latitude, 1), round(longitude, 1)) == (16.7, 98.5)


def test_a_short_link_is_not_followed_and_says_nothing(tables: Tables) -> None:
    person = extract([Line("I am here https://maps.app.goo.gl/AbCdEf123", "other")], tables).person
    assert (person.place, person.country) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 months ago", "2024-03-10"),
        ("last month", "2024-05-10"),
        ("yesterday", "2024-06-09"),
        ("two days", None),
        ("2 weeks ago", "2024-05-27"),
        ("เมื่อวาน", "2024-06-09"),
        ("昨天", "2024-06-09"),
        ("hace 5 días", "2024-06-05"),
        ("12/03/2567", "2024-03-12"),
        ("12/03/2024", None),
        ("25/03/2024", "2024-03-25"),
        ("民國113年4月2日", "2024-04-02"),
        ("31/02/2567", None),
    ],
)
def test_a_day_is_said_by_the_messages_own_date(tables: Tables, text: str, day: str | None) -> None:
    found = [one.isoformat() for _, _, one in days(fold(text), date(2024, 6, 10), tables.phrasing)]
    assert found == ([day] if day else [])


def test_yesterday_without_a_date_is_no_day(tables: Tables) -> None:
    assert extract([Line("his last message was yesterday", None)], tables).person.last_contact is None
    dated = Line("his last message was yesterday", None, "2024-06-10T08:00:00")
    assert extract([dated], tables).person.last_contact == "2024-06-09"


def test_the_words_a_row_needs_stand_in_every_text_it_matches(tables: Tables) -> None:
    texts = [fold(row["text"]) for row in rows()]
    p = tables.phrasing
    patterns: list[re.Pattern[str]] = [
        *(f.before for f in (*p.origin.rows, *p.whereabouts.rows)),
        *(f.after for f in (*p.origin.rows, *p.whereabouts.rows)),
        *(row.pattern for row in p.names.rows),
        *(row.pattern for row in p.ages.rows),
        *p.fears.rows,
    ]
    for pattern in patterns:
        needed = needles(pattern)
        for text in texts if needed else ():
            found = pattern.search(text)
            assert not found or any(word in text for word in needed or ()), pattern.pattern[:80]


def test_needles_of_small_patterns() -> None:
    assert needles(re.compile(r"\bmy name(?: is)? ")) == frozenset({"my name"})
    assert needles(re.compile(r"(?:foo|bar)+x?")) == frozenset({"foo", "bar"})
    assert needles(re.compile(r"(?:foo|b?)x?")) is None
    assert needles(re.compile(r"(?:foo)?")) is None


def test_a_broken_row_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "said").mkdir()
    (tmp_path / "said.toml").write_text('status = "draft"\n', encoding="utf-8")
    (tmp_path / "said" / "xx.toml").write_text("[[frame]]\n", encoding="utf-8")
    with pytest.raises(BadRow, match=r"xx\.toml"):
        load_sayings(tmp_path)


ADDRESSES = st.text(alphabet="13bcT0xABCDEFabcdef123456789qpzry", min_size=20, max_size=64)


@settings(max_examples=200, deadline=None)
@given(text=ADDRESSES)
def test_what_looks_like_a_wallet_without_its_checksum_is_none(text: str) -> None:
    assert not [one for one in wallets(text) if not one.guessed]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_gives_points_on_the_globe_or_none(text: str) -> None:
    assert all(abs(latitude) <= 90 and abs(longitude) <= 180 for _, _, latitude, longitude in pins(text))
