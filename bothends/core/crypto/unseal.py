"""Opening what was sealed. The public pages may not import this, even through others (import contract)."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from pyrage import x25519

from bothends.core.crypto.envelope import body_at
from bothends.core.crypto.keys import Identity
from bothends.core.crypto.seal import Seat
from bothends.core.errors import WrongKey


def unseal(sealed: bytes | memoryview, *, identities: Sequence[Identity], seat: Seat) -> bytes:
    """Open `sealed` and return its plaintext.

    Raises WrongKey when no identity fits or the bytes were altered, WrongPlace when they belong elsewhere.
    """
    keys = [x25519.Identity.from_str(one.secret) for one in identities]
    try:
        opened = pyrage.decrypt(bytes(sealed), keys)
    except (pyrage.DecryptError, ValueError) as wrong:
        raise WrongKey("None of the keys at hand opens these bytes.") from wrong
    return body_at(opened, seat)
