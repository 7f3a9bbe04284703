"""`bothends route` and `bothends pack` as a person at the command line meets them."""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyrage
import pytest

from bothends.cli import refer
from bothends.core.refer.rules import FLAGS

CASE = {
    "record": {
        "name": "Người Thử", "aliases": [], "contacts": [{"kind": "zalo", "value": "held123"}],
        "nationality": "VNM", "country": "KHM", "platform": None,
        "place": {"name": "Bavet", "kind": "town", "country": "KHM"},
        "last_contact": "2026-11-02", "languages": ["vi"],
    },
    "disclosure": {
        "found": True, "score": 0.9,
        "evidence": [{"at": "2026-11-02T10:00", "from": "other", "text": "Tôi bị giữ, Jane", "spans": []},
                     {"at": None, "from": "reporter", "text": "I am Jane", "spans": []}],
    },
    "indicators": [{"code": "restriction_of_movement", "evidence": []}], "tactics": [],
}  # fmt: skip


def bothends(*words: str) -> int:
    parser = argparse.ArgumentParser()
    refer.add_parsers(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    return int(args.run(args))


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "CASE.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return str(path)


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {Path(name).suffix: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("words", [("Vietnam", "kh"), ("VNM", "Cambodia"), ("vn", "KHM")])
def test_route_takes_codes_and_names(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bothends("route", "--nationality", words[0], "--in", words[1], "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["routes"][0]["id"] == "gap-vnm-khm-phnom-penh"
    assert found["holds"] == []


def test_route_prints_holds_first_and_says_what_is_blocked(capsys: pytest.CaptureFixture[str]) -> None:
    assert bothends("route", "--nationality", "VN", "--in", "KH", "--flag", "child") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("HOLD child")
    assert "Blocked. Held until a person at this desk decides: child." in printed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--nationality", "Cambodja-land"], "Cambodia"),
        (["--nationality", "VN", "--flag", "afraid"], "fear_of_return"),
        (["--nationality", "VN", "--in", "KH", "--local-police-approver", "Ada"], "a reason"),
        (["--nationality", "VN", "--flag", "own_state"], "Nearest: own_state_harm"),
        (["--nationality", "VN", "--in", "Tailand"], "Thailand"),
        (["--in", "KH", "--phone-prefix", "+0"], "calling code"),
        (["--in", "KH", "--language", "vietnamese!"], "language tag"),
        ([], "--nationality"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bothends("route", *words) == 2
    printed = capsys.readouterr().err
    assert says in printed
    assert printed.count("\n") == 1


@pytest.mark.parametrize("flag", sorted(FLAGS))
def test_every_flag_is_taken_and_explained(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bothends("route", "--nationality", "IND", "--in", "KHM", "--flag", flag, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    holds = [hold["code"] for hold in found["holds"]]
    assert holds == ([] if flag in {"released", "returned"} else [flag])
    with pytest.raises(SystemExit):
        bothends("route", "--help")
    told = " ".join(capsys.readouterr().out.split())
    assert flag in told
    assert FLAGS[flag].split(",")[0] in told


def test_the_text_says_how_fresh_a_row_is_and_that_a_closed_post_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert bothends("route", "--nationality", "SWE", "--in", "KHM") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("NOTE marked_closed: Embassy of Sweden in Phnom Penh")
    assert "this desk has not verified the channel. Nothing can be sent there yet." in printed


def test_local_police_comes_last_and_only_with_name_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    named = ["--local-police-approver", "Ada Example", "--local-police-reason", "the ministry asked for it"]
    assert bothends("route", "--nationality", "IN", "--in", "LA", "--json", *named) == 0
    assert json.loads(capsys.readouterr().out)["routes"][-1]["kind"] == "local_police"


def test_a_pack_opens_with_the_standard_age_tool(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    age = shutil.which("age")
    assert age, "the age tool is missing: apt-get install age"
    identity = pyrage.x25519.Identity.generate()
    key = tmp_path / "key.txt"
    key.write_text(str(identity), encoding="utf-8")
    words = [
        "--out",
        str(tmp_path / "out"),
        "--recipient",
        str(identity.to_public()),
        "--hide",
        "Jane",
        "--json",
    ]
    assert bothends("pack", case, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["passphrase"] is None
    done = subprocess.run([age, "-d", "-i", str(key), told["sealed"]], capture_output=True, check=True)
    parts = opened(done.stdout)
    assert parts[".pdf"] == Path(told["pdf"]).read_bytes()
    assert json.loads(parts[".json"])["schema"] == "bothends.referral/1"
    assert told["reference"] in parts[".txt"].decode()
    assert "Jane" not in parts[".txt"].decode() + parts[".json"].decode()


def test_without_a_key_a_passphrase_is_shown_once(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bothends("pack", case, "--out", str(tmp_path / "out")) == 0
    printed = capsys.readouterr().out
    passphrase = re.findall(r"Passphrase:\s+(\S+)", printed)
    assert len(passphrase) == 1
    assert "another channel" in printed
    sealed = next((tmp_path / "out").glob("*.zip.age"))
    assert ".pdf" in opened(pyrage.passphrase.decrypt(sealed.read_bytes(), passphrase[0]))


def test_without_a_key_a_pdf_reader_is_enough(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = shutil.which("pdftotext")
    assert reader, "Poppler is missing: apt-get install poppler-utils"
    assert bothends("pack", case, "--out", str(tmp_path / "out"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    shut = subprocess.run([reader, told["locked"], "-"], capture_output=True, check=False)
    assert shut.returncode != 0
    command = [reader, "-upw", told["passphrase"], told["locked"], "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for part in ("Người Thử", "What we ask of you", "How to acknowledge", told["reference"]):
        assert part in said


def test_files_are_for_this_user_only_and_no_half_file_stays(case: str, tmp_path: Path) -> None:
    key = str(pyrage.x25519.Identity.generate().to_public())
    assert bothends("pack", case, "--out", str(tmp_path / "out"), "--recipient", key) == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [path.suffix for path in files] == [".pdf", ".age"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--to", "gap-vnm-khm-phnom-penh", "--flag", "fear_of_return"], 1, "Held until"),
        (["--to", "q59344378"], 1, "does not propose"),
        (["--profile", "everything"], 2, "rights_organisation"),
        (["--to", "ijm", "--profile", "mission"], 2, "does not suit"),
        (["--recipient", "age1nokey"], 2, "no age key"),
    ],
)
def test_what_must_not_be_made_is_refused(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    assert bothends("pack", case, "--out", str(tmp_path / "out"), *words) == code
    assert says in capsys.readouterr().err
    assert not list(tmp_path.glob("out/*"))


def test_a_held_case_goes_to_a_rights_organisation(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = str(pyrage.x25519.Identity.generate().to_public())
    words = ["--out", str(tmp_path / "out"), "--recipient", key, "--flag", "fear_of_return", "--json"]
    assert bothends("pack", case, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["to"], told["profile"]) == ("unhcr", "rights_organisation")


def test_a_case_file_that_is_not_there_or_no_case_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[1, 2]", encoding="utf-8")
    for name in (str(tmp_path / "absent.json"), str(wrong)):
        assert bothends("pack", name, "--out", str(tmp_path / "out")) == 2
    assert capsys.readouterr().err.count("\n") == 2
