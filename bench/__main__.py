"""`python -m bench [NAME…]`: run the benches, print their figures, and what each is held against."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bench import coming_back, link, match_online, names, pack, reading, send, start
from bench.figure import Figure, lines


@dataclass(frozen=True, slots=True)
class Bench:
    """One row: its name on the command line, what it measures, and the function that does."""

    name: str
    meaning: str
    run: Callable[[], Iterator[Figure]]


BENCHES: tuple[Bench, ...] = (
    Bench("start", "start to first page, idle memory, the first page on the wire", start.run),
    Bench("send", "sealed submissions through the real public server", send.run),
    Bench("reading", "chat exports beside chat-miner and whatstk, in this run", reading.run),
    Bench("names", "names across scripts beside WRatio on anyascii and nomenklatura", names.run),
    Bench("link", "registers linked, beside plain Splink on the same register, in this run", link.run),
    Bench("return", "coming back by code through a real server on loopback", coming_back.run),
    Bench("pack", "making a referral pack of the fullest case, in every language there is", pack.run),
    Bench("match", "one report against a million sealed persons", match_online.run),
)


def main() -> int:
    """Run the named benches, or all. Exit 1 when a bound is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(f"{one.name}: {one.meaning}" for one in BENCHES))
    wanted = parser.parse_args().name or [one.name for one in BENCHES]
    unknown = set(wanted) - {one.name for one in BENCHES}
    if unknown:
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{datetime.now(tz=UTC):%Y-%m-%d}, {machine}, loopback.")
    print(
        "Peers of the site were measured on another day, on a machine of 2 cores; those of reading run here."
    )
    met = True
    for one in (bench for bench in BENCHES if bench.name in wanted):
        print(f"\n{one.name}: {one.meaning}", flush=True)
        for figure in one.run():
            print("\n".join(lines(figure)), flush=True)
            met = met and figure.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
