"""The compiled lexicon, kept beside the rows it is made of: seconds of work the first time, a moment after.

It holds nothing but reviewed rows. Where the folder cannot be written it is compiled anew in each process.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from bothends.core import assess
from bothends.core.assess.lexicon import Lexicon, Packed, unpacked
from bothends.core.assess.rows import packed
from bothends.data import folder

_SHARED = ("concepts.toml", "everyday.txt")


class _Kept(msgspec.Struct, frozen=True):
    """What is written: the rows with the hash of all they were made of."""

    made_of: bytes
    rows: Packed


def lexicon(table: str, codes: Collection[str]) -> Lexicon:
    """The lexicon of one table, from what is kept if that is of today's rows, else compiled and kept."""
    made_of = _made_of(table, codes)
    rows = _read(table, made_of)
    if rows is None:
        rows = packed(folder(), table, codes)
        with suppress(OSError):
            _write(table, _Kept(made_of, rows))
    return unpacked(rows)


def _path(table: str) -> Path:
    return folder() / "built" / f"{table}.msgpack"


def _made_of(table: str, codes: Collection[str]) -> bytes:
    """A hash over the rows, the codes and the code that compiles them."""
    rows = [*sorted((folder() / table).glob("*.toml")), *(folder() / name for name in _SHARED)]
    code = sorted(Path(assess.__file__).parent.glob("*.py"))
    mixed = blake2b(" ".join(sorted(codes)).encode(), digest_size=16)
    for path in (*rows, *code):
        mixed.update(path.name.encode() + b"\0" + blake2b(path.read_bytes()).digest())
    return mixed.digest()


def _read(table: str, made_of: bytes) -> Packed | None:
    try:
        kept = msgspec.msgpack.decode(_path(table).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None
    return kept.rows if kept.made_of == made_of else None


def _write(table: str, kept: _Kept) -> None:
    """Whole or not at all: another process may read it meanwhile."""
    path = _path(table)
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(msgspec.msgpack.encode(kept))
    fresh.replace(path)
