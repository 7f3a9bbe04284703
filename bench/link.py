"""Registers linked: ours beside plain Splink, on the same invented register, in this run."""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.figure import Figure, Peer
from bench.register.make import COLUMNS, STYLES, Style, rows
from bench.splink_plain import plain

RUNS = (
    ("plain", 100_000),
    ("invented", 100_000),
    ("plain", 1_000_000),
)  # how the register was kept, its rows
SEED = 77
MOST_PLAIN = 100_000  # rows; of a million such rows plain Splink did not come to an end within seven minutes
SURE = 0.99  # precision at which recall is told
BOUNDS = {100_000: (0.78, 600.0), 1_000_000: (0.68, 60.0)}

Whose = np.ndarray[tuple[int], np.dtype[np.int64]]  # row → person
Pairs = list[tuple[int, int, float]]  # row, row, probability


def run() -> Iterator[Figure]:
    """Each register: quality, calibration, seconds, memory."""
    for kept, size in RUNS:
        style = next(one for one in STYLES if one.name == kept)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "register.csv"
            who = _written(file, size, style)
            yield from _figures(file, who, f"{size:,} rows, {kept}", BOUNDS[size])


def _figures(file: Path, who: Whose, name: str, bounds: tuple[float, float]) -> Iterator[Figure]:
    begun = time.perf_counter()
    out = file.with_name("out.csv")
    subprocess.run(
        [sys.executable, "-m", "bothends", "link", str(file), "--out", str(out)],
        check=True,
    )
    took, gigabytes = (
        time.perf_counter() - begun,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20,
    )
    with out.open(encoding="utf-8", newline="") as stream:
        ours = [(int(a[1:]), int(b[1:]), float(chance)) for a, b, chance, _ in list(csv.reader(stream))[1:]]
    begun = time.perf_counter()
    here = told(ours, who)
    there: list[tuple[Peer, ...]] = [()] * 4
    if len(who) <= MOST_PLAIN:
        theirs = told(plain(file), who)
        there = [(Peer("Splink 5, plain", one),) for one in (*theirs, time.perf_counter() - begun)]
    f1, seconds = bounds
    yield Figure(f"{name}: F1 at 0.5", here[0], "", "more", f1, there[0])
    yield Figure(f"{name}: recall at precision {SURE}", here[1], "", "more", 0.55, there[1])
    yield Figure(
        f"{name}: calibration error of scores from 0.5",
        here[2],
        "",
        "less",
        0.03,
        there[2],
    )
    yield Figure(f"{name}: time", took, "s", "less", seconds, there[3])
    yield Figure(f"{name}: largest process", gigabytes, "GB", "less", 3)


def _written(file: Path, size: int, style: Style) -> Whose:
    who = np.zeros(size, np.int64)
    with file.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(COLUMNS)
        for at, (person, row) in enumerate(rows(size, SEED, style)):
            lines.writerow(row)
            who[at] = person
    return who


def told(pairs: Pairs, who: Whose) -> tuple[float, float, float]:
    """F1 at 0.5, recall at precision `SURE`, and the expected calibration error of scores from 0.5 in five bins."""
    counts = np.bincount(who)
    all_true = (counts * (counts - 1) // 2).sum()
    if not pairs:
        return 0.0, 0.0, 0.0
    left, right, chance = (np.array(one) for one in zip(*pairs, strict=True))
    true = who[left.astype(int)] == who[right.astype(int)]
    sure = chance >= 0.5
    precision, recall = true[sure].mean() if sure.any() else 0.0, true[sure].sum() / all_true
    order = np.argsort(-chance, kind="stable")
    found = np.cumsum(true[order])
    clean = np.flatnonzero(found / np.arange(1, len(order) + 1) >= SURE)
    bins = np.minimum(np.floor(chance * 10), 9)
    error = sum(
        abs(chance[bins == at].mean() - true[bins == at].mean()) * (bins == at).sum()
        for at in set(bins[sure])
    )
    return (
        float(2 * precision * recall / max(precision + recall, 1e-9)),
        float(found[clean[-1]] / all_true) if len(clean) else 0.0,
        float(error / max(sure.sum(), 1)),
    )
