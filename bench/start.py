"""Start to first page, idle memory, and what the first page puts on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from bench.figure import Figure, Peer
from bench.site import Public, public_site
from bench.wire import Wire

STARTS = 3


def run() -> Iterator[Figure]:
    """Three starts; the median of each."""
    seconds, memory = [], []
    for _ in range(STARTS):
        with public_site() as site:
            seconds.append(site.seconds)
            memory.append(site.memory())
            size, requests = _weight(site)
    yield Figure(
        "start of the public site to its first page",
        median(seconds),
        "s",
        bound=1.5,
        peers=(Peer("the fastest of the peers", 1.3), Peer("the slowest of the peers", 1.8)),
    )
    yield Figure(
        "idle memory of the public site, all its processes",
        median(memory),
        "MB",
        bound=120,
        peers=(Peer("the smallest of the peers", 98), Peer("the largest of the peers", 186)),
    )
    yield Figure(
        "first page on the wire, everything it loads",
        size / 1024,
        "KB",
        bound=14,
        peers=(Peer("SecureDrop", 108), Peer("Hush Line", 746), Peer("GlobaLeaks", 1167)),
    )
    yield Figure(
        "requests for the first page",
        requests,
        "",
        bound=3,
        peers=(Peer("SecureDrop", 12), Peer("Hush Line", 15), Peer("GlobaLeaks", 16)),
    )


def _weight(site: Public) -> tuple[int, int]:
    with Wire(site.port) as wire:
        page = wire.get("/")
        text = page.page.decode()
        found = re.findall(r'<(?:link|script|img|iframe)\b[^>]*?(?:href|src)="([^"]+)"', text)
        parts = [wire.get(one) for one in found if not one.startswith("data:")]
    return sum(one.size for one in [page, *parts]), 1 + len(parts)
