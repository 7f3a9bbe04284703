"""The catalogue: same keys in every language, none unused, no hope that nobody can keep (P12)."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import bothends
from bothends.core.errors import BadRow
from bothends.web import wording
from bothends.web.public.after import ADVICE
from bothends.web.public.questions import wording_codes

SOURCE = Path(bothends.__file__).parent
# Families whose codes are put together from tables: the tables, not the templates, name them.
# advice.* is named by core's ADVICE table, desk.* by the desk's own pages.
NAMED_ELSEWHERE = ("lure.", "offer.", "advice.", "desk.")

NO_FALSE_HOPE = {
    "en": r"rescue is certain|we will rescue|guarantee|don.t worry|do not worry|rest assured"
    r"|will be (saved|freed|safe)|everything will|we promise|definitely|certainly|100 ?%|for sure|is certain",
    "ja": r"必ず(助|救|見つ|解放)|保証|安心ください|心配は?(いりません|要りません|しないで)|大丈夫です"
    r"|絶対に|間違いなく",
}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", sorted(wording.languages()))
def test_every_language_has_the_same_keys_and_the_same_blanks(language: str) -> None:
    ours, source = wording.sentences(language), wording.sentences("en")
    assert {code: blanks(text) for code, text in ours.items()} == {c: blanks(t) for c, t in source.items()}


def test_no_key_is_unused() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*") if p.suffix in {".py", ".html"})
    written = set(re.findall(r"""["']([a-z_0-9]+(?:\.[a-z_0-9]+)+)["']""", text))
    used = written | wording_codes()
    for why in ("bad", "forged", "not_found", "too_large", "broken"):
        used |= {f"refusal.{why}", f"refusal.{why}_title"}
    unused = {code for code in wording.sentences("en") if code not in used}
    assert not {code for code in unused if not code.startswith(NAMED_ELSEWHERE)}


def test_the_advice_the_last_page_gives_is_in_the_catalogue() -> None:
    assert {f"advice.{code}" for code in ADVICE} <= set(wording.sentences("en"))


@pytest.mark.parametrize("language", sorted(wording.languages()))
def test_no_sentence_gives_false_hope(language: str) -> None:
    banned = re.compile(NO_FALSE_HOPE[language], re.IGNORECASE)
    assert not {c: s for c, s in wording.sentences(language).items() if banned.search(s)}


def test_a_language_that_is_no_source_says_whether_it_was_reviewed() -> None:
    assert all(one.status in {"source", "draft", "reviewed"} for one in wording.languages().values())
    assert wording.languages()["ja"].status == "draft"


def test_a_missing_key_names_the_file_and_the_key() -> None:
    with pytest.raises(BadRow, match=r"ja\.toml: 'first\.nothing'"):
        wording.say("first.nothing", "ja")


def test_a_blank_left_empty_is_an_error() -> None:
    with pytest.raises(BadRow):
        wording.say("tell.step", "en", number=1)


def test_a_language_without_a_file_is_an_error() -> None:
    with pytest.raises(BadRow):
        wording.say("first.title", "xx")
