"""The lexicon files: complete, and broken rows are named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bothends import data
from bothends.core.assess.fold import fold
from bothends.core.assess.lexicon import ROW_CODES
from bothends.core.assess.patterns import expand, parts, pattern
from bothends.core.assess.rows import load
from bothends.core.errors import BadRow

FOLDER = data.folder() / "lexicon"
FILES = sorted(path.name for path in FOLDER.glob("*.toml"))
LANGUAGES = (
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "th", "vi", "id", "ms", "fil", "km", "my", "lo", "hi", "bn", "ur",
    "ne", "si", "ta", "am", "sw", "fr", "es", "pt", "ru", "ar",
)  # fmt: skip
HEAD = 'language = "en"\nstatus = "draft"\nsource = "s"\nchecked_on = "2026-11-22"\n'


def test_every_language_has_its_file() -> None:
    assert sorted(f"{language}.toml" for language in LANGUAGES) == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_code_has_enough_phrases(name: str) -> None:
    content = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    least = 12 if name == "en.toml" else 4
    words = content["words"]
    counts = {
        code: sum(len(expand(part, words)) for row in section["phrases"] for part in parts(row, words))
        for code, section in content["rows"].items()
    }
    assert set(counts) == ROW_CODES
    assert {code: count for code, count in counts.items() if count < least} == {}


@pytest.mark.parametrize("name", FILES)
def test_the_head_says_where_it_comes_from_and_whether_it_was_reviewed(name: str) -> None:
    content = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert content["status"] == ("reviewed" if name == "en.toml" else "draft")
    assert content["source"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('[rows.no_such_code]\nphrases = ["a b"]\n', "no code of the tables"),
        ('[rows.ransom]\nphrases = ["pay {or"]\n', "a brace is open"),
        ('[rows.ransom]\nphrases = ["@nobody"]\n', "word list that the file does not have"),
        ('[rows.ransom]\nphrases = ["!!"]\n', "nothing is left"),
        ("[rows.ransom]\nphrases = [3]\n", "no phrase"),
        ('[rows.ransom]\nphrase = ["a"]\n', "unknown key"),
        ('[rows.ransom]\nnear = [ { all = ["a"] } ]\n', "near rule"),
        ('[context]\nmood = ["a"]\n', "no kind"),
        ("[rows", "not readable as TOML"),
    ],
)
def test_a_broken_row_is_named_with_its_file(rows: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "xx.toml").write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(BadRow, match=says) as raised:
        load(tmp_path)
    assert "xx.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_without_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRow, match="no lexicon"):
        load(tmp_path)


def test_alternatives_and_word_lists_unfold() -> None:
    assert expand("beat {@us|you}", {"us": ["us", "me"]}) == ["beat us", "beat me", "beat you"]


def test_a_star_opens_the_end_of_a_word_and_alone_stands_for_nothing() -> None:
    assert pattern("kidnap*").open_right
    assert pattern("sold me *") == pattern("sold me")


def test_a_large_phrase_is_cut_between_words_and_nothing_is_lost() -> None:
    row = "{a|b|c|d|e|f|g|h|i} {a|b|c|d|e|f|g|h|i} {a|b|c|d|e|f|g|h|i}"
    assert "".join(parts(row, {})) == row
    assert len(parts(row, {})) > 1


def test_what_the_chinese_rows_say_is_found_in_traditional_writing_too() -> None:
    told = (
        "介紹兩個人進來，才能放我走，護照被沒收，鐵絲網，豬仔，器官，毆打，監禁，贖金，業績，電擊棒，詐騙園區"
    )
    plain = (
        "介绍两个人进来，才能放我走，护照被没收，铁丝网，猪仔，器官，殴打，监禁，赎金，业绩，电击棒，诈骗园区"
    )
    assert fold(told).bare == fold(plain).bare
