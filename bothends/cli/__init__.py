"""`bothends …`: for people with keys and no server, and for whoever runs the machine.

Exit 0 done, 1 nothing found or refused, 2 bad input. Errors are one line on stderr saying what to do next.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from bothends import __version__
from bothends.core.errors import BadInput, BothendsError

# One file a stage; each adds its commands. Imported lazily, so `--help` is quick.
STAGES = (
    "read",
    "check_offer",
    "names",
    "refer",
    "exchange",
    "ledger",
    "letter",
    "receive",
    "link",
    "setup",
    "serve",
    "members",
    "directory",
    "audit",
    "erase",
    "backup",
    "restore",
    "keys",
    "demo",
)


class OneLine(argparse.ArgumentParser):
    """A parser whose errors are one line and name the next step."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. See `{self.prog} --help`.\n")


def parser() -> argparse.ArgumentParser:
    """Every command with its help; docs/cli.md is made from it."""
    top = OneLine(prog="bothends", description="A desk for people on both ends of a scam.")
    top.add_argument("--version", action="version", version=f"bothends {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=OneLine)
    for stage in STAGES:
        import_module(f"bothends.cli.{stage}").add_parsers(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except BothendsError as wrong:
        print(f"bothends: {wrong}", file=sys.stderr)
        return 2 if isinstance(wrong, BadInput) else 1
    except EOFError:
        print(
            "bothends: the input ended before everything asked for was given. Run it again.", file=sys.stderr
        )
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has closed it; that is no error of ours
        return 0
    except KeyboardInterrupt:
        print("bothends: stopped.", file=sys.stderr)
        return 130
