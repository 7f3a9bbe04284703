"""A template for tests only, whose children crash at every file and every text."""

from __future__ import annotations

import sys

from bothends.apart import template
from bothends.apart.child import Job
from bothends.apart.template import Kind
from tests.apart import hostile


def _crash(job: Job) -> bytes:
    return repr(hostile.crash()).encode()


if __name__ == "__main__":
    template.main(Kind(lambda: {"file": _crash, "text": _crash}), sys.argv[2:])
