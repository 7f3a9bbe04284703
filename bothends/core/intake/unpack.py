"""What came in: one text, or a zip with texts among its photos. Sizes are capped by what is really read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from bothends.core.errors import Unreadable

MAX_BYTES = 100 * 1024 * 1024
MAX_MEMBERS = 20_000
_SNIFF = 2_048

TOO_LARGE = "The file is larger than 100 MB. Export the chat again without media, then send that file."
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
    """One file that may be a chat: its bytes and the path it had, the zip's own name first."""

    content: bytes = field(repr=False)
    path: str = field(default="", repr=False)


def pieces(content: bytes) -> tuple[list[Piece], bool]:
    """(files that may be a chat, whether they came in a zip). Raises Unreadable with the next step."""
    if len(content) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Unreadable("The file is empty. Export the chat again and send the new file.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unzipped(content), True
    if step := _mistaken(content):
        raise Unreadable(step)
    return [Piece(content)], False


def _mistaken(content: bytes) -> str | None:
    return next((step for at, magic, step in MISTAKEN if content.startswith(magic, at)), None)


def _unzipped(content: bytes) -> list[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return list(_texts(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise Unreadable(_DAMAGED) from None


def _texts(archive: zipfile.ZipFile) -> Iterator[Piece]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise Unreadable(_CROWDED)
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable(_LOCKED)
    left = MAX_BYTES
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            continue  # phones write no other; the rest can ask for gigabytes of memory
        piece = _text(archive, member, left)
        if piece:
            left -= len(piece.content)
            yield piece


def _text(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> Piece | None:
    with archive.open(member) as stream:
        head = stream.read(_SNIFF)
        if not _may_be_text(head):
            return None
        # Read one byte past what is left: the size a zip states about itself is not to be believed.
        rest = stream.read(max(0, left - len(head) + 1))
    if len(head) + len(rest) > left:
        raise Unreadable(TOO_LARGE)
    return Piece(head + rest, member.filename)


def _may_be_text(head: bytes) -> bool:
    if not head.strip() or _mistaken(head) or head.startswith(b"PK\x03\x04"):
        return False
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head
