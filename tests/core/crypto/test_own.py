"""The reporter's own opener: the right receipt and the right box, and nothing else, open a message."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import bothends
from bothends.core.crypto.keys import Identity, lock
from bothends.core.crypto.own import opener
from bothends.core.crypto.receipt import new_receipt, wrapping_key
from bothends.core.crypto.seal import Seat, seal
from bothends.core.errors import WrongKey, WrongPlace

PEPPER = b"p" * 32
ABOUT = b"reporter:1"
SEAT = Seat("thread", "1:1:desk", "thread/1")


def boxed(identity: Identity, receipt: str) -> bytes:
    return lock(identity.secret.encode(), key=wrapping_key(receipt, pepper=PEPPER), about=ABOUT)


def test_a_receipt_opens_what_was_sealed_to_its_reporter() -> None:
    own, receipt = Identity.new(), new_receipt()
    open_own = opener(boxed(own, receipt), receipt=receipt, pepper=PEPPER, about=ABOUT)
    assert open_own(seal(b"we have read it", to=[own.recipient], seat=SEAT), SEAT) == b"we have read it"


def test_what_was_sealed_to_a_vault_does_not_open() -> None:
    own, vault, receipt = Identity.new(), Identity.new(), new_receipt()
    open_own = opener(boxed(own, receipt), receipt=receipt, pepper=PEPPER, about=ABOUT)
    with pytest.raises(WrongKey):
        open_own(seal(b"a report", to=[vault.recipient], seat=SEAT), SEAT)


def test_another_receipt_or_another_place_opens_no_box() -> None:
    own, receipt = Identity.new(), new_receipt()
    for wrong in ({"receipt": new_receipt(), "about": ABOUT}, {"receipt": receipt, "about": b"reporter:2"}):
        with pytest.raises(WrongKey):
            opener(boxed(own, receipt), pepper=PEPPER, **wrong)


def test_a_message_moved_to_another_seat_does_not_open_there() -> None:
    own, receipt = Identity.new(), new_receipt()
    open_own = opener(boxed(own, receipt), receipt=receipt, pepper=PEPPER, about=ABOUT)
    with pytest.raises(WrongPlace):
        open_own(seal(b"x", to=[own.recipient], seat=SEAT), Seat("thread", "1:1:reporter", "thread/1"))


def test_only_three_files_open_anything_and_the_public_site_reaches_one_of_them() -> None:
    """own.py takes a typed receipt; unseal.py and part.py (backups) are forbidden to the public by contract."""
    house = Path(bothends.__file__).parent
    calls = {
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr.startswith("decrypt") and _is_age(node.value))
        or (isinstance(node, ast.ImportFrom) and node.module == "pyrage" and _names_decrypt(node))
    }
    assert calls == {"core/crypto/own.py", "core/crypto/part.py", "core/crypto/unseal.py"}


def _is_age(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "pyrage"


def _names_decrypt(node: ast.ImportFrom) -> bool:
    return any(one.name.startswith("decrypt") for one in node.names)
