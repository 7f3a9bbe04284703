"""`bothends link`: which rows of one register, or of two, are one person; with a probability and plain reasons."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bothends.cli.progress import progress
from bothends.core.errors import BadInput

if TYPE_CHECKING:
    from bothends.batch.link import Linked


def add_parsers(commands: Any) -> None:
    """`link A [B] --out OUT.csv [--report FILE.html] [--clusters FILE.csv] [--one-to-one] [--engine …]`."""
    command = commands.add_parser(
        "link",
        help="link two registers, or find the repeats in one",
        description="CSV or Parquet. A suggestion is not a finding: a person looks at the pairs. Nothing is sent.",
    )
    command.add_argument(
        "files", nargs="+", metavar="FILE", help="one register to de-duplicate, or two to link"
    )
    command.add_argument(
        "--out", required=True, metavar="OUT.csv", help="left_id, right_id, probability, reasons"
    )
    command.add_argument(
        "--report", metavar="FILE.html", help="a page for a person: how many, how sure, examples"
    )
    command.add_argument(
        "--clusters", metavar="FILE.csv", help="id, cluster: rows that pairs lead to are together"
    )
    command.add_argument("--one-to-one", action="store_true", help="keep each row's likeliest pair only")
    command.add_argument(
        "--least", type=float, default=0.5, metavar="P", help="lowest probability kept; 0.5 when not given"
    )
    command.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="what finds the candidate pairs"
    )
    command.add_argument(
        "--master", default="local[2]", metavar="URL", help="of Spark; local[2] when not given"
    )
    command.add_argument("--json", action="store_true", help="print what was done as one JSON object")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when a pair was found, 1 when none."""
    if len(args.files) > 2:
        raise BadInput("Give one register to de-duplicate, or two to link.")
    if not 0 < args.least < 1:
        raise BadInput("--least is a probability between 0 and 1, such as 0.9.")
    if not all(find_spec(name) for name in ("splink", "duckdb", "numpy")):
        raise BadInput("Linking registers needs more packages: pip install 'bothends[link]'.")
    linked = _linked(args)
    from bothends.batch.groups import clusters, one_to_one

    if args.one_to_one:
        linked = one_to_one(linked)
    _write(Path(args.out), ("left_id", "right_id", "probability", "reasons"), _rows(linked))
    if args.clusters:
        ids, found = linked.frame.ids, clusters(linked)
        _write(
            Path(args.clusters),
            ("id", "cluster"),
            [(one, ids[top]) for one, top in zip(ids, found, strict=True)],
        )
    if args.report:
        _report(linked, Path(args.report))
    done = {
        "rows": linked.frame.size,
        "compared": linked.compared,
        "pairs": len(linked.left),
        "out": args.out,
    }
    said = f"Read {done['rows']} rows, compared {done['compared']} pairs, kept {done['pairs']} in {args.out}."
    print(json.dumps(done) if args.json else said)
    return 0 if len(linked.left) else 1


def _linked(args: argparse.Namespace) -> Linked:
    from bothends.batch.columns import read
    from bothends.batch.link import Plan, link
    from bothends.data.matching import locate, weights
    from bothends.data.shelf import countries

    tables = [read(Path(name)) for name in args.files]
    plan = Plan(least=args.least, engine=args.engine, master=args.master)
    return link(tables, plan, weights(), countries(), locate(), progress)


def _rows(linked: Linked) -> list[tuple[str, str, str, str]]:
    from bothends.batch.link import reasons
    from bothends.data.matching import weights

    ids = linked.frame.ids
    told = zip(linked.left.tolist(), linked.right.tolist(), linked.probability.tolist(), strict=True)
    return [
        (ids[a], ids[b], f"{chance:.4f}", why)
        for (a, b, chance), why in zip(told, reasons(linked, weights()), strict=True)
    ]


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            written = csv.writer(stream)
            written.writerow(head)
            written.writerows(rows)
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}. Choose another file.") from wrong


def _report(linked: Linked, path: Path) -> None:
    from bothends.batch.report import page
    from bothends.data.matching import weights

    try:
        path.write_text(page(linked, weights()), encoding="utf-8")
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}. Choose another file.") from wrong
