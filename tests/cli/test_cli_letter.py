"""`bothends letter` as a person at the command line meets it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from bothends.cli import main
from tests.cli.test_cli_refer import CASE


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "CASE.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return str(path)


def test_the_list_says_what_each_letter_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letter"]) == 0
    said = capsys.readouterr().out
    assert "fine_waiver: " in said
    assert "--fill signatory=" in said


def test_a_letter_is_written_as_pdf_and_text_with_its_sources(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "letter",
        "fine_waiver",
        "--case",
        case,
        "--out",
        str(tmp_path / "out"),
        "--days",
        "365",
        "--json",
    ]
    assert (
        main([*words, "--fill", "recipient=The Department", "--fill", "signatory=C. Tester, caseworker"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    text = Path(told["text"])
    assert "USD 3,650" in text.read_text(encoding="utf-8")
    assert stat.S_IMODE(text.stat().st_mode) == 0o600
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF")
    assert told["sources"]


def test_what_is_missing_is_one_line(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert main(["letter", "fine_waiver", "--case", case, "--out", out, "--fill", "signatory=C"]) == 2
    said = capsys.readouterr().err
    assert "to whom it is addressed" in said
    assert "fine" in said
    assert main(["letter", "nothing", "--case", case, "--out", out]) == 2
    assert main(["letter", "fine_waiver"]) == 2
    assert main(["letter", "fine_waiver", "--case", case, "--out", out, "--fill", "x"]) == 2
    assert capsys.readouterr().err.count("\n") == 3
    assert not Path(out).exists()
