"""Core is pure: every module of it imports where there is no Django, no network and no desk."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import importlib, pkgutil, socket, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "granian", "whitenoise"} or name.startswith("bothends.web"):
            raise ImportError(f"core asked for {name}")

sys.meta_path.insert(0, Blocked())
def no_network(*_, **__):
    raise OSError("core opened a socket")
socket.socket.connect = no_network

import bothends.core
names = [one.name for one in pkgutil.walk_packages(bothends.core.__path__, "bothends.core.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_every_core_module_imports_without_django_and_without_a_desk() -> None:
    out = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env={"PATH": ""}, check=False
    )
    assert out.returncode == 0, out.stderr
    assert int(out.stdout) > 20
