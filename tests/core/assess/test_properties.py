"""What must hold for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.assess.disclosure import assess
from bothends.core.assess.fold import fold
from bothends.core.assess.lexicon import CODES
from bothends.core.assess.search import signs
from bothends.core.findings import Line
from bothends.data import built

LEXICON = built.lexicon("lexicon", CODES)
HERE = Path(__file__).parent
TEXTS = sorted(
    {
        text
        for name in ("plain", "paraphrased", "ordinary", "second")
        for row in tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["rows"]
        for text in row["lines"]
    }
)
BARES = set(LEXICON.bare)
texts = st.sampled_from(TEXTS)


def codes(text: str) -> set[str]:
    return {sign.code for sign in signs(text, LEXICON)}


@given(st.lists(st.one_of(texts, st.text(max_size=20)), max_size=4).map(" ".join))
@settings(deadline=None)
def test_spans_index_the_original_and_begin_and_end_with_a_phrase(text: str) -> None:
    for sign in signs(text, LEXICON):
        assert 0 <= sign.start < sign.end <= len(text)
        covered = fold(text[sign.start : sign.end]).bare
        assert any(covered[:n] in BARES for n in range(1, len(covered) + 1))
        assert any(covered[n:] in BARES for n in range(len(covered)))


@given(texts, st.integers(0, 10_000), st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad"))
@settings(deadline=None)
def test_a_zero_width_character_changes_no_code(text: str, at: int, char: str) -> None:
    place = at % (len(text) + 1)
    assert codes(text[:place] + char + text[place:]) == codes(text)


@given(texts)
@settings(deadline=None)
def test_case_and_width_change_no_code(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "a" <= char.lower() <= "z" else char for char in text)
    assert codes(text.upper()) == codes(text)
    assert codes(wide) == codes(text)


@given(st.lists(texts, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_lines_does_not_change_what_is_found(lines: list[str], random: object) -> None:
    before = assess([Line(text) for text in lines], LEXICON)
    random.shuffle(lines)
    after = assess([Line(text) for text in lines], LEXICON)
    assert (before.found, before.score, before.urgency) == (after.found, after.score, after.urgency)


@given(st.lists(texts, max_size=6))
@settings(deadline=None, max_examples=30)
def test_the_same_lines_give_the_same_findings(lines: list[str]) -> None:
    said = [Line(text, "other") for text in lines]
    assert assess(said, LEXICON) == assess(said, LEXICON)
