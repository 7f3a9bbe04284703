"""`python -m tests.fuzz TARGET --minutes N`: coverage-guided fuzzing with atheris, in bounded memory and time.

Seeds are the invented exports of tests/vectors/chats. The corpus grows in a temporary folder and is thrown away; a
finding stays beside it as `crash-…`, `timeout-…` or `oom-…` and becomes a row of tests/core/intake/test_hostile.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bothends.core.intake", "zipfile"]):
    from tests.fuzz.targets import SEEDS, TARGETS

VECTORS = Path(__file__).parents[1] / "vectors" / "chats"
HANG_SECONDS = 10
MEMORY_MB = 1_024
LONGEST = 16_384


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for path in VECTORS.iterdir():
            if path.name.startswith(SEEDS.get(args.target, ("",))) and path.suffix != ".toml":
                (Path(folder) / path.name).write_bytes(path.read_bytes()[:LONGEST])
        options = {
            "max_total_time": round(args.minutes * 60),
            "timeout": HANG_SECONDS,
            "rss_limit_mb": MEMORY_MB,
            "max_len": LONGEST,
            "artifact_prefix": f"{args.findings}/{args.target}-",
            "print_final_stats": 1,
            "verbosity": 0,
        }
        flags = [f"-{name}={value}" for name, value in options.items()]
        atheris.Setup([sys.argv[0], *flags, folder], TARGETS[args.target])
        atheris.Fuzz()


main()
