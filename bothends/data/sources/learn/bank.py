"""The rows of the exemplar bank, and pairs of them: passages and windows hold more than one thing."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bothends.data import folder
from bothends.data.encoder import bank_files

_SEED = 7
_PAIRS = (22, 8, 12)  # per 80 rows of a language: told + told, told + ordinary, ordinary + ordinary
_TOGETHER = 8  # rows: neighbouring languages often tell the same scenes in the same order
_UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja"})
_STOPS = ".!?。！？။።。"


@dataclass(frozen=True, slots=True)
class Row:
    """A text with what a careful reader marks in it. `codes` are those of indicators and tactics.

    Rows of one `scene` tell the same in several languages: who has learnt one has half seen the others.
    """

    text: str
    language: str
    found: bool
    codes: frozenset[str]
    scene: str = ""


def bank() -> list[Row]:
    """Every row of every language."""
    return [
        _row(line, path.stem, at // _TOGETHER)
        for path in bank_files(folder())
        for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"))
        if line
    ]


def pairs(rows: Sequence[Row]) -> Iterator[tuple[int, int, Row]]:
    """Two rows of a language said after one another, with their places in `rows`; the same each time."""
    for language in sorted({row.language for row in rows}):
        chance = random.Random(f"{_SEED} {language}")  # noqa: S311 - no secret: the same each time
        own = [at for at, row in enumerate(rows) if row.language == language]
        told = [at for at in own if rows[at].found]
        rest = [at for at in own if not rows[at].found]
        for many, first, second in zip(_PAIRS, (told, told, rest), (told, rest, rest), strict=True):
            for _ in range(many * len(own) // 80):
                pair = [chance.choice(first), chance.choice(second)]
                chance.shuffle(pair)
                yield pair[0], pair[1], _joined(rows[pair[0]], rows[pair[1]])


def folds(rows: Sequence[Row], many: int) -> list[int]:
    """For each row which of `many` folds it is in: a scene as a whole, the largest first, where there is most room."""
    sizes = Counter(row.scene for row in rows)
    full = [0] * many
    fold = {}
    for scene, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        fold[scene] = full.index(min(full))
        full[fold[scene]] += size
    return [fold[row.scene] for row in rows]


def _row(line: str, language: str, place: int) -> Row:
    row = json.loads(line)
    codes = frozenset(row["codes"]) | frozenset(row["tactics"])
    return Row(row["text"], language, row["found"], codes, row.get("scene", f"rows {place}"))


def _joined(one: Row, other: Row) -> Row:
    wide = one.language in _UNSPACED
    stop = "" if one.text.rstrip()[-1] in _STOPS else "。" if wide else "."
    text = f"{one.text.rstrip()}{stop}{'' if wide else ' '}{other.text}"
    return Row(text, one.language, one.found or other.found, one.codes | other.codes)
