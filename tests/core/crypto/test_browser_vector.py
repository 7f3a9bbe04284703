"""What the browser's library sealed opens here and with the standard program, today and in later releases."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.seal import Seat, checked_age_file, seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, SealError, WrongPlace
from tests.built import seal_with_node

FOLDER = Path(__file__).parents[2] / "vectors" / "browser"
SEALED = (FOLDER / "answers.age").read_bytes()
WRITTEN = (FOLDER / "identity.txt").read_text()
KEY = Identity.parse(WRITTEN.splitlines()[-1])
ROW = re.findall(r"# row: (\S+)", WRITTEN)[0]
SEAT = Seat("report", ROW, "answers/1")
LIMIT = 200 * 1024


def test_the_kept_file_opens_for_its_row() -> None:
    told = json.loads(unseal(SEALED, identities=[KEY], seat=SEAT))
    assert told["answers"]["name"] == "Barakawanjiru Otieno"
    assert told["language"] == "en"


def test_it_opens_for_no_other_row_and_as_no_report_that_was_read() -> None:
    for other in (replace(SEAT, row="another"), replace(SEAT, schema="report/1")):
        with pytest.raises(WrongPlace):
            unseal(SEALED, identities=[KEY], seat=other)


def test_the_standard_age_program_opens_the_kept_file() -> None:
    age = which("age")
    assert age, "install the distribution's package: apt-get install age"
    command = [age, "-d", "-i", str(FOLDER / "identity.txt"), str(FOLDER / "answers.age")]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    assert b"sunfish-lantern" in out
    assert out.startswith(b'{"bothends":1,"table":"report","row":"')


def test_what_the_built_library_seals_today_opens() -> None:
    answers = {"words": "彼は捕まっている \U0001f62f", "name": "Minh"}
    asked = {"answers": answers, "row": ROW, "language": "ja", "recipient": KEY.recipient}
    sealed = checked_age_file(seal_with_node(json.dumps(asked).encode()), limit=LIMIT)
    assert json.loads(unseal(sealed, identities=[KEY], seat=SEAT)) == {"answers": answers, "language": "ja"}


@pytest.mark.parametrize("at", [30, 80, 150, 230, len(SEALED) - 1])
def test_altered_bytes_do_not_open(at: int) -> None:
    altered = bytearray(SEALED)
    altered[at] ^= 1
    with pytest.raises(SealError):
        unseal(bytes(altered), identities=[KEY], seat=SEAT)


@given(st.binary(max_size=400))
def test_bytes_that_are_no_age_file_are_refused(body: bytes) -> None:
    with pytest.raises(BadInput, match="not an age file"):
        checked_age_file(body, limit=LIMIT)


def test_an_age_file_for_two_recipients_is_refused() -> None:
    two = seal(b"words", to=[KEY.recipient, Identity.new().recipient], seat=SEAT)
    with pytest.raises(BadInput, match="one recipient"):
        checked_age_file(two, limit=LIMIT)


def test_a_cut_off_file_is_refused() -> None:
    with pytest.raises(BadInput, match="not an age file"):
        checked_age_file(SEALED[:150], limit=LIMIT)


def test_the_largest_report_passes_and_a_larger_one_is_refused() -> None:
    checked_age_file(seal(b"x" * (LIMIT - 200), to=[KEY.recipient], seat=SEAT), limit=LIMIT)
    with pytest.raises(BadInput, match="larger than 200 KB"):
        checked_age_file(seal(b"x" * (LIMIT + 1024), to=[KEY.recipient], seat=SEAT), limit=LIMIT)
