"""The tables of names of this installation, loaded once a process: `names().compare(…)`.

What is learnt and how, and where the rest is from, says README.md beside this file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bothends.core.errors import BadRow
from bothends.core.match.emission import Letters, Sounds
from bothends.core.match.names import Names
from bothends.core.match.normalise import without_repeat
from bothends.core.match.signs import latin
from bothends.core.match.tables import Tables
from bothends.data import folder

SCRIPTS = (
    "arabic", "han", "hangul", "kana", "cyrillic", "thai", "lao", "khmer", "burmese", "devanagari", "bengali",
    "ethiopic", "tamil", "sinhala", "gujarati", "gurmukhi", "telugu", "hebrew", "greek", "georgian", "armenian",
)  # fmt: skip


@cache
def names() -> Names:
    """About a second and some tens of megabytes the first time. Raises BadRow if a table is not as it should be."""
    return Names(tables())


@cache
def tables() -> Tables:
    """All tables of the folder."""
    where = folder() / "names"
    front = [line.split()[1:] for line in _lines(where / "titles.txt") if line.startswith("front ")]
    titles = {
        word
        for line in _lines(where / "titles.txt")
        if not line.startswith("front ")
        for word in line.split()
    }
    hanzi = _spellings(where / "hanzi.tsv")
    return Tables(
        sounds={script: _sounds(where / "sounds" / f"{script}.tsv") for script in SCRIPTS},
        letters=Letters({pair: float(value) for pair, value in _rows(where / "sounds" / "letters.tsv", 2)}),
        simplified=_simplified(where / "simplified.txt"),
        hanzi=hanzi,
        kanji=_by_place(where / "kanji.tsv"),
        hangul=_by_place(where / "hangul.tsv"),
        titles=frozenset(titles),
        front_titles=frozenset(word for line in front for word in line),
        particles=frozenset(word for line in _lines(where / "particles.txt") for word in line.split()),
        pets=_pets(where / "nicknames.tsv"),
        spelt=_spelt(where),
        read=_read(where),
        burmese=frozenset(
            word
            for script, _, told in _rows(where / "pairs.tsv", 3)
            if script == "burmese"
            for word in told.split()
        ),
    )


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == columns:
            yield cells
        elif line and not line.startswith("# "):
            raise BadRow(
                f"{path.name}: a row has {len(cells)} columns instead of {columns}. Correct or learn it anew."
            )


def _sounds(path: Path) -> Sounds:
    counts = {}
    for context, told in _rows(path, 2):
        cells = told.split(" ")
        counts[context] = {
            "" if group == "-" else group: float(seen)
            for group, seen in zip(cells[::2], cells[1::2], strict=True)
        }
    return Sounds(counts)


def _simplified(path: Path) -> dict[int, str]:
    return {ord(pair[0]): pair[1] for line in _lines(path) for pair in line.split()}


def _spellings(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for written, told in _rows(path, 2):
        found[written].update(dict.fromkeys(told.split()))
    return {written: tuple(told) for written, told in found.items()}


def _by_place(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {"surname": {}, "given": {}}
    for place, written, told in _rows(path, 3):
        found[place][without_repeat(written)] = tuple(told.split())
    return found


def _numbered(families: Iterator[set[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(families):
        for word in words:
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _pets(path: Path) -> dict[str, frozenset[int]]:
    return _numbered(set(line.split()) for line in _lines(path))


def _spelt(where: Path) -> dict[str, frozenset[int]]:
    """Latin spelling → the characters, syllables and parts that it may stand for."""
    families: list[set[str]] = []
    for written, told in _spellings(where / "hanzi.tsv").items():
        families.append({one.removeprefix("!") for one in told} | {latin(written)})
    for told in (told for place in _by_place(where / "hangul.tsv").values() for told in place.values()):
        families.append(set(told))
    families += [set(told.split()) for _, _, told in _rows(where / "pairs.tsv", 3) if " " in told]
    return _numbered(iter(families))


def _read(where: Path) -> dict[str, tuple[str, ...]]:
    """Latin spelling → the official readings of the Chinese characters and Korean syllables so written."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for written, told in _by_place(where / "hangul.tsv")["given"].items():
        for one in told:
            found[one][latin(written)] = None
    for written, told in _spellings(where / "hanzi.tsv").items():
        usual = next((one[1:] for one in told if one.startswith("!")), latin(written))
        for one in told:
            if len(written) == 1 and not one.startswith("!"):
                found[one][usual] = None
    return {one: tuple(readings) for one, readings in found.items()}
