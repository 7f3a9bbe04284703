"""A name part in its own script as a row of signs, each of which sounds as a few Latin letters.

A sign is what the learnt tables have a row for: a letter, a kana, a jamo, the initial or the final of a
Mandarin syllable. Tables are learnt over exactly these signs, so a change here needs them learnt anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from anyascii import anyascii

_RANGES = (
    ("latin", "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\u0250-\u02af"),
    ("cyrillic", "\u0400-\u052f"), ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("devanagari", "\u0900-\u097f"), ("bengali", "\u0980-\u09ff"), ("thai", "\u0e00-\u0e7f"),
    ("lao", "\u0e80-\u0eff"), ("burmese", "\u1000-\u109f\uaa60-\uaa7f"), ("khmer", "\u1780-\u17ff"),
    ("ethiopic", "\u1200-\u139f\u2d80-\u2ddf"), ("hangul", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    ("kana", "\u3040-\u30ff\u31f0-\u31ff"), ("han", "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("hebrew", "\u0590-\u05ff"), ("greek", "\u0370-\u03ff\u1f00-\u1fff"), ("tamil", "\u0b80-\u0bff"),
    ("sinhala", "\u0d80-\u0dff"), ("gujarati", "\u0a80-\u0aff"), ("gurmukhi", "\u0a00-\u0a7f"),
    ("telugu", "\u0c00-\u0c7f"), ("georgian", "\u10a0-\u10ff"), ("armenian", "\u0530-\u058f"),
)  # fmt: skip
_SCRIPTS = [(name, re.compile(f"[{chars}]")) for name, chars in _RANGES]
_SILENT = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae][\u0e34\u0e38]?[\u0e4c\u0ecc]")
_TONES = re.compile("[\u0e47-\u0e4b\u0ec8-\u0ecb]")
_VOWEL_FIRST = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
_BURMESE_TONES = frozenset("\u1037\u200b\u200c\u200d")
_JOINERS = frozenset("\u200b\u200c\u200d")
_FINAL = re.compile(r"[aeiouv].*", re.DOTALL)
_SYLLABLE = re.compile(r"[A-Z][a-z]*")
_NOT_LETTERS = re.compile(r"[^a-z]")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of one letter, or an empty text for digits, signs and scripts not listed."""
    return next((name for name, chars in _SCRIPTS if chars.match(letter)), "")


def latin(text: str) -> str:
    """Lower-case a to z only: accents, apostrophes and whatever is no letter are gone."""
    return _NOT_LETTERS.sub("", anyascii(text).lower())


def signs_of(part: str, script: str) -> tuple[str, ...]:
    """The signs of a part that is written in one script."""
    cut = _CUTS.get(script)
    if cut:
        return tuple(cut(part))
    return tuple(one for one in unicodedata.normalize("NFC", part.casefold()) if one not in _JOINERS)


def _decomposed(part: str) -> str:
    return unicodedata.normalize("NFD", part)


def _without_marks(part: str) -> Iterator[str]:
    return (one for one in unicodedata.normalize("NFKC", part) if not unicodedata.combining(one))


def _vowels_after(part: str) -> str:
    """Thai and Lao as they are heard: tones and silent letters gone, vowels after their consonant."""
    heard = _SILENT.sub("", _TONES.sub("", unicodedata.normalize("NFKC", part)))
    return _VOWEL_FIRST.sub(r"\2\1", heard.replace("รรม", "ัม").replace("รร", "ัน"))


def _toneless(part: str) -> Iterator[str]:
    return (one for one in part if one not in _BURMESE_TONES)


def _rows_and_vowels(part: str) -> Iterator[str]:
    return (sign for one in part for sign in _consonant_and_vowel(one))


def _consonant_and_vowel(letter: str) -> tuple[str, ...]:
    """Ethiopic letters stand in rows of eight: one consonant with each vowel."""
    at = ord(letter)
    return (chr(at & ~7), f"+{at & 7}") if 0x1200 <= at <= 0x135A else (letter,)


def _khmer(part: str) -> tuple[str, ...]:
    """A letter under the line is a sign of its own, other than the same letter on the line."""
    found: list[str] = []
    under = ""
    for one in part:
        if one == "\u17d2":
            under = one
        elif one not in _JOINERS:
            found.append(under + one)
            under = ""
    return tuple(found)


def _katakana(part: str) -> str:
    return "".join(chr(ord(one) + 0x60) if "\u3041" <= one <= "\u3096" else one for one in part)


def _mandarin(part: str) -> tuple[str, ...]:
    """Initial and final of each character; a capital marks where a syllable begins."""
    found: list[str] = []
    for syllable in _SYLLABLE.findall(anyascii(part)):
        final = _FINAL.search(syllable.lower())
        start = final.start() if final else len(syllable)
        if start:
            found.append(syllable[:start])
        if final:
            found.append(final[0] if start else final[0].capitalize())
    return tuple(found)


_CUTS: dict[str, Callable[[str], Iterable[str]]] = {
    "han": _mandarin,
    "hangul": _decomposed,
    "kana": _katakana,
    "arabic": _without_marks,
    "thai": _vowels_after,
    "lao": _vowels_after,
    "burmese": _toneless,
    "khmer": _khmer,
    "ethiopic": _rows_and_vowels,
}
