"""`python -m bench.register.learn [--seeds N] [--out FILE]`: learn the weights of a comparison."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.register.make import COLUMNS, STYLES, Style, rows
from bothends.batch.blocks import held
from bothends.batch.columns import Array, Column, Table
from bothends.batch.engines import candidates
from bothends.batch.frame import frame
from bothends.batch.link import likeness
from bothends.batch.pairs import CELLS, REASONS, Levels, cells_of, name_codes, without_likeness
from bothends.batch.spelt import Readers
from bothends.cli.progress import nothing
from bothends.core.match.score import Weights
from bothends.data import folder
from bothends.data.matching import locate
from bothends.data.shelf import countries
from bothends.data.sources.match.fit import Pairs, fit

SIZES = (1_000, 6_000, 30_000)  # several, so that the base is learnt apart from the size
BUT = 0.998


def table(size: int, seed: int, style: Style) -> tuple[Table, list[int]]:
    """A register and whose report each row is."""
    made = list(rows(size, seed, style))
    columns = list(zip(*(row for _, row in made), strict=True))
    return (
        Table(
            size, {name: Column.of([one or None for one in columns[at]]) for at, name in enumerate(COLUMNS)}
        ),
        [who for who, _ in made],
    )


def compared(size: int, seed: int, style: Style, readers: Readers) -> tuple[Pairs, Array]:
    """All candidate pairs of one register with their truth, and the cell of each."""
    register, who = table(size, seed, style)
    counted = frame([register], lambda texts: readers.parts(texts, nothing), countries(), locate())
    left, right = candidates(counted, held(counted), "duckdb", "")
    levels, alike = without_likeness(counted, left, right)
    codes = levels.codes
    codes["name"] = name_codes(likeness(counted, left, right, readers, nothing), alike)
    truth = np.array(who)
    pairs = Pairs(
        np.stack([codes[one] for one in REASONS], axis=1), (truth[left] == truth[right]).astype(float), size
    )
    return pairs, cells_of(counted, left, right, alike)


def learnt(seeds: range, readers: Readers) -> Iterator[tuple[Pairs, Array]]:
    """Pairs of every style, in both sizes."""
    for seed in seeds:
        for style in STYLES:
            for size in SIZES:
                yield compared(size, seed, style, readers)


def hopes(found: Sequence[tuple[Pairs, Array]], weights: Weights) -> dict[str, float]:
    """The most that names add in each cell, but for one pair in 500; counted where it could matter."""
    at = list(REASONS).index("name")
    most = max(weights.tables["name"].values())
    cells, adds = [], []
    for pairs, cell in found:
        levels = Levels({one: pairs.codes[:, place] for place, one in enumerate(REASONS)})
        added = Levels({"name": pairs.codes[:, at]}).log_odds(weights)
        near = levels.log_odds(weights) - added + weights.prior(pairs.size) + most >= 0
        cells.append(cell[near])
        adds.append(added[near])
    cell, added = np.concatenate(cells), np.concatenate(adds)
    return {
        CELLS[one]: round(float(np.quantile(added[cell == one], BUT)), 3) for one in np.unique(cell).tolist()
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.register.learn", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--out", type=Path, default=folder() / "match" / "weights.json")
    args = parser.parse_args()
    first = json.loads((folder() / "match" / "first.json").read_text("utf-8"))
    with Readers() as readers:
        found = list(learnt(range(1000, 1000 + args.seeds), readers))
    pairs = [one for one, _ in found]
    base, tables = fit(pairs, {one: list(REASONS[one]) for one in REASONS}, first["features"], first["base"])
    kept = {feature: table for feature, table in first["features"].items() if feature not in tables}
    said = f"learnt from {sum(len(one.same) for one in pairs)} pairs of {len(pairs)} invented registers"
    told = {
        "made": said,
        "base": base,
        "features": {**tables, **kept},
        "hopes": hopes(found, Weights(base, tables)),
    }
    args.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
