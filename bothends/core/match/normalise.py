"""A name as people write it, cut into its parts: one script each, titles gone, in the order given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from bothends.core.match.signs import latin, script_of
from bothends.core.match.tables import Tables
from bothends.core.zawgyi import SYLLABLE, is_zawgyi, rewritten

_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]|\"[^\"]*\"|“[^”]*”")
_APART = re.compile(r"[\s,;:·・•‧=_+|،。、.\u2010-\u2015\u2212\-\u200b]+")
_PREFIX = re.compile("(?:นางสาว|นาย|นาง|คุณ|ທ້າວ|ທ່ານ|ນາງ|លោកស្រី|លោក)(?=.{4})")
_LONGEST, _LONGEST_PART = 300, 40  # letters; what is longer is no name and would cost time without end
_FEW = 2  # a title is dropped only if this many parts remain, or one in another script


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name. `place` is surname or given where the script tells, else empty."""

    text: str
    script: str
    place: str = ""
    particle: bool = False


def cut(text: str, tables: Tables) -> tuple[Part, ...]:
    """The parts of a name. At most twelve: what has more is no name, and would cost time without end."""
    told = _plain(text[:_LONGEST])
    words = [one for one in _APART.split(told) if one]
    kept = [_unprefixed(one) for one in _untitled(words, tables)]
    if sum(script_of(one[0]) == "han" for one in kept) > 1 and len(kept) > 1:
        return tuple(
            Part(one, script_of(one[0]), "given" if at else "surname") for at, one in enumerate(_spaced(kept))
        )
    parts = [part for word in kept for part in _by_script(word, tables)]
    while len(parts) > _FEW and parts[0].script == "burmese" and parts[0].text in tables.front_titles:
        parts = parts[1:]
    return tuple(parts[:12])


def _spaced(words: list[str]) -> list[str]:
    """Chinese or Japanese written with a space: each word is one part as it stands."""
    plain = [without_repeat(one) if script_of(one[0]) == "han" else latin(one) or one for one in words[:12]]
    return [one[:_LONGEST_PART] for one in plain]


def _unprefixed(word: str) -> str:
    """Thai, Lao and Khmer titles are written onto the name."""
    found = _PREFIX.match(word)
    return word[found.end() :] if found else word


def _plain(text: str) -> str:
    told = unicodedata.normalize("NFKC", text).strip()
    if not told.isascii() and is_zawgyi(told):
        told = "".join(rewritten(one[0]) for one in SYLLABLE.finditer(told))
    bare = _BRACKETS.sub(" ", told.partition("@")[0])  # what follows @ is another name
    return (bare if bare.strip() else told).casefold()


def _untitled(words: list[str], tables: Tables) -> list[str]:
    kept = [one for one in words if one not in tables.titles] or words
    while len(kept) > _FEW and kept[0] in tables.front_titles:
        kept = kept[1:]
    if len(kept) == _FEW and kept[0] in tables.front_titles and len(kept[1]) > len(kept[0]) + 5:
        kept = kept[1:]
    return kept


@lru_cache(maxsize=100_000)
def _by_script(word: str, tables: Tables) -> tuple[Part, ...]:
    if word in tables.particles or word.rstrip("'’") in tables.particles:
        script = script_of(word[0])
        return (Part((latin(word) if script == "latin" else "") or word, script, particle=True),)
    found: list[Part] = []
    for script, letters in groupby(word, key=_with_marks()):
        run = "".join(letters)
        if script == "latin":
            found += [Part(spelt, "latin")] if (spelt := latin(run)) else []
        elif script in _CUTTERS:
            found += _CUTTERS[script](run, tables)
        elif script:
            found.append(Part(run, script))
    return tuple(
        one if len(one.text) <= _LONGEST_PART else replace(one, text=one.text[:_LONGEST_PART])
        for one in found
    )


class _with_marks:  # noqa: N801 - used as a key function that remembers
    """The script of a letter; marks, apostrophes and the like go with the letter before them."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, letter: str) -> str:
        found = script_of(letter)
        if found or letter.isdigit():
            self._last = found
        return self._last


def _han(run: str, tables: Tables) -> Iterator[Part]:
    """Surname and given name: a Japanese surname of two and more characters, a Chinese compound one, else one."""
    run = without_repeat(run)
    family = _japanese_surname(run, tables)
    if not family:
        simple = run.translate(tables.simplified)
        size = 2 if len(run) > 2 and simple[:2] in tables.hanzi else 1
        family = run[:size]
    yield Part(family, "han", "surname")
    if len(run) > len(family):
        yield Part(run[len(family) :], "han", "given")


def without_repeat(run: str) -> str:
    """The Japanese sign of repetition written out."""
    return re.sub("(.)々", r"\1\1", run)


def _japanese_surname(run: str, tables: Tables) -> str:
    for size in (3, 2, 1):
        family, given = run[:size], run[size:]
        if family in tables.kanji["surname"] and len(family) == size:
            known = given in tables.kanji["given"]
            if known or (size > 1 and not given) or (size > 1 and len(run) > 3):
                return family
    return ""


def _hangul(run: str, tables: Tables) -> Iterator[Part]:
    surnames = tables.hangul["surname"]
    size = 2 if len(run) > 2 and run[:2] in surnames else 1
    if 2 <= len(run) <= 5 and run[:size] in surnames and len(run) - size <= 3 and len(run) != size:
        yield Part(run[:size], "hangul", "surname")
        yield Part(run[size:], "hangul", "given")
    else:
        yield Part(run, "hangul", "given")


def _burmese(run: str, tables: Tables) -> Iterator[Part]:
    yield from (Part(one, "burmese") for one in burmese_syllables(run))


def burmese_syllables(run: str) -> list[str]:
    """Syllables of unspaced Burmese: a consonant that bears no asat and is not stacked begins one."""
    starts = [
        at for at, one in enumerate(run)
        if ("\u1000" <= one <= "\u102a" or one == "\u103f")
        and not (at and run[at - 1] == "\u1039")
        and not re.match("[\u1037\u1038]?[\u103a\u1039]", run[at + 1 :])
    ]  # fmt: skip
    edges = [0, *[at for at in starts if at], len(run)]
    return [run[a:b] for a, b in pairwise(edges) if b > a]


_CUTTERS = {"han": _han, "hangul": _hangul, "burmese": _burmese}
