"""`python -m bench.register.learn [--seeds N] [--out FILE]`: learn the weights of a comparison."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.register.make import COLUMNS, STYLES, Style, rows
from bothends.batch.blocks import held
from bothends.batch.columns import Table
from bothends.batch.engines import candidates
from bothends.batch.frame import frame
from bothends.batch.link import _likeness
from bothends.batch.pairs import REASONS, alike, without_likeness
from bothends.batch.spelt import Readers
from bothends.cli.progress import nothing
from bothends.data import folder
from bothends.data.matching import locate
from bothends.data.shelf import countries
from bothends.data.sources.match.fit import Pairs, fit

SIZES = (1_000, 6_000)  # two of them, so that the base is learnt apart from the size


def table(size: int, seed: int, style: Style) -> tuple[Table, list[int]]:
    """A register and whose report each row is."""
    made = list(rows(size, seed, style))
    columns = list(zip(*(row for _, row in made), strict=True))
    return (
        Table(size, {name: [one or None for one in columns[at]] for at, name in enumerate(COLUMNS)}),
        [who for who, _ in made],
    )


def compared(size: int, seed: int, style: Style, readers: Readers) -> Pairs:
    """All candidate pairs of one register with their truth."""
    register, who = table(size, seed, style)
    counted = frame([register], lambda texts: readers.keys(texts, nothing), countries(), locate())
    left, right = candidates(counted, held(counted), "duckdb", "")
    codes = without_likeness(counted, left, right).codes
    codes["name"] = alike(_likeness(counted, left, right, readers, nothing))
    truth = np.array(who)
    return Pairs(
        np.stack([codes[one] for one in REASONS], axis=1), (truth[left] == truth[right]).astype(float), size
    )


def learnt(seeds: range, readers: Readers) -> Iterator[Pairs]:
    """Pairs of every style, in both sizes."""
    for seed in seeds:
        for style in STYLES:
            for size in SIZES:
                yield compared(size, seed, style, readers)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.register.learn", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--out", type=Path, default=folder() / "match" / "weights.json")
    args = parser.parse_args()
    first = json.loads((folder() / "match" / "first.json").read_text("utf-8"))
    with Readers() as readers:
        pairs = list(learnt(range(1000, 1000 + args.seeds), readers))
    base, tables = fit(pairs, {one: list(REASONS[one]) for one in REASONS}, first["features"], first["base"])
    kept = {feature: table for feature, table in first["features"].items() if feature not in tables}
    said = f"learnt from {sum(len(one.same) for one in pairs)} pairs of {len(pairs)} invented registers"
    args.out.write_text(
        json.dumps({"made": said, "base": base, "features": {**tables, **kept}}, indent=1) + "\n", "utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
