"""Keyed tokens: equal handles and numbers meet without being readable. Made only with the desk's match key."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from bothends.core.report import Contact

SIZE = 8  # 64 bits: among a million records a chance meeting is one in 37 million
ACCOUNTS = "account"


def tokens_of(contacts: Iterable[Contact], *, key: bytes) -> dict[bytes, str]:
    """Token → the kind of contact it stands for. `key` is 32 bytes; without it guesses cannot be tested."""
    return {_token(one, key): one.kind for one in contacts if normalised(one)}


def normalised(contact: Contact) -> str:
    """What must be equal: digits of a number, the letters of an address or handle, case and width folded."""
    text = unicodedata.normalize("NFKC", contact.value).casefold().strip()
    if contact.kind == "phone":
        return "".join(one for one in text if one.isdigit())
    return text.removeprefix("@").rstrip("/")


def _token(contact: Contact, key: bytes) -> bytes:
    # A handle is often told without its network, so networks share one family; numbers and addresses do not.
    family = contact.kind if contact.kind in {"phone", "email"} else ACCOUNTS
    said = f"{family}:{normalised(contact)}".encode()
    return hashlib.blake2b(said, key=key, person=b"bothends match", digest_size=SIZE).digest()
