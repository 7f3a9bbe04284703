"""`bothends names`: how alike names are, in any script, with the reasons; nothing is stored."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bothends.cli.progress import progress
from bothends.core.errors import BadInput
from bothends.core.match.names import Likeness, Prepared
from bothends.data.names import names

BEST = 10
LARGEST = 64 << 20  # bytes of a list: millions of names
LIKELY = 0.5


def add_parsers(commands: Any) -> None:
    """`names A B | --pairs FILE | --queries FILE --among FILE [--json]`."""
    command = commands.add_parser(
        "names",
        help="tell how alike names are, in any script, with reasons",
        description="A score near 1 says that the names are written alike. Whether two people are one, it cannot say.",
    )
    command.add_argument("names", nargs="*", metavar="NAME", help="two names")
    command.add_argument("--pairs", metavar="FILE", help="a file with two names a line, a tab between them")
    command.add_argument("--queries", metavar="FILE", help="names to look for, one a line")
    command.add_argument("--among", metavar="FILE", help="names to look among, one a line")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when anything is alike, 1 when nothing is."""
    asked = [bool(args.names), args.pairs is not None, args.queries is not None or args.among is not None]
    if sum(asked) != 1:
        raise BadInput("Give two names, or --pairs FILE, or --queries FILE --among FILE.")
    if args.pairs is not None:
        return _pairs(args.pairs, args.json)
    if args.names:
        return _two(args.names, args.json)
    if args.queries is None or args.among is None:
        raise BadInput("--queries and --among go together: what to look for, and the list to look in.")
    return _ranked(args.queries, args.among, args.json)


def _two(given: Sequence[str], as_json: bool) -> int:
    if len(given) != 2:
        raise BadInput(f"{len(given)} names given; give two, each in quotation marks.")
    found = names().alike(*given)
    if as_json:
        print(
            json.dumps({"score": round(found.score, 4), "reasons": list(found.reasons)}, ensure_ascii=False)
        )
    else:
        print("\n".join([f"{found.score:.2f}  {_in_words(found)}", *(f"  {one}" for one in found.reasons)]))
    return 0 if found.score >= LIKELY else 1


def _in_words(found: Likeness) -> str:
    if found.score >= 0.9:
        return "the names are alike"
    return "the names may be alike" if found.score >= LIKELY else "the names are not alike"


def _pairs(path: str, as_json: bool) -> int:
    rows = [line.split("\t") for line in _lines(path)]
    for number, row in enumerate(rows, start=1):
        if len(row) != 2:
            raise BadInput(
                f"{path}, line {number}: {len(row)} columns. Put two names on a line, a tab between them."
            )
    known = names()
    prepared = _remembering(known.prepare)
    tell = progress("comparing")
    scores = []
    for done, (one, other) in enumerate(rows):
        scores.append(round(known.score(prepared(one), prepared(other)), 4))
        tell(done, len(rows))
    print(json.dumps(scores) if as_json else "\n".join(f"{score:.4f}" for score in scores))
    return 0 if any(score >= LIKELY for score in scores) else 1


def _ranked(queries: str, among: str, as_json: bool) -> int:
    known = names()
    wanted, listed = _lines(queries), list(dict.fromkeys(_lines(among)))
    if not listed:
        raise BadInput(f"{among} holds no name. Put one on each line.")
    tell = progress("looking")
    among_these = known.list([known.prepare(one) for one in listed])
    answers = []
    for done, query in enumerate(wanted):
        best = among_these.best(known.prepare(query), BEST)
        answers.append(
            {"query": query, "best": [{"name": one.text, "score": round(score, 4)} for one, score in best]}
        )
        tell(done, len(wanted))
    if as_json:
        print(json.dumps(answers, ensure_ascii=False, indent=1))
    else:
        for answer in answers:
            print(answer["query"])
            for one in answer["best"]:
                print(f"  {one['score']:.4f}  {one['name']}")
    return 0 if any(one["best"] and one["best"][0]["score"] >= LIKELY for one in answers) else 1


def _remembering(prepare: Callable[[str], Prepared]) -> Callable[[str], Prepared]:
    kept: dict[str, Prepared] = {}

    def prepared(text: str) -> Prepared:
        if text not in kept:
            kept[text] = prepare(text)
        return kept[text]

    return prepared


def _lines(path: str) -> list[str]:
    """The lines that hold something. A name on its own line; `-` is standard input."""
    try:
        content = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else _content(Path(path))
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}. Check the path and try again.") from wrong
    if len(content) > LARGEST:
        raise BadInput(f"{path} is larger than {LARGEST >> 20} MB. Split it, or use bothends link.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadInput(f"{path} is not UTF-8. Save it as UTF-8 text and try again.") from wrong
    return [line.strip("\r") for line in text.split("\n") if line.strip()]


def _content(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(LARGEST + 1)
