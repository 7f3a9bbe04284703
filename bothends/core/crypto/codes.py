"""One-time codes that members type: an invitation (25 digits) and a recovery code (15). Kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable

from bothends.core.crypto.keys import Identity
from bothends.core.errors import NotAReceipt

RECOVERY_DIGITS = 15
_GROUP = 5


def new_recovery_code(*, below: Callable[[int], int] = secrets.randbelow) -> str:
    """15 random digits: 49.8 bits. Enough, because a try needs the member's opened identity (`recovery_tag`)."""
    return str(below(10**RECOVERY_DIGITS)).zfill(RECOVERY_DIGITS)


def in_groups(code: str) -> str:
    """The way it is printed: groups of five."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def recovery_code(typed: str) -> str:
    """Digits of any script, with or without blanks → 15 ASCII digits. Raises NotAReceipt."""
    kept = "".join(str(unicodedata.digit(one)) for one in typed if unicodedata.digit(one, None) is not None)
    if len(kept) != RECOVERY_DIGITS:
        raise NotAReceipt(f"A recovery code has {RECOVERY_DIGITS} digits. Please look again.")
    return kept


def invitation_tag(code: str, *, pepper: bytes) -> bytes:
    """16 bytes that find an invitation. Keyed with the pepper, like a receipt's (docs/threat-model.md)."""
    return hashlib.blake2b(code.encode(), key=pepper, person=b"bothends invite", digest_size=16).digest()


def recovery_tag(code: str, *, identity: Identity, pepper: bytes) -> bytes:
    """16 bytes that find a recovery code. Keyed with pepper and the secret half of the member's identity.

    A thief of database and pepper cannot try codes without first opening the identity with the password.
    """
    key = hashlib.blake2b(identity.secret.encode(), key=pepper, digest_size=32).digest()
    return hashlib.blake2b(code.encode(), key=key, person=b"bothends recover", digest_size=16).digest()
