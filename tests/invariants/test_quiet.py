"""P13 Quiet: nothing opens an outbound connection; the whole line runs where every connection is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Runs a command with every way to another machine closed, and says which one was tried.
PROGRAM = """
import socket, sys

def refused(self, address, *rest):
    raise SystemExit(f"asked for {address}")

socket.socket.connect = refused
socket.socket.connect_ex = refused
socket.getaddrinfo = lambda *a, **k: sys.exit(f"looked up {a}")
sys.argv = ["bothends", *sys.argv[1:]]
from bothends.cli import main
sys.exit(main())
"""


def closed(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *words]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, cwd=ROOT, check=False)


def test_reading_routing_and_packing_ask_no_other_machine(tmp_path: Path) -> None:
    read = closed("read", "bothends/data/demo/chat.txt", "--json")
    assert read.returncode == 0, read.stderr
    routed = closed("route", "--nationality", "KEN", "--in", "MMR", "--json")
    assert routed.returncode == 0, routed.stderr
    (tmp_path / "case.json").write_text(read.stdout)
    packed = closed("pack", str(tmp_path / "case.json"), "--out", str(tmp_path / "out"), "--json")
    assert packed.returncode == 0, packed.stderr
    assert Path(json.loads(packed.stdout)["pdf"]).exists()


def test_a_whole_desk_story_asks_no_other_machine(tmp_path: Path) -> None:
    played = closed("demo", "--once", "--folder", str(tmp_path / "demo"))
    assert played.returncode == 0, played.stderr + played.stdout
    assert "none is readable" in played.stdout


def test_the_pages_allow_the_browser_no_other_machine() -> None:
    from bothends.web.headers import HEADERS

    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
