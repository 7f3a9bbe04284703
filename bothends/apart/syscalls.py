"""The calls into the kernel that a fenced process may make, by their numbers on the two machines we know.

Everything that is not in a table is refused with EPERM. Numbers never change within a machine's kind.
"""

from __future__ import annotations

from dataclasses import dataclass

PROT_EXEC = 0x4
# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, and the bit that only O_TMPFILE has.
WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its name and its number on each machine (None: this machine has no such call).

    `unless` is (argument, mask): refused where that argument, 0 the first, has one of these bits.
    """

    name: str
    x86_64: int | None
    aarch64: int | None
    unless: tuple[int, int] | None = None


# Reading what is already open, memory, time, ending. No path is opened, no process made, no socket either.
STRICT: tuple[Call, ...] = (
    Call("read", 0, 63),
    Call("write", 1, 64),
    Call("close", 3, 57),
    Call("fstat", 5, 80),
    Call("newfstatat", 262, 79),  # how newer C libraries ask fstat; tells size and time, opens nothing
    Call("poll", 7, None),
    Call("ppoll", 271, 73),
    Call("lseek", 8, 62),
    Call("mmap", 9, 222, unless=(2, PROT_EXEC)),
    Call("mprotect", 10, 226, unless=(2, PROT_EXEC)),
    Call("munmap", 11, 215),
    Call("mremap", 25, 216),
    Call("madvise", 28, 233),
    Call("brk", 12, 214),
    Call("rt_sigaction", 13, 134),
    Call("rt_sigprocmask", 14, 135),
    Call("rt_sigreturn", 15, 139),
    Call("sigaltstack", 131, 132),
    Call("pread64", 17, 67),
    Call("readv", 19, 65),
    Call("writev", 20, 66),
    Call("sched_yield", 24, 124),
    Call("sched_getaffinity", 204, 123),
    Call("futex", 202, 98),
    Call("rseq", 334, 293),
    Call("membarrier", 324, 283),
    Call("nanosleep", 35, 101),
    Call("clock_nanosleep", 230, 115),
    Call("clock_gettime", 228, 113),
    Call("clock_getres", 229, 114),
    Call("gettimeofday", 96, 169),
    Call("getrusage", 98, 165),
    Call("getpid", 39, 172),
    Call("gettid", 186, 178),
    Call("getrandom", 318, 278),
    Call("exit", 60, 93),
    Call("exit_group", 231, 94),
)

# And what a program needs that is started by its path and loads its libraries: Tesseract. Files to read only.
_STARTED: tuple[Call, ...] = (
    Call("execve", 59, 221),
    Call("mmap", 9, 222),
    Call("mprotect", 10, 226),
    Call("openat", 257, 56, unless=(2, WRITING)),
    Call("access", 21, None),
    Call("faccessat", 269, 48),
    Call("faccessat2", 439, 439),
    Call("stat", 4, None),
    Call("lstat", 6, None),
    Call("statx", 332, 291),
    Call("readlink", 89, None),
    Call("readlinkat", 267, 78),
    Call("getdents64", 217, 61),
    Call("getcwd", 79, 17),
    Call("fcntl", 72, 25),
    Call("dup", 32, 23),
    Call("uname", 63, 160),
    Call("sysinfo", 99, 179),
    Call("arch_prctl", 158, None),
    Call("set_tid_address", 218, 96),
    Call("set_robust_list", 273, 99),
    Call("getuid", 102, 174),
    Call("geteuid", 107, 175),
    Call("getgid", 104, 176),
    Call("getegid", 108, 177),
)
PROGRAM: tuple[Call, ...] = (
    *(one for one in STRICT if one.name not in {"mmap", "mprotect"}),
    *_STARTED,
)
