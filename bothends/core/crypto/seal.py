"""The one format. Anyone may seal: only public halves are needed here.

An age file whose plaintext begins with one JSON line saying which row it belongs to, so bytes moved to
another row do not open as that row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import pyrage
from pyrage import x25519

from bothends.core.errors import BadInput

ENVELOPE = 1
# The header's lines up to its MAC, then a nonce of 16 bytes and at least one tag of 16: age-encryption.org/v1.
_AGE_FILE = re.compile(
    rb"age-encryption\.org/v1\n((?:[ -~]{0,400}\n){2,30}?)--- [A-Za-z0-9+/]{43}\n.{32}", re.DOTALL
)
_X25519 = re.compile(rb"^-> X25519 [A-Za-z0-9+/]{43}$", re.MULTILINE)
HEADER_ROOM = 1024  # more than the header, the nonce and the tags of what fits a report


@dataclass(frozen=True, slots=True)
class Seat:
    """Where sealed bytes belong: table, row and the schema of the plaintext. Only unchanging values."""

    table: str
    row: str
    schema: str


class Header(msgspec.Struct, forbid_unknown_fields=True):
    """First line of every sealed plaintext."""

    bothends: int
    table: str
    row: str
    schema: str


def seal(plaintext: bytes, *, to: Sequence[str], seat: Seat) -> bytes:
    """Seal `plaintext` for the recipients `to` (age1…), bound to `seat`. About 0.1 ms a recipient."""
    head = Header(bothends=ENVELOPE, table=seat.table, row=seat.row, schema=seat.schema)
    recipients = [x25519.Recipient.from_str(one) for one in to]
    return pyrage.encrypt(msgspec.json.encode(head) + b"\n" + plaintext, recipients)


def checked_age_file(sealed: bytes, *, limit: int) -> bytes:
    """Bytes somebody else sealed, as they are, if they look like an age file for one X25519 recipient.

    `limit` is the largest plaintext in bytes. Whether a key opens it shows only on opening. Raises BadInput.
    """
    if len(sealed) > limit + HEADER_ROOM:
        raise BadInput(f"This is larger than {limit // 1024} KB. Shorten the text and send it again.")
    header = _AGE_FILE.match(sealed)
    if header is None or len(_X25519.findall(header[1])) != 1:
        raise BadInput("This is not an age file for one recipient. Open the page again and send from there.")
    return sealed
