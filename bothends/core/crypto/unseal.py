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
    return body_at(open_file(sealed, identities=identities), seat)


def open_file(sealed: bytes | memoryview, *, identities: Sequence[Identity]) -> bytes:
    """Open an age file that has no seat: a pack that another desk sealed. Raises WrongKey as `unseal` does."""
    keys = [x25519.Identity.from_str(one.secret) for one in identities]
    try:
        return pyrage.decrypt(bytes(sealed), keys)
    except (pyrage.DecryptError, ValueError) as wrong:
        raise WrongKey("None of the keys at hand opens these bytes.") from wrong
