"""`python -m bothends.data.sources.names FOLDER`: learn the tables of bothends/data/names anew.

FOLDER holds the training pairs of the NETransliteration set (steveash/NETransliteration-COLING2018 at 5d5f59e5,
MIT; mined from Wikidata, CC0) as wd_*_train.tsv.gz. A tenth of them, chosen by a hash of the English spelling,
is never learnt from: `held_out` tells which, and the bench measures on it.
"""

from __future__ import annotations

import argparse
import gzip
import math
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from bothends.core.match.signs import latin, script_of, signs_of
from bothends.data import folder
from bothends.data.sources.names.em import Pair, counted, learn

FILES = (
    ("arabic", ("arabic",)), ("han", ("chinese",)), ("hangul", ("korean",)),
    ("kana", ("katakana", "japanese")), ("cyrillic", ("russian",)),
)  # fmt: skip
BY_HAND = ("thai", "lao", "khmer", "burmese", "devanagari", "bengali", "ethiopic")
UNLEARNT = ("tamil", "sinhala", "gujarati", "gurmukhi", "telugu", "hebrew", "greek", "georgian", "armenian")
_INHERENT = frozenset({"devanagari", "bengali", "tamil", "sinhala", "gujarati", "gurmukhi", "telugu"})
_WELL_HEARD = 50  # sightings after which a letter needs no usual spelling
_USUAL = 0.7  # sightings that a usual spelling counts as
MOST = 48_000  # pairs a script: more gains little and costs minutes
SEED = 7
_LEAST = {1: 0.5, 2: 1.0, 3: 2.0}  # sightings below which a group is dropped, by the width of its context


def held_out(word: str) -> bool:
    """Whether a Latin spelling belongs to the tenth that is never learnt from."""
    return blake2b(word.encode(), digest_size=4).digest()[0] < 26


def mined(source: Path, script: str) -> Iterator[Pair]:
    """Usable pairs of one file: Latin letters on one side, one script on the other."""
    with gzip.open(source, "rt", encoding="utf-8") as opened:
        for line in opened:
            english, native, seen = line.rstrip("\n").split("\t")
            part, word = native.replace(" ", ""), latin(english)
            if 2 <= len(word) <= 14 and all(script_of(one) == script for one in part):
                signs = signs_of(part, script)
                if 0 < len(signs) <= 16:
                    yield signs, word, 1 + math.log(int(seen))


def authored(script: str) -> list[Pair]:
    """The pairs written by hand for one script: the usual spelling counts more than the others."""
    found = []
    for line in (folder() / "names" / "pairs.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, part, spellings = line.split("\t")
            if name == script:
                words = spellings.split()
                found += [(signs_of(part, script), word, 2.0 / (1 + at)) for at, word in enumerate(words)]
    return found


def learnt(pairs: Sequence[Pair], *, trusted: bool) -> dict[str, Counter[str]]:
    """Counts by context. Trusted pairs are all kept, others lose those that do not sound alike."""
    numbers, table, weight = learn(pairs, trusted=trusted)
    return counted(pairs, numbers, table, weight)


def usual_added(script: str, counts: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Gives every letter of a script what it is usually written with, so that none is unheard of."""
    for at in range(0x370, 0x1800):
        sign = chr(at)
        if (
            script_of(sign) == script
            and sum(counts.get(sign, {}).values()) < _WELL_HEARD
            and unicodedata.category(sign) in {"Lo", "Ll", "Mn", "Mc"}
        ):
            spelt = latin(sign) or latin(sign.casefold())
            told = counts.setdefault(sign, Counter())
            told[spelt] += _USUAL
            if script in _INHERENT and unicodedata.category(sign) == "Lo":
                told[spelt.rstrip("a")] += _USUAL
                told[spelt.rstrip("a") + "a"] += _USUAL
    return counts


def written(counts: Mapping[str, Mapping[str, float]], *, context_seen: float) -> Iterator[str]:
    """The lines of a table: context, then letters and sightings, the commonest first; - is no letter."""
    for context in sorted(counts):
        seen = counts[context]
        least = _LEAST[context.count(" ") + 1]
        kept = sorted(((n, g) for g, n in seen.items() if n >= least), key=lambda one: (-one[0], one[1]))
        if kept and (" " not in context or sum(seen.values()) >= context_seen):
            yield f"{context}\t" + " ".join(f"{group or '-'} {count:.3g}" for count, group in kept)


def letter_pairs(words: Iterable[str]) -> Iterator[str]:
    """How Latin names are spelt at large: `ab` and the log-chance of b after a; ^ and $ are the edges."""
    pairs: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    for word in words:
        told = f"^{word}$"
        pairs.update(told[at : at + 2] for at in range(len(told) - 1))
        firsts.update(told[:-1])
    for both, count in sorted(pairs.items()):
        yield f"{both}\t{math.log((count + 1) / (firsts[both[0]] + 27)):.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bothends.data.sources.names", description=__doc__)
    parser.add_argument("folder", type=Path, help="where wd_*_train.tsv.gz lie")
    parser.add_argument("script", nargs="*", help="only these scripts")
    given = parser.parse_args()
    words: list[str] = []
    for script, names in FILES:
        pairs = [p for one in names for p in mined(given.folder / f"wd_{one}_train.tsv.gz", script)]
        pairs = sorted({pair for pair in pairs if not held_out(pair[1])})
        random.Random(SEED).shuffle(pairs)  # noqa: S311 - a repeatable draw, nothing secret
        words += [word for _, word, _ in pairs[:MOST]]
        if not given.script or script in given.script:
            counts = usual_added(script, learnt(pairs[:MOST], trusted=False))
            write(script, written(counts, context_seen=6))
    for script in BY_HAND:
        if not given.script or script in given.script:
            write(
                script, written(usual_added(script, learnt(authored(script), trusted=True)), context_seen=3)
            )
    for script in UNLEARNT:
        if not given.script or script in given.script:
            write(script, written(usual_added(script, {}), context_seen=3))
    if not given.script:
        write("letters", letter_pairs(words))
    return 0


def write(name: str, lines: Iterable[str]) -> None:
    """One table into bothends/data/names/sounds."""
    content = "".join(f"{one}\n" for one in lines)
    (folder() / "names" / "sounds" / f"{name}.tsv").write_text(content, encoding="utf-8")
    print(f"{name}: {len(content) / 1000:.0f} KB")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
