"""Opening what was sealed. The public pages may not import this, even through others (import contract)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pyrage
from pyrage import x25519

from bothends.core.crypto.keys import Identity
from bothends.core.crypto.seal import ENVELOPE, Header, Seat
from bothends.core.errors import WrongKey, WrongPlace


def unseal(sealed: bytes | memoryview, *, identities: Sequence[Identity], seat: Seat) -> bytes:
    """Open `sealed` and return its plaintext.

    Raises WrongKey when no identity fits or the bytes were altered, WrongPlace when they belong elsewhere.
    """
    keys = [x25519.Identity.from_str(one.secret) for one in identities]
    try:
        opened = pyrage.decrypt(bytes(sealed), keys)
    except (pyrage.DecryptError, ValueError) as wrong:
        raise WrongKey("None of the keys at hand opens these bytes.") from wrong
    return _body(opened, seat)


def _body(opened: bytes, seat: Seat) -> bytes:
    first, _, body = opened.partition(b"\n")
    try:
        head = msgspec.json.decode(first, type=Header)
    except msgspec.DecodeError as wrong:
        raise WrongPlace("These bytes open but carry no bothends header.") from wrong
    if head.bothends != ENVELOPE or (head.table, head.row) != (seat.table, seat.row):
        raise WrongPlace("These bytes were sealed for another row.")
    if head.schema != seat.schema:
        raise WrongPlace(f"These bytes hold {head.schema}, not {seat.schema}.")
    return body
