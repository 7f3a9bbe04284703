"""`bothends members` on a real desk folder, each command as its own process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PASSWORD = "seven calm herons by the lake"


def run(*words: str, typed: str = "", recovery: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BOTHENDS_RECOVERY": recovery or " "}
    command = [sys.executable, "-m", "bothends", *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A desk folder and the recovery identity its founder printed."""
    folder = str(tmp_path_factory.mktemp("cli") / "desk")
    made = run("setup", folder, "--login", "carol", "--http", typed=PASSWORD + "\n")
    assert made.returncode == 0, made.stderr
    assert "second factor at their first log-in" in made.stdout
    return folder, re.findall(r"AGE-SECRET-KEY-1\w+", made.stdout)[0]


def test_an_invitation_prints_its_code_once_and_a_list_does_not(desk: tuple[str, str]) -> None:
    made = run("members", "invite", desk[0], "--login", "dana", "--role", "approver")
    assert made.returncode == 0
    [code] = re.findall(r"(?:\d{5} ){4}\d{5}", made.stdout)
    assert code not in run("members", "list", desk[0]).stdout
    assert code.replace(" ", "").encode() not in b"".join(
        one.read_bytes() for one in Path(desk[0]).glob("desk.sqlite3*")
    )


def test_role_off_on_and_grant_follow_each_other(desk: tuple[str, str]) -> None:
    folder, recovery = desk
    changed = run("members", "role", folder, "--login", "carol", "--role", "supporter")
    assert "Rotate casework" in changed.stdout
    off = run("members", "off", folder, "--login", "carol")
    assert "Rotate intake" in off.stdout
    assert "switched off" in run("members", "list", folder).stdout
    assert run("members", "grant", folder, "--login", "carol", recovery=recovery).returncode == 1
    run("members", "on", folder, "--login", "carol")
    granted = run("members", "grant", folder, "--login", "carol", recovery=recovery)
    assert granted.stdout == "carol opens: intake.\n"
    assert "whole" in run("audit", "verify", folder).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("invite", "--login", "x y", "--role", "supporter"),
        ("invite", "--login", "dana", "--role", "boss"),
        ("role", "--login", "carol", "--role", "boss"),
        ("off", "--login", "nobody"),
        ("grant", "--login", "carol"),
    ],
)
def test_a_bad_order_is_one_line_and_exit_2(desk: tuple[str, str], words: tuple[str, ...]) -> None:
    answer = run("members", words[0], desk[0], *words[1:])
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
