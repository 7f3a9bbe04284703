"""Which row opened bytes belong to: the check both openers make after a key fitted. It opens nothing itself."""

from __future__ import annotations

import msgspec

from bothends.core.crypto.seal import ENVELOPE, Header, Seat
from bothends.core.errors import WrongPlace


def body_at(opened: bytes, seat: Seat) -> bytes:
    """What follows the header line, when the header names `seat`. Raises WrongPlace."""
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
