"""`bothends read` as a person types it: the record, its JSON, exit codes, and one helpful line for bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHATS = ROOT / "tests" / "vectors" / "chats"
HELD = CHATS / "whatsapp_android_held_en.txt"
SCAM = CHATS / "whatsapp_ios_investment_en.txt"


def bothends(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bothends", *words]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, check=False)


def read_json(*words: str) -> Any:
    return json.loads(bothends("read", *words, "--json").stdout)


def test_a_disclosure_is_found_with_its_record() -> None:
    found = read_json(str(ROOT / "bothends" / "data" / "demo" / "chat.txt"))
    assert found["disclosure"]["found"] is True
    first = found["disclosure"]["evidence"][0]
    assert first["from"] == "other"
    assert all(first["text"][start:end] for start, end, _ in first["spans"])
    codes = {one["code"] for one in found["indicators"]}
    assert {"document_retention", "quota_punishment", "physical_sexual_violence", "sold_on"} <= codes
    record = found["record"]
    assert (record["name"], record["nationality"], record["country"]) == ("Baraka Otieno", "KEN", "MMR")
    assert record["place"] == {"name": "KK Park", "kind": "compound", "country": "MMR"}
    assert {"kind": "telegram", "value": "baraka_otieno94", "guessed": False} in record["contacts"]
    assert found["urgency"]["level"] == "urgent"


def test_an_ordinary_scam_chat_has_no_disclosure_and_exits_one() -> None:
    out = bothends("read", str(SCAM), "--json")
    assert out.returncode == 1
    assert json.loads(out.stdout)["disclosure"]["found"] is False


def test_what_was_not_said_is_null() -> None:
    record = read_json("--text", "they took my passport and I cannot leave the building")["record"]
    for name in ("name", "nationality", "country", "place", "last_contact"):
        assert record[name] is None, name
    assert record["contacts"] == []


def test_standard_input_is_a_file_too() -> None:
    out = bothends("read", "-", "--json", stdin=HELD.read_bytes())
    assert (out.returncode, json.loads(out.stdout)["format"]) == (0, "whatsapp_android")


def test_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "TMPDIR": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "bothends", "read", str(HELD)]
    subprocess.run(command, env=environment, capture_output=True, cwd=tmp_path, check=True)
    assert not list(tmp_path.iterdir())


def zip_of(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


BAD = {
    "empty": b"",
    "blank": b" \n\n ",
    "binary": bytes(range(256)) * 40,
    "noise": os.urandom(5000),
    "picture": b"\x89PNG\r\n\x1a\n" + os.urandom(500),
    "pdf": b"%PDF-1.7\n" + os.urandom(500),
    "half_json": b'{"messages": [{"from": "A", "text": "hello',
    "json_no_chat": b'{"colour": "blue", "numbers": [1, 2, 3]}',
    "zip_no_chat": zip_of(photo=os.urandom(300)),
    "broken_zip": zip_of(chat=b"x")[:-20],
    "wrong_encoding": "[01/02/2026, 10:00:00] Кевин: они забрали паспорт".encode("koi8-r") * 3
    + b"\x00\xff\xfe",
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_helpful_line_and_exit_two(tmp_path: Path, kind: str) -> None:
    bad = tmp_path / "chat.txt"
    bad.write_bytes(BAD[kind])
    out = bothends("read", str(bad))
    said = out.stderr.decode()
    assert out.returncode == 2, said
    assert said.count("\n") == 1, said
    assert "Traceback" not in said
    assert len(said) > 40, "it says what to do next"
    assert not out.stdout


def test_nine_gigabytes_are_refused_at_once(tmp_path: Path) -> None:
    large = tmp_path / "chat.txt"
    with large.open("wb") as out:
        out.truncate(9 * 1024**3)  # a hole: nothing of it is on the disk
    refused = bothends("read", str(large))
    assert refused.returncode == 2
    assert "without media" in refused.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [[], ["--text", "x", "file"], ["nowhere.txt"], ["."], ["--text", ""], ["--colour"]],
    ids=lambda one: " ".join(one) or "nothing",
)
def test_a_wrong_call_is_one_line_and_exit_two(words: list[str]) -> None:
    out = bothends("read", *words)
    assert out.returncode == 2
    assert out.stderr.decode().count("\n") == 1
    assert "Traceback" not in out.stderr.decode()


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    out = bothends("read", str(tmp_path / "chat.txt"))
    assert out.returncode == 2
    assert "Check the path" in out.stderr.decode()
