"""`python -m tests.fuzz TARGET --minutes N`: guided by coverage where atheris is installed, else by chance."""

from __future__ import annotations

import argparse
import importlib.util
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

MEMORY = 1_536  # megabytes of address space; the fuzzing engine itself takes a third of that
SECONDS = 10  # an input may take
LONGEST = 16_384  # bytes of an input


def main() -> int:
    """Exit 0 when nothing was found in the time given."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", help="a parser, or `list`")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--by-chance", action="store_true", help="without atheris, even where it is installed"
    )
    parser.add_argument(
        "--findings",
        type=Path,
        default=Path(tempfile.gettempdir()),
        help="where an input that breaks is kept",
    )
    args = parser.parse_args()
    if args.target == "list":
        from tests.fuzz.targets import TARGETS

        print("\n".join(one.name for one in TARGETS))
        return 0
    guided = not args.by_chance and importlib.util.find_spec("atheris") is not None
    return (
        _guided(args.target, args.minutes, args.findings) if guided else _by_chance(args.target, args.minutes)
    )


def _guided(name: str, minutes: float, findings: Path) -> int:
    import atheris

    with atheris.instrument_imports(include=["bothends.core.intake", "zipfile"]):
        target = _target(name)
    _limit_memory()
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(target.seeds):
            (Path(folder) / f"seed-{number}").write_bytes(seed[:LONGEST])
        flags = {
            "max_total_time": round(minutes * 60),
            "timeout": SECONDS,
            "max_len": LONGEST,
            "artifact_prefix": f"{findings}/{name}-",
            "print_final_stats": 1,
            "verbosity": 0,
        }
        atheris.Setup(
            [sys.argv[0], *(f"-{key}={value}" for key, value in flags.items()), folder], target.check
        )
        atheris.Fuzz()
    return 0


def _by_chance(name: str, minutes: float) -> int:
    from hypothesis import HealthCheck, Phase, given, settings

    from tests.fuzz.mutations import broken

    target, count, until = _target(name), 0, time.monotonic() + minutes * 60
    _limit_memory()
    signal.signal(signal.SIGALRM, _too_long)

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(broken(target.seeds))
    def once(content: bytes) -> None:
        signal.alarm(SECONDS)
        target.check(content)
        signal.alarm(0)

    while time.monotonic() < until:
        once()
        count += 500
    print(f"{name}: {count} inputs, nothing found.")
    return 0


def _target(name: str):  # type: ignore[no-untyped-def]  # imported late, so that atheris can watch its branches
    from tests.fuzz.targets import TARGETS

    found = next((one for one in TARGETS if one.name == name), None)
    return found or sys.exit(f"No such target. There are: {', '.join(one.name for one in TARGETS)}.")


def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 1024**2, hard))


def _too_long(number: int, frame: FrameType | None) -> NoReturn:
    raise TimeoutError(f"more than {SECONDS} seconds for one input")


if __name__ == "__main__":
    sys.exit(main())
