"""BENCHES: every measurement by name. One module a measurement, with `run() -> list[Measured]`."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass

from bench.measured import Measured


@dataclass(frozen=True, slots=True)
class Bench:
    """A measurement: the module that makes it, and what it measures."""

    module: str
    meaning: str


BENCHES: dict[str, Bench] = {
    "return": Bench("bench.coming_back", "coming back by code through a real server on loopback"),
}


def main(names: list[str]) -> int:
    """Run the named measurements, or all. 2 for an unknown name, 1 when a budget is not kept."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"There is no {unknown[0]}. Known: {', '.join(BENCHES)}.")
        return 2
    kept = True
    for name in names or BENCHES:
        print(f"{name}: {BENCHES[name].meaning}")
        made: list[Measured] = importlib.import_module(BENCHES[name].module).run()
        for one in made:
            print(f"  {one}")
        kept = kept and all(one.kept for one in made)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
