"""The real chat template, for tests only, on a kernel that knows none of our barriers to the network."""

from __future__ import annotations

import sys

from bothends.apart import chats, kernel, seccomp, template


def _no(*_: object) -> bool:
    return False


if __name__ == "__main__":
    setattr(kernel, "leave_network", _no)  # noqa: B010 - mypy would rather have the signature
    setattr(seccomp, "restrict", _no)  # noqa: B010
    template.main(chats.KIND, sys.argv[2:])
