"""Inside the fence: the one place where a stranger's file meets the code that reads it."""

from __future__ import annotations

import io
import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from bothends.apart import fence, wire
from bothends.apart.wire import Request
from bothends.core.errors import Unreadable

if TYPE_CHECKING:
    from typing_extensions import Buffer

Tell = Callable[[int, int], None]


class Missing(Exception):
    """Something that reading needs is not installed. The message says what to install."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a task is handed: the request, its contents as open files, and the runner's end where it has one."""

    request: Request
    contents: Sequence[int]
    tell: Tell
    runner: int | None = None


Task = Callable[[Job], bytes]


def run(tasks: Mapping[str, Task], request: Request, talk: int, job: Job) -> NoReturn:
    """Fence this process, do one task, answer on `talk`, and end. Never returns, whatever happens."""
    try:
        kind, body = _answer(tasks, request, job)
        wire.send_frame(talk, kind, body)
    finally:
        os._exit(0)


def _answer(tasks: Mapping[str, Task], request: Request, job: Job) -> tuple[bytes, bytes]:
    try:
        barriers = fence.enclose(request.limits, seconds=request.seconds)
        if not barriers.no_network and not request.limits.unfenced:
            return wire.UNFENCED, b""
        return wire.ANSWER, tasks[request.task](job)
    except Unreadable as wrong:
        return wire.UNREADABLE, str(wrong).encode()
    except Missing as wrong:
        return wire.MISSING, str(wrong).encode()
    except BaseException as wrong:
        return wire.FAILED, place(wrong).encode()


def place(wrong: BaseException) -> str:
    """`KeyError at line.py:40`: the class and the place in our code, never the words."""
    frames = traceback.extract_tb(wrong.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(wrong).__name__ + where


def content_of(descriptor: int) -> bytes:
    """The whole of an open file. It is read, not mapped: mapping would need a descriptor more."""
    with open(descriptor, "rb", closefd=False) as opened:
        return opened.read()


class _At(io.RawIOBase):
    """An open file read at a place of its own, so that it can be walked several times at once."""

    def __init__(self, descriptor: int, size: int) -> None:
        super().__init__()
        self._descriptor, self._size, self._at = descriptor, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, into: Buffer) -> int:
        room = memoryview(into).cast("B")
        block = os.pread(self._descriptor, len(room), self._at)
        room[: len(block)] = block
        self._at += len(block)
        return len(block)


def stream_of(descriptor: int, size: int) -> BinaryIO:
    """A fresh stream over an open file. It needs no descriptor of its own, and closing it closes nothing."""
    return io.BufferedReader(_At(descriptor, size), 256 * 1024)
