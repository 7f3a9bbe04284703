"""Our frozen shapes to JSON bytes and back, strictly: an unknown or ill-typed field is an error."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from bothends.core.errors import BadInput

T = TypeVar("T")


def to_json(shape: object) -> bytes:
    """Compact UTF-8 JSON of a dataclass."""
    return msgspec.json.encode(shape)


def from_json(body: bytes, shape: type[T]) -> T:
    """Read `shape` back. Raises BadInput naming the field, never its content."""
    try:
        return msgspec.json.decode(body, type=shape, strict=True)
    except msgspec.DecodeError as wrong:
        where = str(wrong).rpartition(" - at ")[2] or "the top"
        raise BadInput(f"This JSON does not have the expected shape at {where}.") from wrong
