"""`bothends check-offer` as a person meets it."""

from __future__ import annotations

import json
import subprocess
import sys

OFFER = "Free flight to Cambodia, no experience needed, customer service, message me on Telegram @hr_lucky88"


def bothends(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bothends", *args], input=given, capture_output=True, check=False
    )


def test_signs_are_printed_with_reason_source_and_words() -> None:
    out = bothends("check-offer", "--text", OFFER, "--json")
    assert out.returncode == 0
    told = json.loads(out.stdout)
    signs = {one["code"]: one for one in told["signs"]}
    assert {"free_travel", "border_region", "no_experience", "chat_only_contact"} <= set(signs)
    assert signs["border_region"]["text"] == ["Cambodia"]
    assert all(one["meaning"] and one["source"] for one in told["signs"])
    assert "keep_passport" in told["advice"]


def test_nothing_found_exits_one_and_says_what_that_does_not_mean() -> None:
    out = bothends(
        "check-offer", "-", given=b"The library needs an assistant from September. Ask at the desk."
    )
    assert out.returncode == 1
    assert "does not make the offer a good one" in out.stdout.decode()
    assert "safe" not in out.stdout.decode().lower()


def test_bad_input_is_one_line_and_exit_two() -> None:
    for args in (("check-offer",), ("check-offer", "--text", " "), ("check-offer", "no-such-file")):
        out = bothends(*args)
        assert out.returncode == 2
        assert out.stderr.decode().count("\n") == 1
