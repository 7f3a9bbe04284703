"""What goes between the caller, the template and a child: frames on a stream, and one message with open files."""

from __future__ import annotations

import array
import os
import socket
import struct
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from bothends.apart.fence import Limits
from bothends.core.intake.transcript import Message, Transcript

_HEAD = struct.Struct("!cI")
LARGEST_REQUEST = 64 * 1024
MOST_FILES = 60

# Frames of a child. What follows: (done, total) as JSON; the answer; the line of Unreadable; a place in the code.
PROGRESS, ANSWER, UNREADABLE, FAILED, UNFENCED, MISSING = b"P", b"A", b"U", b"F", b"N", b"M"


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One job. The contents travel beside it as open files, in their order; `sizes` are theirs in bytes."""

    task: str
    sizes: tuple[int, ...] = ()
    limits: Limits = Limits()
    names: tuple[str, ...] = ()
    me: str | None = None
    language: str | None = None

    @property
    def seconds(self) -> int:
        return self.limits.seconds_for(sum(self.sizes))

    def __repr__(self) -> str:
        return f"Request({self.task})"


class Chat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small transcript on its way: that of pictures."""

    format: str
    messages: tuple[Message, ...]
    owner: str | None = None
    other: str | None = None
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Chat({self.format})"

    @classmethod
    def of(cls, chat: Transcript) -> Chat:
        return cls(chat.format, tuple(chat.messages), chat.owner, chat.other, chat.notes)

    def transcript(self) -> Transcript:
        return Transcript(self.format, self.messages, self.owner, self.other, self.notes)


class Ended(msgspec.Struct, frozen=True):
    """How a child ended, as the template saw it. `signal` is None where it ended by itself."""

    how: Literal["started", "ended", "late", "never"]
    signal: int | None = None
    place: str = ""


def send_frame(to: int, kind: bytes, body: bytes = b"") -> None:
    """Write one frame to a descriptor, whole. Raises OSError when nobody reads any more."""
    left = memoryview(_HEAD.pack(kind, len(body)) + body)
    while left:
        left = left[os.write(to, left) :]


Read = Callable[[int], bytes]  # at most so many bytes; none when the other side has ended


def read_frame(read: Read, *, largest: int) -> tuple[bytes, bytes]:
    """(kind, body). Raises EOFError when the other side has ended, ValueError for a frame beyond `largest`."""
    kind, size = _HEAD.unpack(_exactly(read, _HEAD.size))
    if size > largest:
        raise ValueError
    return kind, _exactly(read, size)


def _exactly(read: Read, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def send_files(to: socket.socket, request: Request, files: Sequence[int]) -> None:
    """One message with open files; the receiver gets descriptors of its own."""
    body = msgspec.json.encode(request)
    socket.send_fds(to, [body], list(files))


def receive_files(source: socket.socket) -> tuple[Request, list[int]] | None:
    """The next request with its files, each closed on exec; None when the caller is gone."""
    space = socket.CMSG_SPACE(MOST_FILES * array.array("i").itemsize)
    flags = socket.MSG_CMSG_CLOEXEC
    body, ancillary, _, _ = source.recvmsg(LARGEST_REQUEST, space, flags)
    files = array.array("i")
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            files.frombytes(content[: len(content) - len(content) % files.itemsize])
    if not body:
        return None
    return msgspec.json.decode(body, type=Request), list(files)
