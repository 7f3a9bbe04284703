"""A filter in the kernel that refuses every call not in a table. Once set, no process can take it off."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence

from bothends.apart.kernel import prctl
from bothends.apart.syscalls import Call

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
# Classic BPF: load a word, jump if equal / at least / any bit set, return.
_LOAD, _EQUAL, _LEAST, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_X32 = 0x40000000  # the same calls by other numbers: a way round that nothing of ours uses


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def restrict(allowed: Sequence[Call]) -> bool:
    """Allow these calls only, from now on. False where this kernel or machine cannot. Needs no_new_privs."""
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    code = program(allowed, machine)
    held = ctypes.create_string_buffer(code, len(code))
    whole = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    return prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(whole))


def program(allowed: Sequence[Call], machine: str) -> bytes:
    """The filter as the kernel reads it, 8 bytes an instruction."""
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, _ARCHITECTURES[machine], yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_LEAST, _X32, no=1),
        _step(_RETURN, _KILL),
    ]
    for one in allowed:
        number = getattr(one, machine)
        if number is not None:
            code += _allowing(number, one.unless)
    return b"".join([*code, _step(_RETURN, _REFUSE)])


def _allowing(number: int, unless: tuple[int, int] | None) -> list[bytes]:
    if unless is None:
        return [_step(_EQUAL, number, no=1), _step(_RETURN, _ALLOW)]
    argument, mask = unless
    return [
        _step(_EQUAL, number, no=4),
        _step(_LOAD, _ARGUMENTS + 8 * argument),  # the lower half; both machines are little-endian
        _step(_BITS, mask, no=1),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
