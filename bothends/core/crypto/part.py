"""One part of a backup: lines of JSON in one age file. First what it is, then rows, last a count and a digest.

Written and read as a stream, so its size does not matter. Any part opens with the standard age program too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import msgspec
import pyrage
from pyrage import x25519

from bothends.core.crypto.keys import Identity
from bothends.core.errors import BadInput, WrongKey

FORMAT = 1
Row = tuple[str, dict[str, Any]]


class Head(msgspec.Struct, forbid_unknown_fields=True):
    """First line. `part` is main or keys, `stamp` the moment of the snapshot, `schema` the newest migrations.

    `desk` (main only) holds what lies in the desk folder: settings, pepper, django.
    """

    bothends_backup: int
    part: str
    stamp: str
    version: str
    schema: list[str]
    rows: int
    desk: dict[str, Any] = {}


class _Lines:
    """Something to read from: the lines of a part, one after the other, with their digest at the end."""

    def __init__(self, head: Head, rows: Iterable[Row]) -> None:
        self._pieces = self._all(head, rows)
        self._left = b""

    def _all(self, head: Head, rows: Iterable[Row]) -> Iterator[bytes]:
        seen, count = hashlib.blake2b(digest_size=32), 0
        line = msgspec.json.encode(head) + b"\n"
        seen.update(line)
        yield line
        for row in rows:
            line, count = msgspec.json.encode(row) + b"\n", count + 1
            seen.update(line)
            yield line
        yield msgspec.json.encode({"end": count, "digest": seen.hexdigest()}) + b"\n"

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


class _Reader:
    """Something to write to: takes the plaintext apart into lines and hands them on."""

    def __init__(self, on_head: Callable[[Head], None], on_row: Callable[[Row], None]) -> None:
        self._on_head, self._on_row = on_head, on_row
        self._left, self._seen = b"", hashlib.blake2b(digest_size=32)
        self._rows, self._started, self.whole = 0, False, False

    def write(self, piece: bytes) -> int:
        *lines, self._left = (self._left + piece).split(b"\n")
        for line in lines:
            self._line(line)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def _line(self, line: bytes) -> None:
        if not self._started:
            self._started = True
            self._seen.update(line + b"\n")
            self._on_head(head_from(line))
        elif line.startswith(b"{"):
            told = msgspec.json.decode(line)
            self.whole = told == {"end": self._rows, "digest": self._seen.hexdigest()}
        else:
            self._seen.update(line + b"\n")
            self._rows += 1
            self._on_row(msgspec.json.decode(line, type=tuple[str, dict[str, Any]]))


class _Enough(Exception):
    """Raised by ourselves to stop reading after the first line."""


def head_from(line: bytes) -> Head:
    """Raises BadInput for a file that opens but is no part of a backup, or of a format from the future."""
    try:
        found = msgspec.json.decode(line, type=Head)
    except msgspec.DecodeError:
        raise BadInput("This file opens, but it is no backup that this version knows.") from None
    if found.bothends_backup != FORMAT:
        raise BadInput("This backup was made by a newer version of bothends. Install that version first.")
    return found


def write_part(out: BinaryIO, *, head: Head, rows: Iterable[Row], to: Sequence[str]) -> None:
    """Seal head and rows to the recipients `to`, as a stream."""
    recipients = [x25519.Recipient.from_str(one) for one in to]
    pyrage.encrypt_io(_Lines(head, rows), out, recipients)  # type: ignore[arg-type]  # it only calls read()


def read_part(
    source: BinaryIO,
    *,
    identity: Identity,
    on_head: Callable[[Head], None],
    on_row: Callable[[Row], None],
) -> None:
    """Open a part and hand on its lines as they come. Raises WrongKey, or BadInput when it is cut or altered."""
    reader = _Reader(on_head, on_row)
    try:
        key = x25519.Identity.from_str(identity.secret)
        pyrage.decrypt_io(source, reader, [key])  # type: ignore[arg-type]  # it only calls write()
    except pyrage.DecryptError:
        raise WrongKey("This recovery identity does not open this backup.") from None
    except OSError:
        raise BadInput("This backup is cut off or was altered. Use another one.") from None
    if not reader.whole:
        raise BadInput("This backup is not whole. Use another one.")


def head_of(source: BinaryIO, *, identity: Identity) -> Head:
    """Only the first line of a part."""
    found: list[Head] = []

    def stop(head: Head) -> None:
        found.append(head)
        raise _Enough

    try:
        read_part(source, identity=identity, on_head=stop, on_row=lambda row: None)
    except _Enough:
        return found[0]
    raise BadInput("This backup is not whole. Use another one.")
