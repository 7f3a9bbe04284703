"""Names across scripts beside RapidFuzz WRatio on anyascii and, where it can be installed, nomenklatura's logic-v2."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz

from bench.figure import Figure, Peer
from bothends.core.match.names import Names
from bothends.core.match.signs import latin, script_of
from bothends.data.names import names
from bothends.data.sources.names.__main__ import FILES, held_out

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests" / "core" / "match"
PEERS = ROOT / "build" / "bench-names"
PAIRS = "BENCH_NAME_PAIRS"  # the folder of wd_*_train.tsv.gz, which are not part of the repository
POOL, QUERIES, SEED = 3000, 100, 11
BOUNDS = {"arabic": 0.6, "han": 0.45, "hangul": 0.6, "kana": 0.6, "cyrillic": 0.8}
Rows = list[list[str]]


def run() -> Iterator[Figure]:
    """The figures that are printed."""
    known = names()
    known.alike("Jane Example", "جين")
    written, pairs = _rows("names_in_scripts.tsv"), _rows("name_pairs.tsv")
    peer = _peer(written, pairs)
    yield _ranked(known, written, peer)
    yield from _told_apart(known, pairs, peer)
    yield _speed(known, pairs, peer)
    yield from _tokens(known)


def _rows(name: str) -> Rows:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _plain(one: str, other: str) -> float:
    return fuzz.WRatio(_ascii(one), _ascii(other)) / 100


@cache
def _ascii(name: str) -> str:
    return anyascii(name).lower()


def _first(queries: Sequence[str], among: Sequence[str], score: Callable[[str, str], float]) -> list[str]:
    return [max(among, key=lambda other: score(query, other)) for query in queries]


def _ranked(known: Names, written: Rows, peer: dict[str, list[object]]) -> Figure:
    queries, right = [row[1] for row in written], [row[2] for row in written]
    among = known.among([known.prepare(one) for one in right])
    ours = [among.best(known.prepare(query), 1)[0][0].text for query in queries]
    peers = [Peer("RapidFuzz WRatio on anyascii", _share(_first(queries, right, _plain), right))]
    if peer:
        peers.append(Peer("nomenklatura logic-v2", _share(peer["first"], right)))
    meaning = f"{len(written)} invented full names, right one ranked first"
    return Figure(meaning, _share(ours, right), "", "more", 0.85, tuple(peers))


def _share(found: Sequence[object], right: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(found, right, strict=True)) / len(right)


def _told_apart(known: Names, pairs: Rows, peer: dict[str, list[object]]) -> Iterator[Figure]:
    same = [row[0] == "1" for row in pairs]
    ours = [known.alike(a, b).score for _, a, b in pairs]
    plain = [_plain(a, b) for _, a, b in pairs]
    peers = [Peer("RapidFuzz WRatio on anyascii, at its best threshold", _best_f1(plain, same))]
    if peer:
        theirs = [float(str(one)) for one in peer["scores"]]
        peers.append(Peer("nomenklatura logic-v2, at its best threshold", _best_f1(theirs, same)))
    yield Figure(
        f"F1 of {len(pairs)} invented pairs at 0.5 (used in tuning)",
        f1(ours, same, 0.5),
        "",
        "more",
        0.8,
        tuple(peers),
    )


def _best_f1(scores: Sequence[float], same: Sequence[bool]) -> float:
    return max(f1(scores, same, one / 100) for one in range(1, 100))


def f1(scores: Sequence[float], same: Sequence[bool], threshold: float) -> float:
    """Harmonic mean of precision and recall of what reaches the threshold."""
    yes = [one >= threshold for one in scores]
    right = sum(a and b for a, b in zip(yes, same, strict=True))
    return 2 * right / max(1, sum(yes) + sum(same))


def _speed(known: Names, pairs: Rows, peer: dict[str, list[object]]) -> Figure:
    some = [known.prepare(a) for _, a, _ in pairs]
    others = [known.prepare(b) for _, _, b in pairs]
    crossed = [(a, b) for a in some for b in others[::4]]
    known.scores(crossed)
    begun = time.process_time()
    known.scores(crossed)
    ours = 1e6 * (time.process_time() - begun) / len(crossed)
    peers = (
        (Peer("nomenklatura logic-v2, new names", float(str(peer["seconds"])) * 1e6 / len(pairs)),)
        if peer
        else ()
    )
    return Figure("scoring a prepared pair, parts seen before", ours, "µs", "less", 60, peers)


def _tokens(known: Names) -> Iterator[Figure]:
    folder = os.environ.get(PAIRS)
    if not folder:
        print(f"  recall of single parts is not measured: set {PAIRS} to the folder of wd_*_train.tsv.gz")
        return
    for script, files in FILES:
        rows = _held_out(Path(folder) / f"wd_{files[0]}_train.tsv.gz", script)
        random.Random(SEED).shuffle(rows)
        pool = list(dict.fromkeys(word for _, word in rows))[:POOL]
        wanted = [row for row in rows if row[1] in set(pool)][:QUERIES]
        among = known.among([known.prepare(one) for one in pool])
        right = [word for _, word in wanted]
        ours = [among.best(known.prepare(query), 1)[0][0].text for query, _ in wanted]
        plain = _first([query for query, _ in wanted], pool, _plain)
        peer = Peer("RapidFuzz WRatio on anyascii", _share(plain, right))
        meaning = f"recall@1 among {len(pool)} held-out parts, {script}"
        yield Figure(meaning, _share(ours, right), "", "more", BOUNDS[script], (peer,))


def _held_out(path: Path, script: str) -> list[tuple[str, str]]:
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        for line in opened:
            english, native, _ = line.rstrip("\n").split("\t")
            part, word = native.replace(" ", ""), latin(english)
            if 2 <= len(word) <= 14 and held_out(word) and all(script_of(one) == script for one in part):
                found.append((part, word))
    return found


def _peer(written: Rows, pairs: Rows) -> dict[str, list[object]]:
    """What nomenklatura says, from a Python of its own; nothing where it cannot be installed."""
    asked = {
        "pairs": [row[1:] for row in pairs],
        "queries": [row[1] for row in written],
        "among": [row[2] for row in written],
    }
    command = [str(PEERS / "bin" / "python"), str(ROOT / "bench" / "peers_names.py")]
    try:
        _install()
        out = subprocess.run(
            command, input=json.dumps(asked), capture_output=True, text=True, timeout=600, check=True
        ).stdout
    except (subprocess.SubprocessError, OSError):
        print(
            "  nomenklatura is not measured: it could not be installed or run (requirements/bench-names.txt)"
        )
        return {}
    told: dict[str, list[object]] = json.loads(out.strip().rpartition("\n")[2])
    return told


def _install() -> None:
    if (PEERS / "done").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
    wanted = ROOT / "requirements" / "bench-names.txt"
    pip = [str(PEERS / "bin" / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(wanted)]
    subprocess.run(pip, check=True, capture_output=True)
    (PEERS / "done").touch()
