"""The reporter's receipt: 25 digits, 24 of them random and one that catches a slip.

24 random digits are 79.7 bits: no slow hash is needed (docs/threat-model.md, the arithmetic). The site's
pepper, kept outside the database, keys the tag, so a stolen database cannot be searched for codes.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable

from bothends.core.errors import NotAReceipt

DIGITS = 25
GROUP = 5


def new_receipt(*, below: Callable[[int], int] = secrets.randbelow) -> str:
    """25 digits without spaces. `below(n)` draws from 0…n-1; tests hand in their own."""
    drawn = str(below(10**24)).zfill(24)
    return drawn + str(_check_digit(drawn))


def grouped(receipt: str) -> str:
    """The way it is shown and read over the phone: five groups of five."""
    return " ".join(receipt[at : at + GROUP] for at in range(0, DIGITS, GROUP))


def parse(typed: str) -> str:
    """Digits of any script, with or without blanks and dashes → 25 ASCII digits. Raises NotAReceipt.

    The error says that the code is mistyped; it can not say whether another code exists.
    """
    kept = "".join(str(unicodedata.digit(one)) for one in typed if unicodedata.digit(one, None) is not None)
    if len(kept) != DIGITS:
        raise NotAReceipt(f"A receipt has {DIGITS} digits; {len(kept)} were typed. Please look again.")
    if _check_digit(kept[:-1]) != int(kept[-1]):
        raise NotAReceipt("One or more digits are mistyped. Please compare each group of five.")
    return kept


def lookup_tag(receipt: str, *, pepper: bytes) -> bytes:
    """16 bytes that find the row of a receipt. Keyed with the pepper."""
    return _derived(receipt, pepper, label=b"bothends lookup", size=16)


def wrapping_key(receipt: str, *, pepper: bytes) -> bytes:
    """32 bytes that open the reporter's own identity, which lies boxed beside the report."""
    return _derived(receipt, pepper, label=b"bothends thread", size=32)


def _derived(receipt: str, pepper: bytes, *, label: bytes, size: int) -> bytes:
    # Keyed BLAKE2b with a personalisation is its own key derivation: one primitive, two unrelated outputs.
    return hashlib.blake2b(receipt.encode(), key=pepper, person=label, digest_size=size).digest()


# Damm's quasigroup of order ten: catches every single wrong digit and every swap of neighbours.
# H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def _check_digit(digits: str) -> int:
    interim = 0
    for one in digits:
        interim = int(_DAMM[interim][int(one)])
    return interim
