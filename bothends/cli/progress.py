"""One line on a terminal that says how far a long step is; nothing when it is quick, or when output is piped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

QUIET = 1.0  # seconds before the line appears
EVERY = 0.2


def progress(label: str) -> Callable[[int, int], None]:
    """A function to call with (done, of how many). It clears its line when the two are equal."""
    begun = last = time.monotonic()
    shown = False

    def tell(done: int, total: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if not sys.stderr.isatty() or now - begun < QUIET:
            return
        if done >= total and shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            shown = False
        elif done < total and now - last >= EVERY:
            share = done / max(total, 1)
            bar = "#" * round(30 * share)
            print(f"\r{label} [{bar:<30}] {share:4.0%}", end="", file=sys.stderr, flush=True)
            last, shown = now, True

    return tell


def nothing(done: int, total: int) -> None:
    """For callers that show no progress."""
