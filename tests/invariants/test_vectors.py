"""Every sealed file ever released still opens; altered or moved ones do not. The keys here protect nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bothends.core.codec import from_json
from bothends.core.crypto.keys import Identity
from bothends.core.crypto.seal import Seat
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import SealError
from bothends.core.report import Report

SEALED = Path(__file__).parents[1] / "vectors" / "sealed"
VERSIONS = sorted(one.stem for one in SEALED.glob("report-*.age"))
KEY = Identity.parse((SEALED / "key.txt").read_text())
SEAT = Seat("report", "00000000-0000-4000-8000-000000000001", "report/1")


def test_there_are_vectors() -> None:
    assert VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_report_opens_and_reads(version: str) -> None:
    body = unseal((SEALED / f"{version}.age").read_bytes(), identities=[KEY], seat=SEAT)
    assert body == (SEALED / f"{version}.json").read_bytes()
    assert from_json(body, Report).person.name == "Barakawanjiru Otieno"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("at", [0, 40, -40, -1])
def test_an_altered_one_does_not_open(version: str, at: int) -> None:
    sealed = bytearray((SEALED / f"{version}.age").read_bytes())
    sealed[at] ^= 1
    with pytest.raises(SealError):
        unseal(bytes(sealed), identities=[KEY], seat=SEAT)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_moved_one_does_not_open(version: str) -> None:
    elsewhere = Seat("report", "00000000-0000-4000-8000-000000000002", "report/1")
    with pytest.raises(SealError):
        unseal((SEALED / f"{version}.age").read_bytes(), identities=[KEY], seat=elsewhere)
