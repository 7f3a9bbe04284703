"""`bothends letter`: a letter from a template and a minimum record, on this machine. Nothing is sent."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from bothends.cli import parcel
from bothends.cli.exchange import case_of
from bothends.cli.refer import fonts
from bothends.core.errors import BadInput
from bothends.core.refer import letters, overstay
from bothends.core.refer.parcel import new_reference
from bothends.core.refer.sheet import Sheet, to_pdf, to_text
from bothends.data import folder
from bothends.data.shelf import countries


def add_parsers(commands: Any) -> None:
    """`letter [CODE --case CASE.json --out DIR --fill NAME=VALUE …]`."""
    command = commands.add_parser(
        "letter",
        help="a letter (non-punishment, consular request, fine waiver, data-protection notice)",
        description="Without CODE: which letters there are, and what each asks for. A blank that is not filled is an"
        " error. Only sources that were read are named, unless --unchecked marks the others.",
    )
    command.add_argument("code", nargs="?", metavar="CODE")
    command.add_argument("--case", metavar="CASE.json", help="output of `bothends read --json`")
    command.add_argument(
        "--fill", action="append", default=[], metavar="NAME=VALUE", help="a blank; repeat it"
    )
    command.add_argument("--out", metavar="DIR", help="folder for the letter as PDF and text")
    command.add_argument("--language", default="en", metavar="XX", help="all but en are drafts and say so")
    command.add_argument("--days", type=int, metavar="N", help="days of overstay, for the fine")
    command.add_argument("--overstay", metavar="FILE", help="your own table instead of the one we ship")
    command.add_argument("--desk", default="A bothends desk", metavar="NAME")
    command.add_argument(
        "--unchecked", action="store_true", help="also sources nobody checked, marked as such"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the letters, or write one."""
    if args.code is None:
        return _list(args)
    if not args.case or not args.out:
        raise BadInput("Give --case CASE.json and --out DIR.")
    letter = letters.load_letter(folder(), args.code, args.language)
    case = case_of(args.case)
    reference = new_reference()
    rates = overstay.load_rates(Path(args.overstay) if args.overstay else folder() / "overstay.csv")
    fine = overstay.fine(case.person.country or "", args.days, rates) if args.days is not None else None
    filled = letters.from_case(case, countries(), fine, reference=reference) | _typed(args.fill)
    states = [code for code in (case.person.country, case.person.nationality) if code]
    today = date.today().isoformat()  # noqa: DTZ011  # the desk's own day
    written = letters.Written(filled, states, today, args.desk, args.unchecked, fine)
    made = letters.write(letter, letters.load_sources(folder()), written)
    _keep(args, made, parcel.folder(args.out) / f"letter-{letter.code}-{reference}")
    return 0


def _keep(args: argparse.Namespace, made: Sheet, stem: Path) -> None:
    pdf, text = stem.with_suffix(".pdf"), stem.with_suffix(".txt")
    parcel.write(pdf, to_pdf(made, folder=folder(), fonts=fonts()))
    parcel.write(text, to_text(made).encode())
    if args.json:
        print(
            json.dumps(
                {"pdf": str(pdf), "text": str(text), "sources": made.foot, "marks": made.marks}, indent=1
            )
        )
        return
    print(f"{made.title}\n  {pdf}\n  {text}")
    for mark in made.marks:
        print(f"  {mark}")
    print("Clear text about a person. Nothing was sent; seal it before you hand it over.")


def _typed(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise BadInput("Write a blank as --fill NAME=VALUE.")
        found[name.strip()] = value
    return found


def _list(args: argparse.Namespace) -> int:
    found = [letters.load_letter(folder(), code) for code in letters.codes(folder())]
    if args.json:
        rows = [
            {"code": one.code, "name": one.name, "to": one.to_whom, "blanks": dict(one.blanks)}
            for one in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for one in found:
        print(f"{one.code}: {one.name}, to {one.to_whom}")
        print("".join(f"  --fill {name}=…  {asked}\n" for name, asked in one.blanks.items()), end="")
    return 0
