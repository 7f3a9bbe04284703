"""The sieve before the lexicon: it may let a line through for nothing, and may never hold one back that has a sign."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bothends.core.assess.lexicon import TIES, Lexicon
from bothends.core.assess.record import Tables
from bothends.core.assess.search import signs
from bothends.core.assess.sieve import Sieve
from bothends.core.gather import A_CODE, gather
from bothends.core.intake.transcript import Message, Transcript


@pytest.fixture(scope="module")
def sieve(lexicon: Lexicon, tables: Tables) -> Sieve:
    return Sieve(lexicon, tables)


def lines() -> list[str]:
    """Every line of the golden tables, in 26 languages."""
    found: dict[str, None] = {}
    for path in sorted(Path(__file__).parent.glob("golden_*.toml")):
        for rows in tomllib.loads(path.read_text("utf-8")).values():
            found.update((line, None) for row in rows for line in row.get("lines", ()))
    return list(found)


def test_no_line_with_a_sign_is_held_back(sieve: Sieve, lexicon: Lexicon) -> None:
    texts = lines()
    picked, _ = sieve.pick(texts)
    with_signs = {at for at, text in enumerate(texts) if {one.code for one in signs(text, lexicon)} - TIES}
    assert len(with_signs) > 500
    assert with_signs - picked == set()


def test_without_some_codes_every_other_sign_still_passes(sieve: Sieve, lexicon: Lexicon) -> None:
    texts = lines()
    told = [{sign.code for sign in signs(text, lexicon)} - TIES for text in texts]
    often = frozenset(
        sorted({code for codes in told for code in codes}, key=lambda c: -sum(c in t for t in told))[:6]
    )
    picked, _ = sieve.without(often).pick(texts)
    others = {at for at, codes in enumerate(told) if codes - often}
    assert others - picked == set()
    held_back = [at for at, codes in enumerate(told) if codes and codes <= often and at not in picked]
    assert len(held_back) > 10  # else leaving codes out would spare nothing
    again, _ = sieve.pick(texts)
    assert {at for at, codes in enumerate(told) if codes} <= again  # the first sieve stayed as it was


def test_signs_are_not_looked_for_among_the_codes_left_out(lexicon: Lexicon) -> None:
    text = "they took my passport and I cannot leave the building"
    codes = {sign.code for sign in signs(text, lexicon)}
    assert codes >= {"document_retention", "restriction_of_movement"}
    left = signs(text, lexicon, but=frozenset({"document_retention"}))
    assert {sign.code for sign in left} == codes - {"document_retention"}


def test_a_disclosure_at_the_end_of_a_chat_full_of_one_sign_is_kept(sieve: Sieve, lexicon: Lexicon) -> None:
    """Enough lines of one code must cost no line of another."""
    dense = [f"they took my passport, number {n} today" for n in range(3 * A_CODE + 9_000)]
    start = datetime(2026, 1, 1)  # noqa: DTZ001 - chats tell local time
    told = [*dense, "I want to go home but I cannot leave this building", "good night"]
    walk = [Message(start + timedelta(minutes=n), "Leo", text) for n, text in enumerate(told)]
    kept = gather(Transcript("whatsapp_android", walk), lexicon, lambda: sieve)
    texts = {message.text for message in kept.lines.values()}
    assert set(told[-2:]) <= texts
    assert (
        sum("took my passport" in text for text in texts) < len(dense) / 2
    )  # the rest are lines that may tell who they are
