"""Landlock: from now on this process reaches no file but beneath the named folders. Best effort, on top of seccomp."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence

from bothends.apart.kernel import syscall

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every machine
_VERSION = 1
_BENEATH = 1  # kind of rule
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
_FILES_1 = (1 << 13) - 1  # what the first version could refuse; newer ones only add
_TCP = 0b11  # bind and connect, from version 4 on


def restrict(readable: Sequence[str] = ()) -> bool:
    """Refuse all files but those beneath `readable`, which may be read and run. False where the kernel cannot.

    Needs no_new_privs.
    """
    version = syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION))
    if version < 1:
        return False
    rules = struct.pack("=QQ", _FILES_1, _TCP if version >= 4 else 0)[: 16 if version >= 4 else 8]
    made = syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint(0))
    if made < 0:
        return False
    try:
        for path in readable:
            _allow(made, path)
        return syscall(_RESTRICT, ctypes.c_int(made), ctypes.c_uint(0)) == 0
    finally:
        os.close(made)


def _allow(ruleset: int, path: str) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this machine
    try:
        rights = _EXECUTE | _READ_FILE
        if os.path.isdir(path):
            rights |= _READ_FOLDER
        rule = struct.pack("=Qi", rights, opened)
        syscall(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_BENEATH), rule, ctypes.c_uint(0))
    finally:
        os.close(opened)
