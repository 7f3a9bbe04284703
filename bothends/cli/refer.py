"""`bothends route` and `bothends pack`: who to refer to, and what they get. Nothing is sent."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bothends.cli import parcel
from bothends.core.case import CaseFile
from bothends.core.countries import load_countries
from bothends.core.errors import BadInput, BothendsError, OnHold, Refused
from bothends.core.refer.casefile import from_read
from bothends.core.refer.directory import Directory, Entry, load
from bothends.core.refer.hints import regions_of
from bothends.core.refer.locked import locked
from bothends.core.refer.pack import Book, Frame, Pack, build, kind_of
from bothends.core.refer.parcel import new_reference, zipped
from bothends.core.refer.pdf import render
from bothends.core.refer.profiles import PROFILES, profile_for
from bothends.core.refer.routing import Override, Route, RouteAsked, Routing, route
from bothends.core.refer.rules import FLAGS
from bothends.core.refer.summary import load_summaries
from bothends.core.refer.wording import load_wording
from bothends.data import folder
from bothends.data.shelf import meanings

LARGEST = 5_000_000  # bytes of a case file
KEPT_DAYS = 90  # after which the recipient is asked to destroy the pack
# Debian's folders of the Noto fonts, then the general one.
FONTS = ("/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto")
ALL_FONTS = "/usr/share/fonts"


def add_parsers(subparsers: Any) -> None:
    """Add `route` and `pack`."""
    _add_route(subparsers.add_parser("route", help="who to refer to, in order, with reasons and holds"))
    _add_pack(subparsers.add_parser("pack", help="minimal record to referral pack (PDF and sealed part)"))


def _add_route(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--nationality", action="append", default=[], metavar="C",
                        help="code or English name; again for a second; leave out if unknown")  # fmt: skip
    parser.add_argument("--in", dest="host", metavar="C", help="country where the person is held")
    parser.add_argument("--place", metavar="NAME", help="town, zone or compound, if said")
    parser.add_argument("--language", action="append", default=[], metavar="TAG", help="only for hints")
    parser.add_argument("--phone-prefix", action="append", default=[], metavar="+N", help="only for hints")
    parser.add_argument(
        "--local-police-approver", metavar="NAME", help="who switches local police on (default: off)"
    )
    parser.add_argument("--local-police-reason", metavar="WHY", help="why")
    _add_flags(parser)
    parser.set_defaults(run=_exits(run_route))


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "case", metavar="CASE.json", help="output of `bothends read --json`; - for standard input"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the pack")
    parser.add_argument(
        "--to", metavar="ID", help="entry that `bothends route` named; else the first open one"
    )
    parser.add_argument("--profile", metavar="P", help=f"one of: {', '.join(PROFILES)}; else the usual one")
    parser.add_argument(
        "--recipient", metavar="KEY", help="age key of the recipient; else a passphrase is made"
    )
    parser.add_argument(
        "--desk", default="A bothends desk", metavar="NAME", help="name of this desk on the pack"
    )
    parser.add_argument("--hide", action="append", default=[], metavar="WORD",
                        help="a word of the reporter to take out of quotations; may be repeated")  # fmt: skip
    _add_flags(parser)
    parser.set_defaults(run=_exits(run_pack))


def _add_flags(parser: argparse.ArgumentParser) -> None:
    meanings = "; ".join(f"{code}: {meaning}" for code, meaning in FLAGS.items())
    parser.add_argument("--flag", action="append", default=[], metavar="F", help=meanings)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _exits(work: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Errors as one line on stderr: 2 for bad input, 1 for refused."""

    def run(args: argparse.Namespace) -> int:
        try:
            return work(args)
        except BothendsError as wrong:
            print(f"bothends: {wrong}", file=sys.stderr)
            return 2 if isinstance(wrong, BadInput) else 1

    return run


# ---------------------------------------------------------------- route


def run_route(args: argparse.Namespace) -> int:
    directory = load(folder())
    found = route(_asked(args), directory, today=date.today())  # noqa: DTZ011  # the desk's own day
    if args.json:
        print(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    else:
        print(_as_text(found), end="")
    return 0 if found.routes else 1


def _asked(args: argparse.Namespace) -> RouteAsked:
    if not args.nationality and not args.host:
        raise BadInput("Give --nationality, --in, or both.")
    if any(regions_of(prefix) == () for prefix in args.phone_prefix):
        raise BadInput("That is no international calling code. Write it as +855 or +84.")
    if not all(re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) for tag in args.language):
        raise BadInput("That is no language tag. Write it as vi, zh-Hant or am.")
    countries = load_countries(folder())
    nationalities = [countries.asked(said) for said in args.nationality]
    named = args.local_police_approver, args.local_police_reason
    return RouteAsked(
        nationality=nationalities[0] if nationalities else None,
        host=countries.asked(args.host) if args.host else None,
        place=args.place,
        other_nationalities=tuple(nationalities[1:]),
        flags=frozenset(args.flag),
        languages=tuple(args.language),
        phone_prefixes=tuple(args.phone_prefix),
        local_police=Override(named[0] or "", named[1] or "") if any(n is not None for n in named) else None,
    )


def _as_text(found: Routing) -> str:
    lines = [f"HOLD {hold.code}: {hold.why}" for hold in found.holds]
    lines += [f"NOTE {notice.code}: {notice.why}" for notice in found.notices]
    lines += [f"HINT {hint.nationality}: {hint.why}" for hint in found.hints]
    for number, row in enumerate(found.routes, 1):
        lines += ["", f"{number}. {row.name}  [{row.kind}, {row.basis}, id {row.id}]", f"   {row.why}"]
        lines += [f"   Blocked. {row.blocked}"] if row.blocked else []
        lines += [f"   Caution: {row.caution}"] if row.caution else []
        state = "" if row.verified else " Nothing can be sent there yet."
        lines += [f"   {row.fresh}{state}", f"   Source: {row.source}, {row.checked_on}."]
    return "\n".join(lines).lstrip("\n") + "\n"


# ---------------------------------------------------------------- pack


def run_pack(args: argparse.Namespace) -> int:
    directory = load(folder())
    reference = new_reference()
    case = _case(args, reference, directory)
    entry = _entry(args, case, directory)
    today = date.today()  # noqa: DTZ011  # the desk's own day
    until = today + timedelta(days=KEPT_DAYS)
    frame = Frame(reference, today.isoformat(), until.isoformat(), args.desk)
    book = Book(directory, load_wording(folder()), meanings(), load_summaries(folder()))
    pack = build(case, entry, profile_for(kind_of(entry), args.profile), frame, book)
    pdf = render(pack, book, folder=folder(), fonts=fonts())
    sealed, passphrase = parcel.seal(zipped(pack, book, pdf=pdf), args.recipient)
    out = parcel.folder(args.out)
    written = {"pdf": out / f"referral-{reference}.pdf", "sealed": out / f"referral-{reference}.zip.age"}
    parcel.write(written["pdf"], pdf)
    parcel.write(written["sealed"], sealed)
    if passphrase:
        written["locked"] = out / f"referral-{reference}.locked.pdf"
        parcel.write(written["locked"], locked(pdf, passphrase=passphrase))
    _tell(args, pack, written, passphrase)
    return 0


def _case(args: argparse.Namespace, reference: str, directory: Directory) -> CaseFile:
    try:
        content = sys.stdin.buffer.read(LARGEST + 1) if args.case == "-" else _read(Path(args.case))
    except OSError as wrong:
        raise BadInput(f"The case file cannot be read ({wrong.strerror}). Check its path.") from None
    if len(content) > LARGEST:
        raise BadInput(
            "The case file is larger than 5 MB, so it is no case. Make it with `bothends read --json`."
        )
    case = from_read(content, code=reference, hide=tuple(args.hide))
    place = case.person.place
    said = (case.person.nationality, case.person.country, place and place.country)
    if not directory.countries.keys() >= {code for code in said if code}:
        raise BadInput("A country in the case file is no ISO 3166-1 alpha-3 code. Write it as KHM or MMR.")
    return case


def _read(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(LARGEST + 1)


def _entry(args: argparse.Namespace, case: CaseFile, directory: Directory) -> Entry:
    """The entry asked for, or the first open route that the profile suits; never one that is held."""
    person = case.person
    asked = RouteAsked(
        nationality=person.nationality,
        host=person.country,
        place=person.place.name if person.place else None,
        flags=case.flags() | frozenset(args.flag),
        languages=person.languages,
    )
    found = route(asked, directory, today=date.today())  # noqa: DTZ011  # the desk's own day
    row = _chosen(args, found)
    if row.blocked:
        raise OnHold(f"{row.blocked} Leave --to out to make the pack for a rights organisation.")
    entry = directory.find(row.id)
    if entry is None:
        raise Refused("The directory no longer has this entry. Run `bothends route` again.")
    return entry


def _chosen(args: argparse.Namespace, found: Routing) -> Route:
    if args.to:
        for row in found.routes:
            if row.id == args.to:
                return row
        raise Refused(
            "Routing does not propose this entry for the case. Run `bothends route` and take an id it names."
        )
    kinds = PROFILES[args.profile].kinds if args.profile in PROFILES else None
    for row in found.routes:
        if not row.blocked and row.kind != "local_police" and (kinds is None or row.kind in kinds):
            return row
    raise Refused("No recipient is open for this case. Run `bothends route` to see why.")


def fonts() -> list[Path]:
    """The folders of fonts a document is set in, on a usual Linux machine."""
    here = [Path(name) for name in FONTS if Path(name).is_dir()]
    return here or [Path(ALL_FONTS)]


def _tell(args: argparse.Namespace, pack: Pack, written: Mapping[str, Path], passphrase: str | None) -> None:
    if args.json:
        rows: dict[str, Any] = {key: str(path) for key, path in written.items()}
        rows |= {"reference": pack.frame.reference, "to": pack.recipient.id, "profile": pack.profile}
        rows |= {"sha256": pack.digest(), "passphrase": passphrase}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    print(f"Reference {pack.frame.reference}, for {pack.recipient.name}, profile {pack.profile}.")
    print(f"To check here:  {written['pdf']}\n  This file is clear. Read it on this machine, then erase it.")
    print(f"To hand over:   {written['sealed']}\n  Sealed. It opens with age; inside are PDF, text and JSON.")
    if passphrase:
        print(
            f"Or:             {written['locked']}\n  The same as a PDF: the passphrase opens it in any PDF reader."
        )
        print(f"Passphrase:     {passphrase}\n  Shown once, kept nowhere. Tell it by another channel.")
    print("Nothing was sent. Verify the recipient's channel before you send it.")
