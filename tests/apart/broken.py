"""A template for tests only, whose tables cannot be loaded."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from bothends.apart import template
from bothends.apart.child import Task
from bothends.apart.template import Kind


def _load() -> Mapping[str, Task]:
    raise KeyError("what a row says")


if __name__ == "__main__":
    template.main(Kind(_load), sys.argv[2:])
