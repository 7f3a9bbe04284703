"""docs/cli.md: every command, its arguments, its exit codes, and the JSON it prints."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bothends.cli import parser
from bothends.pages import shapes
from bothends.pages.markdown import bullets, code, document, paragraph, sentence

LEAD = """For people with a chat and no server, and for whoever runs the machine. No command opens a connection to
anywhere unless the database setting names one. `bothends COMMAND --help` says the same as this page."""
EXITS = (
    "`0`: done. For `read`: words that say somebody is held were found.",
    "`1`: nothing found, or refused; the reason is one line on standard error.",
    "`2`: bad input, with one line that says why and what to do next. Never a traceback.",
    "`130`: stopped with Ctrl-C.",
)
STABLE = """Names of keys and codes are stable: later versions may add some, and take none away. Keys are always there,
with null or an empty list where nothing was said."""


def cli_page() -> str:
    """Every command of the parser, then exit codes and shapes."""
    top = parser()
    parts = ["## Exit codes", bullets(EXITS), paragraph("`bothends --version` prints the version.")]
    parts += [part for one in commands(top) for part in _command(one)]
    parts += ["## JSON", paragraph(STABLE)]
    for title, keys in (
        ("`bothends read --json`: one object a file", shapes.READ),
        ("A line of evidence", shapes.LINE),
        ("`record`", shapes.RECORD),
        ("`bothends route --json`: one object", shapes.ROUTING),
        ("Each of `routes`", shapes.ROUTE),
        ("`bothends pack --json`: one object", shapes.PACK),
        ("`bothends audit verify --json`: one object", shapes.AUDIT),
        ("`bothends audit head --json`: one object", shapes.HEAD),
        ("`bothends expire --json`: one object", shapes.EXPIRE),
        ("`bothends certificate --json`, and each of `certificates`", shapes.CERTIFICATE),
        ("`bothends backup --json`: one object", shapes.BACKUP),
        ("`bothends restore --json`: one object", shapes.RESTORE),
        ("`bothends keys rotate --json`: one object", shapes.ROTATE),
        ("`bothends keys tokens --json`: one object", shapes.TOKENS),
    ):
        parts += [f"### {title}", bullets(_keys(keys))]
    return document("The command line", source="bothends/cli/", lead=LEAD, parts=parts)


@dataclass(frozen=True, slots=True)
class Command:
    """A command that does something: its full name, what its list says of it, and its parser."""

    name: str
    help: str
    parser: argparse.ArgumentParser


def commands(top: argparse.ArgumentParser) -> Iterator[Command]:
    """Every command; those that only hold others are left out."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {each.dest: each.help or "" for each in action._choices_actions}
            for name, one in action.choices.items():
                inside = list(commands(one))
                yield from inside or [Command(one.prog, told.get(name, ""), one)]


def arguments(one: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Everything a command takes, without --help."""
    return (each for each in one._actions if not isinstance(each, argparse._HelpAction))


def shown(argument: argparse.Action) -> str:
    """An argument as one types it, such as `--port PORT` or `FILE`."""
    value = argument.metavar or argument.dest.upper()
    if isinstance(value, tuple):
        value = " ".join(value)
    if not argument.option_strings:
        return value
    return argument.option_strings[-1] + ("" if argument.nargs == 0 else f" {value}")


def _command(one: Command) -> Iterator[str]:
    yield f"## {code(one.name)}"
    yield paragraph(" ".join(sentence(text) for text in (one.help, one.parser.description) if text))
    listed = [f"{code(shown(each))}: {_help(each)}." for each in arguments(one.parser)]
    if listed:
        yield bullets(listed)


def _help(argument: argparse.Action) -> str:
    if argument.help:
        return argument.help.rstrip(".")
    usual = {"folder": "the desk folder that `bothends setup` made", "json": "print JSON"}
    return usual.get(argument.dest, "required" if argument.required else "optional")


def _keys(keys: Mapping[str, str]) -> Iterator[str]:
    return (f"{code(key)}: {meaning}." for key, meaning in keys.items())
