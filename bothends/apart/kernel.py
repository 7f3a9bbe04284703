"""The few calls into Linux that Python 3.11 does not offer. Each says True when the kernel did it."""

from __future__ import annotations

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000

LINUX = sys.platform == "linux"
# Loaded when the module is: a fenced process could not open it any more.
_libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


def prctl(option: int, value: int = 0, further: int = 0) -> bool:
    """One prctl."""
    given = [ctypes.c_ulong(one) for one in (value, further, 0, 0)]
    return _libc is not None and bool(_libc.prctl(ctypes.c_int(option), *given) == 0)


def syscall(number: int, *arguments: object) -> int:
    """A call by its number; -1 where it failed."""
    return -1 if _libc is None else int(_libc.syscall(ctypes.c_long(number), *arguments))


def die_with_parent() -> bool:
    """The kernel kills this process when the one that forked it ends."""
    return prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def hide_memory() -> bool:
    """No other process of this user looks into this one, and no core file is written."""
    return prctl(_PR_SET_DUMPABLE, 0)


def no_new_privileges() -> bool:
    """Nothing started from here gains rights; filters may be set without being root."""
    return prctl(_PR_SET_NO_NEW_PRIVS, 1)


def leave_network() -> bool:
    """Move into a network of its own, in which there is nothing, not even loopback."""
    if _libc is None:
        return False
    return any(_libc.unshare(one) == 0 for one in (_NEW_USER | _NEW_NET | _NEW_IPC, _NEW_NET))


def give_back_memory() -> None:
    """Return freed memory to the system: 28 MB after the sieve is made (glibc; elsewhere nothing happens)."""
    if _libc is not None and hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(ctypes.c_size_t(0))
