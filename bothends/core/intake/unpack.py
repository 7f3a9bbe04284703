"""What came in: one text, or a zip with texts among its photos. Sizes are capped by what is really read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from bothends.core.errors import Unreadable
from bothends.core.intake.source import Bytes

MAX_BYTES = 8 * 1024**3
MAX_MEMBERS = 20_000
_SNIFF = 2_048
_SUSPICIOUS, _MOST_SHRUNK = 64 * 1024**2, 400

TOO_LARGE = "The file is larger than 8 GB. Export the chat again without media, then send that file."
_LOCKED = "The zip is locked with a password. Open it on your device and send the chat file inside."
_DAMAGED = "The zip is damaged or not complete. Export the chat again and send the new file."
_CROWDED = "The zip holds too many files. Export the chat without media, then send that file."

# First bytes (at this offset) of files people send by mistake -> the next step.
_PICTURE = "This is a picture, not a chat export. Use the place for screenshots, or export the chat as text."
_SOUND = "This is a recording, not a chat export. Export the chat as text, or write down what was said."
_PACKED = "This is an archive we do not open. Open it on your device and send the chat file inside."
_BACKUP = "This is a database, not a chat export. Open the chat in the app and choose Export chat."
_PAGES = "This is a document, not a chat export. Export the chat as text, or paste the lines instead."
MISTAKEN = (
    (0, b"%PDF", _PAGES),
    (0, b"{\\rtf", _PAGES),
    (0, b"\xd0\xcf\x11\xe0", _PAGES),
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftyphei", _PICTURE),
    (4, b"ftypmif", _PICTURE),
    (4, b"ftyp", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"RIFF", _SOUND),
    (0, b"Rar!", _PACKED),
    (0, b"7z\xbc\xaf", _PACKED),
    (0, b"\x1f\x8b", _PACKED),
    (0, b"SQLite format 3", _BACKUP),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that may be a chat, and the path it had in its zip."""

    content: Bytes
    path: str = field(default="", repr=False)


def pieces(content: Bytes) -> tuple[list[Piece], bool]:
    """(files that may be a chat, whether they came in a zip). Raises Unreadable with the next step."""
    if content.size > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    head = content.head(_SNIFF)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0") and _is_blank(content):
        raise Unreadable("The file is empty. Export the chat again and send the new file.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unzipped(content), True
    if step := _mistaken(head):
        raise Unreadable(step)
    return [Piece(content)], False


def _is_blank(content: Bytes) -> bool:
    return not any(block.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0") for block in content.blocks())


def _mistaken(head: bytes) -> str | None:
    return next((step for at, magic, step in MISTAKEN if head.startswith(magic, at)), None)


# IndexError: before Python 3.12, a file without a name.
_BREAKAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, IndexError),
    *(NotImplementedError, OSError, ValueError, RuntimeError),
)


@contextmanager
def _whole() -> Iterator[None]:
    """Whatever a broken zip makes its reader raise becomes one line."""
    try:
        yield
    except _BREAKAGE:
        raise Unreadable(_DAMAGED) from None


def _unzipped(content: Bytes) -> list[Piece]:
    with _whole(), content.open() as stream, zipfile.ZipFile(stream) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise Unreadable(_CROWDED)
        if not all(member.filename for member in members):
            raise Unreadable(_DAMAGED)
        if any(member.flag_bits & 0x1 for member in members):
            raise Unreadable(_LOCKED)
        # Phones write no other compression; the rest can ask for gigabytes of memory.
        plain = [m for m in members if m.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)]
        texts = [member for member in plain if _may_be_text(archive, member)]
    if sum(member.file_size for member in texts) > MAX_BYTES or any(map(_is_bomb, texts)):
        raise Unreadable(TOO_LARGE)
    return [Piece(_member(content, member), member.filename) for member in texts]


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    """A chat shrinks to a tenth or a thirtieth; what was made to swell shrinks to a thousandth."""
    return member.file_size > _SUSPICIOUS and member.file_size > _MOST_SHRUNK * max(1, member.compress_size)


def _member(content: Bytes, member: zipfile.ZipInfo) -> Bytes:
    return Bytes(lambda: cast(BinaryIO, _Member(content, member)), member.file_size, content.tell)


class _Member(io.RawIOBase):
    """One file of a zip as a stream that never gives more than the zip said: what it says is not to be believed."""

    def __init__(self, content: Bytes, member: zipfile.ZipInfo) -> None:
        super().__init__()
        with _whole():
            self._archive = zipfile.ZipFile(content.open())
            self._stream = self._archive.open(member)
        self._left = member.file_size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        with _whole():
            block = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(block)
        if self._left < 0:
            raise Unreadable(_DAMAGED)
        return block

    def close(self) -> None:
        self._stream.close()
        self._archive.close()
        super().close()


def _may_be_text(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with archive.open(member) as stream:
        head = stream.read(_SNIFF)
    if not head.strip() or _mistaken(head) or head.startswith(b"PK\x03\x04"):
        return False
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head
