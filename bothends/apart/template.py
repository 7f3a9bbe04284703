"""The process that has everything loaded and forks one child a file. It has one thread, and no key and no setting.

Loading the rules takes a second or two; forking takes some milliseconds. The template reads no stranger's file itself.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import msgspec

from bothends.apart import child, fence, kernel, wire
from bothends.apart.child import Job, Task
from bothends.apart.wire import Ended, Request

IDLE_SECONDS = 180.0  # then it ends and gives its memory back


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of template: how it loads, what its children can do, and the helper each child gets, if any."""

    load: Callable[[], Mapping[str, Task]]
    helper: Callable[[Request, int], None] | None = None


@dataclass(slots=True)
class _Running:
    """One job on its way. `status` leads to the caller, who hangs up when the answer is not wanted any more."""

    pid: int
    status: socket.socket
    until: float
    helper: int | None = None
    late: bool = False


@dataclass(slots=True)
class _House:
    kind: Kind
    control: socket.socket
    tasks: Mapping[str, Task] = field(default_factory=dict)
    broken: str = ""
    running: dict[int, _Running] = field(default_factory=dict)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)


def serve(kind: Kind, control: socket.socket, *, idle: float = IDLE_SECONDS) -> None:
    """Fork a child for each request that comes over `control`, until the caller is gone or nobody asked for long."""
    kernel.hide_memory()
    kernel.leave_network()  # before anything is loaded: a library may greet its maker
    house = _House(kind, control)
    try:
        house.tasks = kind.load()
    except Exception as wrong:  # the caller is told the place; what is loaded is our own data
        house.broken = child.place(wrong)
    gc.collect()
    gc.freeze()  # the children's collector would otherwise copy every page it looks at
    ended, wake = socket.socketpair()
    for end in (ended, wake):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake.fileno())
    house.selector.register(control, selectors.EVENT_READ, partial(_begin, house))
    house.selector.register(ended, selectors.EVENT_READ, lambda: ended.recv(4096))
    _until_idle(house, idle)


def _until_idle(house: _House, idle: float) -> None:
    quiet_since = time.monotonic()
    while True:
        if house.running:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since >= idle:
            return
        for key, _ in house.selector.select(_patience(house, quiet_since + idle)):
            if key.data() is False:
                return
            quiet_since = time.monotonic()
        _end_late(house)
        _reap(house)


def _patience(house: _House, idle_until: float) -> float:
    until = min((one.until for one in house.running.values() if not one.late), default=idle_until)
    return max(0.0, until - time.monotonic())


def _begin(house: _House) -> bool:
    """Start one child. False when the caller is gone."""
    received = wire.receive_files(house.control)
    if received is None:
        return False
    request, files = received
    if len(files) < 2 + len(request.sizes):  # the kernel had no descriptor left for them
        for one in files:
            os.close(one)
        return True
    status, talk, contents = socket.socket(fileno=files[0]), files[1], files[2:]
    try:
        if house.broken or request.task not in house.tasks:
            _tell(status, Ended("never", place=house.broken or "no such task"))
            status.close()
        else:
            _fork(house, request, status, talk, contents)
    finally:
        for one in files[1:]:
            os.close(one)
    return True


def _fork(house: _House, request: Request, status: socket.socket, talk: int, contents: list[int]) -> None:
    helper, runner = _helper(house, request)
    pid = os.fork()
    if pid == 0:
        _become_child()
        fence.only(talk, *contents, *([runner] if runner is not None else []))
        tell = partial(_progress, talk)
        child.run(house.tasks, request, talk, Job(request, contents, tell, runner))
    if runner is not None:
        os.close(runner)
    one = _Running(pid, status, time.monotonic() + request.seconds, helper)
    house.running[pid] = one
    house.selector.register(status, selectors.EVENT_READ, partial(_hung_up, one))
    _tell(status, Ended("started"))


def _helper(house: _House, request: Request) -> tuple[int | None, int | None]:
    """(pid of the helper, the descriptor that leads to it from the child)."""
    if house.kind.helper is None:
        return None, None
    mine, its = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        _become_child()
        end = its.detach()
        fence.only(end)
        try:
            house.kind.helper(request, end)
        finally:
            os._exit(0)
    its.close()
    return pid, mine.detach()


def _become_child() -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _progress(talk: int, done: int, total: int) -> None:
    wire.send_frame(talk, wire.PROGRESS, msgspec.json.encode((done, total)))


def _hung_up(one: _Running) -> None:
    os.kill(one.pid, signal.SIGKILL)  # its number is its own until we have reaped it


def _end_late(house: _House) -> None:
    for one in house.running.values():
        if not one.late and time.monotonic() >= one.until:
            one.late = True
            os.kill(one.pid, signal.SIGKILL)


def _reap(house: _House) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        if one := house.running.pop(pid, None):
            _ended(house, one, status)
        for other in house.running.values():
            if other.helper == pid:
                other.helper = None


def _ended(house: _House, one: _Running, status: int) -> None:
    if one.helper is not None:
        os.kill(one.helper, signal.SIGKILL)
    house.selector.unregister(one.status)
    killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    _tell(one.status, Ended("late" if one.late else "ended", signal=killed))
    one.status.close()


def _tell(status: socket.socket, ended: Ended) -> None:
    try:
        status.send(msgspec.json.encode(ended), socket.MSG_NOSIGNAL)
    except OSError:
        return  # nobody waits for it any more


def main(kind: Kind, arguments: list[str]) -> None:
    """`DESCRIPTOR [IDLE]`: serve on that inherited socket."""
    descriptor, *more = arguments
    serve(kind, socket.socket(fileno=int(descriptor)), idle=float(more[0]) if more else IDLE_SECONDS)
