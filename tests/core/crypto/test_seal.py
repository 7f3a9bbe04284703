"""One format: what is sealed opens for its row and its key, and for nothing else."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothends.core.crypto.keys import Identity, checked_recipient, lock, new_key, unlock
from bothends.core.crypto.seal import Seat, seal
from bothends.core.crypto.unseal import unseal
from bothends.core.errors import BadInput, WrongKey, WrongPlace

SEAT = Seat("report", "row-1", "report/1")
KEY = Identity.new()


@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_with_its_key(body: bytes) -> None:
    assert unseal(seal(body, to=[KEY.recipient], seat=SEAT), identities=[KEY], seat=SEAT) == body


def test_another_key_does_not_open_it() -> None:
    sealed = seal(b"words", to=[KEY.recipient], seat=SEAT)
    with pytest.raises(WrongKey):
        unseal(sealed, identities=[Identity.new()], seat=SEAT)


@pytest.mark.parametrize("moved", [{"table": "case"}, {"row": "row-2"}, {"schema": "report/2"}])
def test_bytes_moved_elsewhere_do_not_open(moved: dict[str, str]) -> None:
    sealed = seal(b"words", to=[KEY.recipient], seat=SEAT)
    with pytest.raises(WrongPlace):
        unseal(sealed, identities=[KEY], seat=replace(SEAT, **moved))


@given(st.integers(min_value=0, max_value=200), st.integers(min_value=1, max_value=255))
def test_altered_bytes_do_not_open(at: int, flip: int) -> None:
    sealed = bytearray(seal(b"words", to=[KEY.recipient], seat=SEAT))
    sealed[-1 - at % len(sealed)] ^= flip
    with pytest.raises((WrongKey, WrongPlace)):
        unseal(bytes(sealed), identities=[KEY], seat=SEAT)


def test_the_standard_age_program_opens_it(tmp_path: Path) -> None:
    age = which("age")
    assert age, "install the distribution's package: apt-get install age"
    (tmp_path / "key").write_text(KEY.secret)
    (tmp_path / "sealed").write_bytes(seal(b"words", to=[KEY.recipient], seat=SEAT))
    out = subprocess.run(
        [age, "-d", "-i", tmp_path / "key", tmp_path / "sealed"], capture_output=True, check=True
    )
    assert out.stdout.endswith(b"\nwords")


def test_a_box_opens_only_with_its_key_and_place() -> None:
    key = new_key()
    box = lock(b"draft", key=key, about=b"here")
    assert unlock(box, key=key, about=b"here") == b"draft"
    for other_key, other_place in ((new_key(), b"here"), (key, b"there")):
        with pytest.raises(WrongKey):
            unlock(box, key=other_key, about=other_place)


def test_keys_do_not_print() -> None:
    assert KEY.secret not in repr(KEY)
    assert KEY.secret not in str(KEY)


@pytest.mark.parametrize("typed", ["", "age1", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA", "age1" + "q" * 57])
def test_a_mistyped_recipient_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="age1"):
        checked_recipient(typed)
