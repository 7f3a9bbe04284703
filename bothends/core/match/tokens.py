"""Keyed tokens: equal handles, numbers and name keys meet without being readable. Made only with the desk's match key.

A key has `PAGES` tokens, and a record is entered under one of them that still has room. So no token is met more than
`ROOM` times, however common the name is, and the pages of one key cannot be told to belong together.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Mapping

from bothends.core.report import Contact

SIZE = 8  # bytes of a token: among ten million tokens a chance meeting of one given is one in 2 * 10^12
PAGES = 8  # one BLAKE2b digest of 64 bytes is cut into as many tokens
ROOM = 8  # records under one token
EVENLY = 8  # a record's tokens are filled up to a multiple of this with random ones
# A key that more records share than fit says too little: a finer one must find them.
FULL = PAGES * ROOM
DERIVED = b"bothends card"
ACCOUNTS = "account"
_CUT = struct.Struct(f"<{PAGES}q")


def tokens_of(keys: Mapping[str, str], *, key: bytes) -> dict[int, str]:
    """Every token of every blocking key → its kind. `key` is 32 bytes; without it guesses cannot be tested."""
    return {token: kind for said, kind in keys.items() for token in pages(said, key=key)}


def pages(said: str, *, key: bytes) -> tuple[int, ...]:
    """The tokens under which records with this key may stand, as signed 64-bit numbers."""
    return _CUT.unpack(hashlib.blake2b(said.encode(), key=key, person=b"bothends match").digest())


def card_key(key: bytes) -> bytes:
    """The key that closes match cards, made from the match key."""
    return hashlib.blake2b(key=key, person=DERIVED, digest_size=32).digest()


def normalised(contact: Contact) -> str:
    """What must be equal: digits of a number, the letters of an address or handle, case and width folded."""
    text = unicodedata.normalize("NFKC", contact.value).casefold().strip()
    if contact.kind == "phone":
        return "".join(one for one in text if one.isdigit())
    if contact.kind == "document":
        return "".join(one for one in text if one.isalnum())
    return text.removeprefix("@").rstrip("/")
