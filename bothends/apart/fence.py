"""What a child gives up before it looks at a stranger's file. Nothing here can be taken back by the process."""

from __future__ import annotations

import os
import resource
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import msgspec

from bothends.apart import kernel, landlock, seccomp
from bothends.apart.syscalls import PROGRAM, STRICT

MB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one reading may take. `seconds` is for a small file; each MB adds two.

    `unfenced`: read even where the kernel offers no barrier to the network.
    """

    memory_mb: int = 1024
    seconds: int = 60
    unfenced: bool = False

    def seconds_for(self, size: int) -> int:
        return self.seconds + 2 * (size // MB)


@dataclass(frozen=True, slots=True)
class Barriers:
    """What this kernel agreed to."""

    network: bool = False  # a network of its own, with nothing in it
    calls: bool = False  # every call into the kernel refused but those in a table
    files: bool = False  # no path can be reached

    @property
    def no_network(self) -> bool:
        return self.network or self.calls


def enclose(limits: Limits, *, seconds: int) -> Barriers:
    """The fence of the process that reads: it opens nothing, starts nothing and reaches nobody."""
    barriers = _prepare()
    files = landlock.restrict()
    _limit(limits, seconds, descriptors=0)
    return replace(barriers, files=files, calls=seccomp.restrict(STRICT))


def enclose_runner(limits: Limits, *, seconds: int) -> Barriers:
    """The fence of the process that starts Tesseract: no network; what it starts is fenced by `enclose_program`."""
    barriers = _prepare()
    _limit(limits, seconds, descriptors=32)
    return barriers


def enclose_program(readable: Sequence[str]) -> Barriers:
    """The last fence before a program is started by its path: reads beneath `readable`, writes to its pipe only."""
    files = landlock.restrict(readable)
    return Barriers(files=files, calls=seccomp.restrict(PROGRAM))


def _prepare() -> Barriers:
    kernel.die_with_parent()
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as first_to_go:
        first_to_go.write("1000")  # when memory runs out, the kernel ends this process and no other
    network = kernel.leave_network()
    kernel.hide_memory()
    kernel.no_new_privileges()
    return Barriers(network=network)


def _limit(limits: Limits, seconds: int, *, descriptors: int) -> None:
    memory = limits.memory_mb * MB
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    if descriptors == 0:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def only(*kept: int) -> None:
    """Close every descriptor but 0 to 2, which lead nowhere from now on, and `kept`."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    last = 3
    for one in sorted(kept):
        os.closerange(last, one)
        last = one + 1
    os.closerange(last, os.sysconf("SC_OPEN_MAX"))
