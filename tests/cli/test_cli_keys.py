"""`bothends keys tokens`: the blind index gets a new key, killed half-way too."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from bothends.core.crypto.keys import Identity
from tests.disk import Disk, founded


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    disk = founded(tmp_path / "desk")
    disk.step("index_namesakes(10)")
    return disk


def test_killed_half_way_it_goes_on_when_called_again(disk: Disk) -> None:
    call = "import json, django; django.setup(); from tests import disk_steps as steps; steps.renew_tokens_and_die(1)"
    disk.python("-c", call, code=-signal.SIGKILL)
    held = disk.step("generations()")
    assert held["1"] > 0
    assert held["2"] > 0
    assert disk.step("namesakes_found()") == 9
    said = json.loads(disk.bothends("keys", "tokens", str(disk.path), "--json").stdout)
    assert said == {"records": held["1"], "judgements": 0, "dropped": 0, "scrubbed": True}
    assert disk.step("generations()") == {"2": 10}
    assert disk.step("namesakes_found()") == 9
    assert disk.step("trail()") is None


def test_it_says_what_was_done_and_what_to_do_next(disk: Disk) -> None:
    said = disk.bothends("keys", "tokens", str(disk.path)).stdout
    assert "10 records and 0 judgements were written anew" in said
    assert "Make a backup now" in said


def test_another_identity_changes_nothing(disk: Disk) -> None:
    other = Disk(disk.path, Identity.new().secret)
    assert other.bothends("keys", "tokens", str(disk.path), code=1).stderr.count("\n") == 1
    assert disk.step("generations()") == {"1": 10}
