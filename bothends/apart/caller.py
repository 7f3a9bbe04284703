"""The caller's side: keeps a template process, hands it a job with open files, and waits for the answer or the end."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Lock

import msgspec

import bothends
from bothends.apart import wire
from bothends.apart.wire import Ended, Request
from bothends.core.errors import NotApart, Stopped, Unreadable

Progress = Callable[[int, int], None]

LARGEST_ANSWER = 64 * 1024 * 1024
START_SECONDS = 120.0  # a small machine under load needs a while to load the rules
GRACE_SECONDS = 10.0  # the template ends a late child; this is for a template that does not
AT_ONCE = max(2, os.cpu_count() or 1)

_LIMITS = "The file could not be read within the limits of this machine."
_BROKE = "Something in the file stopped the program that reads it."
_NEXT = {
    "text": "Shorten the text and try again.",
    "pictures": "Give fewer or smaller pictures, or type what they say.",
}
_NEXT_FILE = "Export the chat again without media, or paste the lines."
_UNFENCED = (
    "This machine's kernel does not let us close the reader of strangers' files off from the network, so nothing "
    "was read. See reading_unfenced in docs/settings.md, or read with --unfenced."
)
_NOT_STARTED = (
    "The program that reads strangers' files does not start on this machine. See docs/operations.md."
)


@dataclass(slots=True)
class Template:
    """One kind of template process, started when first needed and again when it is gone."""

    kind: str
    module: str = "bothends.apart"
    _lock: Lock = field(default_factory=Lock)
    _turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))
    _process: subprocess.Popen[bytes] | None = None
    _control: socket.socket | None = None

    def ask(self, request: Request, files: Sequence[int], progress: Progress) -> bytes:
        """The answer of a child. Raises Unreadable, Stopped when the child died, NotApart when none could be had."""
        with self._turns:
            for _ in range(2):  # a template that has just gone home is started once more
                answer = self._try(request, files, progress)
                if answer is not None:
                    return answer
        raise NotApart(_NOT_STARTED)

    @property
    def pid(self) -> int | None:
        """The template's process, if one runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def stop(self) -> None:
        """End the template, and with it its children."""
        with self._lock:
            self._forget()

    def _try(self, request: Request, files: Sequence[int], progress: Progress) -> bytes | None:
        """None where the request has not reached a template that runs."""
        status, its_status = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        talk, its_talk = socket.socketpair()
        with closing(status), closing(talk):
            with closing(its_status), closing(its_talk):
                if not self._send(request, [its_status.fileno(), its_talk.fileno(), *files]):
                    return None
            status.settimeout(START_SECONDS)
            begun = _next(status)
            if begun is None:
                return None
            if begun.how == "never":
                raise NotApart(_NOT_STARTED, place=begun.place)
            return self._answer(request, talk, status, progress)

    def _answer(
        self, request: Request, talk: socket.socket, status: socket.socket, progress: Progress
    ) -> bytes:
        talk.settimeout(request.seconds + GRACE_SECONDS)
        status.settimeout(GRACE_SECONDS)
        try:
            kind, body = _last_frame(talk, progress)
        except (OSError, EOFError, ValueError, msgspec.DecodeError):
            raise _stopped(request, _next(status)) from None
        if kind == wire.ANSWER:
            return body
        raise _refused(request, kind, body)

    def _send(self, request: Request, files: Sequence[int]) -> bool:
        with self._lock:
            control = self._running()
            try:
                wire.send_files(control, request, files)
            except OSError:
                self._forget()
                return False
        return True

    def _running(self) -> socket.socket:
        if self._control is None or self.pid is None:
            self._forget()
            self._process, self._control = _start(self.module, self.kind)
        return self._control

    def _forget(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            _end(self._process)
        self._control = self._process = None


def _start(module: str, kind: str) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """A fresh process with nothing of ours but one end of a socket: no setting, no key, no folder of a desk."""
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with closing(its):
        started = subprocess.Popen(  # noqa: S603  # our own words, no shell
            [sys.executable, "-m", module, kind, str(its.fileno())],
            pass_fds=[its.fileno()],
            env=_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a key pressed at the terminal is for the caller
        )
    return started, mine


def _environment() -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(Path(bothends.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        # One thread: a process with several cannot be forked safely.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        # Newer builds of onnxruntime tell their maker that they were started, and keep a file about it.
        "ORT_DISABLE_TELEMETRY": "1",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)  # it sees that we have hung up
    if process.poll() is None:
        process.kill()
        process.wait()


def _next(status: socket.socket) -> Ended | None:
    """What the template says next about a job; None when it is gone or silent."""
    try:
        body = status.recv(4096)
        return msgspec.json.decode(body, type=Ended) if body else None
    except (OSError, msgspec.DecodeError):
        return None


def _last_frame(talk: socket.socket, progress: Progress) -> tuple[bytes, bytes]:
    while True:
        kind, body = wire.read_frame(talk.recv, largest=LARGEST_ANSWER)
        if kind != wire.PROGRESS:
            return kind, body
        progress(*msgspec.json.decode(body, type=tuple[int, int]))


def _stopped(request: Request, ended: Ended | None) -> Stopped:
    by_limit = ended is None or ended.how == "late" or ended.signal in {9, 24}  # SIGKILL, SIGXCPU
    place = "" if ended is None or ended.signal is None else f"signal {ended.signal}"
    return Stopped(_line(request, _LIMITS if by_limit else _BROKE), place=place)


def _refused(request: Request, kind: bytes, body: bytes) -> Exception:
    said = " ".join(body[:400].decode("utf-8", errors="replace").split())
    if kind == wire.UNREADABLE:
        return Unreadable(said)
    if kind == wire.MISSING:
        return NotApart(said)
    if kind == wire.UNFENCED:
        return NotApart(_UNFENCED)
    place = said[:80]
    return Stopped(_line(request, _LIMITS if place.startswith("MemoryError") else _BROKE), place=place)


def _line(request: Request, what: str) -> str:
    what = what.replace("file", "picture") if request.task == "pictures" else what
    what = what.replace("file", "text") if request.task == "text" else what
    return f"{what} {_NEXT.get(request.task, _NEXT_FILE)}"


def stop_at_exit(*templates: Template) -> None:
    """When this process ends, so do they; not when a copy of it by fork does."""
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:
            for one in templates:
                one.stop()

    atexit.register(stop)
