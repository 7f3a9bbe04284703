"""The fence in which Tesseract runs: it may read its own files and answer; everything else is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The fence, then a program that is started by its path, as Tesseract is: here Python itself with one deed.
INSIDE = """
import os, sys
from bothends.apart import fence
from bothends.apart.fence import Limits
fence.enclose_runner(Limits(), seconds=20)
barriers = fence.enclose_program(["/usr", "/lib", "/lib64", "/etc/ld.so.cache", sys.base_prefix, sys.prefix])
assert barriers.calls
os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", sys.argv[1]])
"""
WRITTEN = Path(tempfile.gettempdir()) / "bothends-program"
DEEDS = {
    "socket": "import socket; socket.socket()",
    "write": f"open({str(WRITTEN)!r}, 'w')",
    "append": f"open({str(WRITTEN)!r}, 'a')",
    "remove": f"import os; os.unlink({str(WRITTEN)!r})",
    "fork": "import os; os.fork()",
    "secrets": "open('/etc/passwd').read()",
    "trace": "import os; os.kill(os.getppid(), 0)",
}


def inside(deed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", INSIDE, deed],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_program_starts_and_answers_in_there() -> None:
    assert inside("print('here')").stdout == "here\n"


@pytest.mark.parametrize("deed", DEEDS)
def test_everything_else_is_refused(deed: str) -> None:
    done = inside(DEEDS[deed])
    assert done.returncode != 0
    assert "PermissionError" in done.stderr, done.stderr
    assert not WRITTEN.exists()
