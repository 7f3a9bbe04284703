"""`bothends export` and `bothends import` as a person at the command line meets them."""

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


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_record_leaves_as_htcds_and_comes_back_ready_for_a_pack(
    case: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / f"table.{suffix}"
    assert main(["export", case, case, "--format", "htcds", "--out", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 2
    assert "prs_MobilePhone" not in told["columns"]
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    out = tmp_path / "back"
    assert main(["import", "htcds", str(table), "--out", str(out), "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert records[0]["record"]["name"] == CASE["record"]["name"]
    assert records[0]["record"]["place"] == CASE["record"]["place"]
    assert records[0]["record"]["contacts"] == []
    packs = tmp_path / "packs"
    assert main(["pack", str(out / "CASE-2.json"), "--out", str(packs), "--json"]) == 0


def test_import_says_what_it_did_not_keep(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "t.csv"
    table.write_text("prs_FirstName,prs_Birthdate\nBaraka,1999-01-02\n")
    assert main(["import", "htcds", str(table)]) == 0
    said = capsys.readouterr().out
    assert "not kept, more than the minimum: prs_Birthdate" in said
    assert "Baraka" not in said


def test_bad_files_give_one_line(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "t.csv"
    table.write_text("prs_FirstNam\nBaraka\n")
    assert main(["import", "htcds", str(table)]) == 2
    assert "Nearest: prs_FirstName" in capsys.readouterr().err
    table.write_text("prs_Gender\nFeminine\nKestrelword\n")
    assert main(["import", "htcds", str(table)]) == 2
    said = capsys.readouterr().err
    assert "Case 2" in said
    assert "Kestrelword" not in said
    table.write_text("prs_FirstName\n")
    assert main(["import", "htcds", str(table)]) == 1
    assert main(["import", "htcds", str(tmp_path / "none.csv")]) == 2
    assert main(["export", case, "--format", "htcds", "--out", str(tmp_path / "x.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_entities_for_investigators_take_two_people_and_a_reason_and_name_nobody(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, lines = tmp_path / "e.json", tmp_path / "lines.txt"
    words = ["export", case, "--format", "ftm", "--out", str(out), "--json", "--lines", str(lines)]
    two = [
        "--proposed-by",
        "Carol",
        "--approved-by",
        "Dana",
        "--reason",
        "For the cybercrime unit that asked in writing.",
    ]
    lines.write_text("account telegram boss_seven\n")
    assert main(words) == 2
    assert main([*words, "--proposed-by", "Carol", "--approved-by", "carol ", *two[4:]]) == 1
    lines.write_text("account zalo held123\n")
    assert main([*words, *two]) == 2
    assert not out.exists()
    lines.write_text("account telegram boss_seven\n")
    capsys.readouterr()
    assert main([*words, *two]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["decided_by"] == ["Carol", "Dana"]
    assert json.loads(Path(told["ledger"]).read_text())["why"].startswith("For the cybercrime unit")
    text = out.read_text(encoding="utf-8")
    assert {json.loads(line)["schema"] for line in text.splitlines()} == {"Address", "UserAccount"}
    for word in ("held123", "Người", "Thử", "VNM"):
        assert word not in text
