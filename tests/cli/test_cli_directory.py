"""`bothends directory import` on a real desk folder, each command as its own process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bothends.data import folder

PASSWORD = "seven calm herons by the lake"
BANGKOK = "gap-ken-tha-bangkok"


def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bothends", *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("cli") / "desk")
    assert run("setup", made, "--login", "carol", "--http", typed=PASSWORD + "\n").returncode == 0
    return made


def newer(path: Path, city: str, day: str = "2026-11-25") -> str:
    """A file with one changed row."""
    lines = (folder() / "missions.csv").read_text(encoding="utf-8").splitlines()
    [row] = [line for line in lines if line.startswith(BANGKOK)]
    changed = row.replace("Bangkok", city).replace("2026-11-22", day)
    path.write_text(f"{lines[0]}\n{changed}\n", encoding="utf-8")
    return str(path)


def test_the_difference_is_shown_first_and_taken_in_once(desk: str, tmp_path: Path) -> None:
    file = newer(tmp_path / "missions.csv", "Nonthaburi")
    shown = run("directory", "import", desk, file)
    assert shown.returncode == 0, shown.stderr
    assert "city: Bangkok -> Nonthaburi" in shown.stdout
    assert "Nothing was changed" in shown.stdout
    taken = run("directory", "import", desk, file, "--apply", "--json")
    told = json.loads(taken.stdout)
    assert told["applied"] is True
    assert [one["id"] for one in told["files"][0]["changes"] if one["what"] == "changed"] == [BANGKOK]
    again = run("directory", "import", desk, file, "--apply")
    assert (again.returncode, "Nothing to take in." in again.stdout) == (1, True)
    assert "whole" in run("audit", "verify", desk).stdout


def test_a_row_older_than_ours_is_kept_out(desk: str, tmp_path: Path) -> None:
    shown = run("directory", "import", desk, newer(tmp_path / "old.csv", "Rayong", "2020-01-01"), "--apply")
    assert shown.returncode == 1
    assert "older than ours" in shown.stdout


@pytest.mark.parametrize(("content", "says"), [(b"a,b\n1,2\n", "first line"), (b"\xff\xfe\x00", "UTF-8")])
def test_a_file_that_is_none_of_ours_is_one_line_and_exit_2(
    desk: str, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_bytes(content)
    found = run("directory", "import", desk, str(file), "--apply")
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert says in found.stderr


def test_a_file_that_is_not_there_and_one_given_twice_are_exit_2(desk: str, tmp_path: Path) -> None:
    assert run("directory", "import", desk, str(tmp_path / "absent.csv")).returncode == 2
    file = newer(tmp_path / "missions.csv", "Rayong")
    found = run("directory", "import", desk, file, file)
    assert (found.returncode, "one at a time" in found.stderr) == (2, True)
