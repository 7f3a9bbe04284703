"""`bothends export` and `bothends import`: minimum records as HTCDS 2.0, and HTCDS as minimum records."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bothends.cli import parcel
from bothends.cli.refer import LARGEST
from bothends.core.case import CaseFile
from bothends.core.errors import BadInput, SecondMember
from bothends.core.exchange import ftm, htcds, tables
from bothends.core.exchange.htcds import Asked, Imported
from bothends.core.exchange.standard import load_standard
from bothends.core.refer import lawful
from bothends.core.refer.casefile import from_read
from bothends.core.refer.countries import load_countries
from bothends.core.refer.profiles import PROFILES
from bothends.data import folder
from bothends.data.shelf import countries

FORMATS = ("htcds", "ftm")


def add_parsers(commands: Any) -> None:
    """`export CASE.json… --format F --out FILE` and `import htcds FILE [--out DIR]`."""
    out = commands.add_parser(
        "export",
        help="minimum records as a standard others read (HTCDS 2.0, FollowTheMoney)",
        description="htcds holds what the recipient profile gives and nothing else. ftm holds wallets, places and what"
        " --lines names, never the person; it takes two names and a reason, which are kept beside it. Nothing is sent.",
    )
    out.add_argument("cases", nargs="+", metavar="CASE.json", help="output of `bothends read --json`")
    out.add_argument("--format", required=True, choices=FORMATS)
    out.add_argument("--out", required=True, metavar="FILE", help="ends in .csv or .xlsx; for ftm in .json")
    out.add_argument("--profile", choices=tuple(PROFILES), default="rights_organisation")
    out.add_argument("--with-contacts", action="store_true", help="also the person's phone and e-mail")
    out.add_argument(
        "--extension", action="store_true", help="also our own columns, with the codes of the signs"
    )
    out.add_argument("--desk", default="", metavar="NAME", help="who owns the case, as the file says it")
    out.add_argument(
        "--lines", metavar="FILE", help="ftm: accounts, websites, organisations of suspects, one a line"
    )
    out.add_argument("--proposed-by", default="", metavar="NAME", help="ftm: who proposes it")
    out.add_argument("--approved-by", default="", metavar="NAME", help="ftm: who approves it, another person")
    out.add_argument("--reason", default="", metavar="WHY", help="ftm: why, and for whom")
    out.add_argument("--json", action="store_true", help="print one JSON object")
    out.set_defaults(run=export)
    into = commands.add_parser("import", help="rows of a standard as minimum records (HTCDS 2.0)")
    into.add_argument("format", choices=("htcds",))
    into.add_argument("file", metavar="FILE", help="CSV or workbook, as the official template lays it out")
    into.add_argument("--out", metavar="DIR", help="write one CASE.json for each row, for `bothends pack`")
    into.add_argument("--json", action="store_true", help="print the records as JSON")
    into.set_defaults(run=bring_in)


def export(args: argparse.Namespace) -> int:
    """Write the file whole or not at all."""
    target = Path(args.out)
    if args.format == "ftm":
        return _for_investigators(args, target)
    if target.suffix not in {".csv", ".xlsx"}:
        raise BadInput("The file to write must end in .csv or .xlsx.")
    asked = Asked(
        given=PROFILES[args.profile].fields,
        contacts=args.with_contacts,
        extension=args.extension,
        owner=args.desk,
    )
    rows = [htcds.to_row(case_of(name), asked) for name in args.cases]
    standard = load_standard(folder())
    content = (
        tables.to_csv(rows, htcds.columns(asked))
        if target.suffix == ".csv"
        else tables.to_xlsx(rows, standard, extension=args.extension)
    )
    parcel.write(target, content)
    filled = sorted({name for row in rows for name, value in row.items() if value})
    if args.json:
        print(json.dumps({"file": str(target), "rows": len(rows), "columns": filled}, indent=1))
    else:
        print(f"{len(rows)} row(s) of HTCDS 2.0 in {target}: {', '.join(filled)}.")
        print("It is clear text about a person. Nothing was sent; seal it before you hand it over.")
    return 0


def _for_investigators(args: argparse.Namespace, target: Path) -> int:
    """Entities, and beside them the ledger line: who proposed, who approved, why, on which day."""
    if target.suffix != ".json":
        raise BadInput("The file to write must end in .json.")
    names = [one.strip() for one in (args.proposed_by, args.approved_by)]
    if not all(names) or len(args.reason.strip()) < lawful.SHORTEST:
        raise BadInput("Give --proposed-by, --approved-by, and --reason as a sentence that says for whom.")
    if names[0].casefold() == names[1].casefold():
        raise SecondMember("Whoever proposed this cannot approve it. Another person must.")
    cases = [case_of(name) for name in args.cases]
    alpha2 = {code: one.alpha2 for code, one in load_countries(folder()).items()}
    lines = _content(args.lines).decode("utf-8", "replace") if args.lines else ""
    typed = [item for case in cases for item in ftm.typed(lines, case)]  # refused if it points to any of them
    items = (*(item for case in cases for item in ftm.from_record(case, alpha2)), *typed)
    found = ftm.entities(items, publisher=args.desk or "A bothends desk")
    today = date.today().isoformat()  # noqa: DTZ011  # the desk's own day
    line = {
        "on": today,
        "entities": len(found),
        "decided_by": names,
        "why": args.reason.strip(),
        "file": target.name,
    }
    ledger = target.with_suffix(".ledger.json")
    parcel.write(ledger, _json(line))
    parcel.write(target, ftm.to_lines(found))
    if args.json:
        print(json.dumps({**line, "ledger": str(ledger)}, ensure_ascii=False, indent=1))
    else:
        print(f"{len(found)} entities in {target}, the ledger line in {ledger}. Nothing was sent.")
    return 0


def bring_in(args: argparse.Namespace) -> int:
    """Read every row or none."""
    standard = load_standard(folder())
    found = []
    for number, row in enumerate(tables.read(_content(args.file), standard), 1):
        try:
            found.append(htcds.from_row(row, standard, countries()))
        except BadInput as wrong:
            raise BadInput(f"Case {number} of the file: {wrong}") from None
    if not found:
        print("bothends: the file has no case below its column names.", file=sys.stderr)
        return 1
    records = [as_read(one) for one in found]
    if args.out:
        out = parcel.folder(args.out)
        for number, record in enumerate(records, 1):
            parcel.write(out / f"CASE-{number}.json", _json(record))
    if args.json:
        print(_json(records).decode(), end="")
    else:
        _tell(found, args.out)
    return 0


def as_read(one: Imported) -> dict[str, Any]:
    """The object `bothends read --json` prints, as far as a row can say it; what was not kept by name."""
    person = one.person
    place = person.place
    record = {
        "name": person.name,
        "aliases": list(person.aliases),
        "contacts": [{"kind": contact.kind, "value": contact.value} for contact in person.contacts],
        "nationality": person.nationality,
        "country": person.country,
        "place": {"name": place.name, "kind": place.kind, "country": place.country} if place else None,
        "platform": person.platform,
        "last_contact": person.last_contact,
        "languages": list(person.languages),
    }
    return {
        "format": "htcds-2.0",
        "record": record,
        "indicators": [{"code": code, "evidence": []} for code in one.signs],
        "tactics": [],
        "said_status": one.status,
        "said_decided_by": one.decided_by or None,
        "not_kept": list(one.not_kept),
    }


def _tell(found: list[Imported], out: str | None) -> None:
    for number, one in enumerate(found, 1):
        left = f"; not kept, more than the minimum: {', '.join(one.not_kept)}" if one.not_kept else ""
        print(f"Case {number}: {one.status.replace('_', ' ')}, {len(one.signs)} sign(s){left}")
    print(f"Written to {out}." if out else "Nothing was written. Give --out DIR to keep the records.")


def _json(shape: Any) -> bytes:
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def case_of(name: str) -> CaseFile:
    """A minimum record from the file `bothends read --json` printed. Raises BadInput."""
    return from_read(_content(name), code=Path(name).stem)


def _content(name: str) -> bytes:
    try:
        with Path(name).open("rb") as source:
            content = source.read(tables.LARGEST + 1)
    except OSError as wrong:
        raise BadInput(f"A file cannot be read ({wrong.strerror}). Check its path.") from None
    if name.endswith(".json") and len(content) > LARGEST:
        raise BadInput(
            "A case file is larger than 5 MB, so it is no case. Make it with `bothends read --json`."
        )
    return content
