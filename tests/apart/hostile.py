"""A template for tests only: its children do, inside the real fence, what a hostile file might make them do.

Started as `python -m tests.apart.hostile chats DESCRIPTOR`; no product code reaches it.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping

from bothends.apart import chats, template
from bothends.apart.child import Job, Task
from bothends.apart.template import Kind

SECRET = "QUIET-MARBLE-4471"


def connect_out() -> object:
    with socket.create_connection(("127.0.0.1", 9), timeout=2):
        return "connected"


# Asked for when the template loads: a child may look nothing up.
WRITTEN = os.path.join(tempfile.gettempdir(), "bothends-hostile")


def open_socket() -> object:
    return socket.socket(socket.AF_UNIX).fileno()


def write_file() -> object:
    with open(WRITTEN, "w", encoding="utf-8") as out:
        return out.write(SECRET)


def read_file() -> object:
    with open("/etc/passwd", encoding="utf-8") as opened:
        return opened.read()


def list_folder() -> object:
    return os.listdir("/")


def memory_file() -> object:
    return os.memfd_create("more")


def fork_bomb() -> object:
    while True:
        os.fork()


def start_program() -> object:
    return subprocess.run(["/bin/true"], check=True)


def become_program() -> object:
    os.execv("/bin/true", ["true"])


def threads() -> object:
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(60,)).start()
    return "started"


def hog_memory() -> object:
    held = []
    while True:
        held.append(bytearray(64 * 1024 * 1024))


def map_memory() -> object:
    return [mmap.mmap(-1, 512 * 1024 * 1024) for _ in range(8)]


def endless() -> object:
    while True:
        pass


def sleeping() -> object:
    time.sleep(3600)
    return "slept"


def leave() -> object:
    os._exit(0)


def leave_loudly() -> object:
    sys.exit(SECRET)


def crash() -> object:
    return ctypes.string_at(0)


def abort() -> object:
    os.abort()


def kill_parent() -> object:
    os.kill(os.getppid(), signal.SIGKILL)
    return "killed"


def raise_limits() -> object:
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))
    return "raised"


def run_written_code() -> object:
    return mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def trace_parent() -> object:
    if ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) != 0:
        raise PermissionError
    return "attached"


def fail() -> object:
    raise ValueError(SECRET)


def recurse() -> object:
    return recurse()


def deep_memory_view() -> object:
    return ("x" * 1_000_000_000).encode()


DEEDS: tuple[Callable[[], object], ...] = (
    connect_out,
    open_socket,
    write_file,
    read_file,
    list_folder,
    memory_file,
    fork_bomb,
    start_program,
    become_program,
    threads,
    hog_memory,
    map_memory,
    endless,
    sleeping,
    leave,
    leave_loudly,
    crash,
    abort,
    kill_parent,
    raise_limits,
    run_written_code,
    trace_parent,
    fail,
    recurse,
    deep_memory_view,
)


def _lie(answer: bytes) -> Task:
    return lambda job: answer


def _flood(job: Job) -> bytes:
    while True:
        job.tell(1, 2)


def _huge(job: Job) -> bytes:
    return b"x" * (200 * 1024 * 1024)


def _task(deed: Callable[[], object]) -> Task:
    return lambda job: repr(deed()).encode()


def _status(job: Job) -> bytes:
    """What this child is, from its own process table entry, which its parent opened for it."""
    with open(job.contents[0], "rb", closefd=False) as opened:
        return opened.read()


def load() -> Mapping[str, Task]:
    """The real tasks, the deeds, and answers that are no answers."""
    deeds = {one.__name__: _task(one) for one in DEEDS}
    lies = {
        "no_json": _lie(b"\xff\xfe"),
        "other_json": _lie(b'{"format": 3}'),
        "huge": _huge,
        "flood": _flood,
    }
    return {**chats.load(), **deeds, **lies}


if __name__ == "__main__":
    _, *rest = sys.argv[1:]
    template.main(Kind(load), rest)
