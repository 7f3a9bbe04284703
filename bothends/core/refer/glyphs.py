"""Which characters no installed font can draw, told before a page is made with empty boxes on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# One weight tells what a family can draw.
OTHER_WEIGHTS = ("bold", "italic", "light", "thin", "black", "medium", "condensed", "mono")
FIRST = ("notosans-regular", "notosanssymbols", "notosanscjk")
NO_SHAPE = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn"})


def missing_glyphs(text: str, folders: Sequence[Path]) -> frozenset[str]:
    """Characters of `text` that no font under `folders` has. Marks and invisible characters are not asked."""
    wanted = {ord(c) for c in text if c.isprintable() and unicodedata.category(c) not in NO_SHAPE}
    for font in _likely_first(wanted, _fonts(tuple(folders))):
        if not wanted:
            break
        wanted -= _drawn(font, font.stat().st_mtime_ns)
    return frozenset(map(chr, wanted))


def scripts(characters: Iterable[str]) -> str:
    """The scripts of some characters, for an error line that quotes none of them."""
    names = {unicodedata.name(c, "UNNAMED").split()[0].capitalize() for c in characters}
    return ", ".join(sorted(names))


@lru_cache(maxsize=8)
def _fonts(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Font files of the regular weight, in a stable order."""
    files = {path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES}
    return tuple(sorted(path for path in files if not any(w in path.stem.lower() for w in OTHER_WEIGHTS)))


def _likely_first(wanted: set[int], fonts: tuple[Path, ...]) -> Iterator[Path]:
    """The general fonts, then those named after a script that is wanted, then the rest."""
    names = {unicodedata.name(chr(code), "-").split()[0].lower() for code in wanted}

    def order(path: Path) -> tuple[int, int]:
        stem = path.stem.lower()
        named = any(name in stem for name in names)
        return (
            0 if stem.startswith(FIRST[0]) else 1 if named else 2 if stem.startswith(FIRST) else 3,
            len(stem),
        )

    return iter(sorted(fonts, key=order))


@lru_cache(maxsize=512)
def _drawn(path: Path, changed: int) -> frozenset[int]:
    """Code points a file can draw. `changed` is part of the key so that a replaced file is read again."""
    try:
        if path.suffix.lower() in (".ttc", ".otc"):
            # The fonts of a collection share their characters; the first one speaks for all.
            with TTCollection(path, lazy=True) as collection:
                return frozenset(collection.fonts[0].getBestCmap() or ())
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):
        return frozenset()
