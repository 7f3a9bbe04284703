"""`bothends names`, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bothends.cli import main


def test_two_names_give_a_score_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "陳大文", "Chan Taiman", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["score"] > 0.5
    assert "陳 in Chinese characters is read chan" in told["reasons"]
    assert main(["names", "Chen Wei", "Juan Santos"]) == 1
    assert "the names are not alike" in capsys.readouterr().out


def test_pairs_give_a_score_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Chen Wei\tWei Chen\nChen Wei\tJuan Santos\n", encoding="utf-8")
    assert main(["names", "--pairs", str(pairs), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first > 0.5 > second


def test_queries_are_ranked_among_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "queries").write_text("김민수\nสมชาย ใจดี\n", encoding="utf-8")
    (tmp_path / "among").write_text("Somchai Jaidee\nChen Wei\nKim Min-soo\n", encoding="utf-8")
    asked = ["names", "--queries", str(tmp_path / "queries"), "--among", str(tmp_path / "among"), "--json"]
    assert main(asked) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["query"] == "김민수"
    assert first["best"][0]["name"] == "Kim Min-soo"
    assert second["best"][0]["name"] == "Somchai Jaidee"
    assert second["best"][0]["score"] > 0.5 > second["best"][1]["score"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["names"], "Give two names"),
        (["names", "Chen Wei"], "give two"),
        (["names", "--queries", "x"], "go together"),
        (["names", "A", "B", "--pairs", "x"], "Give two names"),
        (["names", "--pairs", "no/such/file"], "Check the path"),
    ],
)
def test_bad_input_is_one_line(asked: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_a_pair_without_a_tab_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Chen Wei\tWei Chen\nalone\n", encoding="utf-8")
    assert main(["names", "--pairs", str(pairs)]) == 2
    assert "line 2: 1 columns" in capsys.readouterr().err
