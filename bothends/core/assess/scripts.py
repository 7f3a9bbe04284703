"""Spellings that look alike on the screen and are stored in different ways, brought to one.

Thai and Lao marks in another order, Lao writing with either l, noughts typed for a Burmese letter, decomposed
Hangul, and Zawgyi.
"""

from __future__ import annotations

import re

from bothends.core.zawgyi import SYLLABLE, is_zawgyi, rewritten

# Signs that belong to the letter before them, so that both are put in order together.
MARKS = "\u0e38-\u0e3a\u0e47-\u0e4e\u0eb8-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1160-\u11ff"
_BURMESE = re.compile("[\u1000-\u109f]")
_LINE = re.compile("[^\n\x01]+")  # \x01 stands between the texts that are looked through together
_MAY_DIFFER = re.compile("[\u0e4d\u0ecd\u0ebc\u1025\u102d\u102f\u1036]")
_NOUGHT = re.compile("(?<![\u1040-\u1049])\u1040(?=[\u1000-\u1021\u1025\u102b-\u103e])")
_REPAIRS = (  # each keeps the number of characters
    (re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])"), r"\2\1"),
    (re.compile("\u0ebc"), "\u0ea5"),
    (re.compile("\u102f\u102d"), "\u102d\u102f"),
    (re.compile("\u1036\u102f"), "\u102f\u1036"),
    (re.compile("\u1025(?=\u103a)"), "\u1009"),
)


def repaired(text: str) -> str:
    """`text`, already in compatibility form, with one spelling for what looks alike. Same length."""
    if _MAY_DIFFER.search(text):
        for pattern, by in _REPAIRS:
            text = pattern.sub(by, text)
    return text


def unicoded(text: str) -> str:
    """`text` with every line of Zawgyi as Unicode."""
    if not _BURMESE.search(text):
        return text
    text = with_wa(text)
    return _LINE.sub(lambda line: "".join(piece for _, _, piece in syllables(line[0])), text)


def with_wa(text: str) -> str:
    """`text` with the Burmese noughts that were typed for the letter wa as that letter. Same length."""
    return _NOUGHT.sub("\u101d", text) if "\u1040" in text else text


def syllables(text: str) -> list[tuple[int, int, str]]:
    """Start and end of each syllable of a line of Zawgyi and what it is in Unicode; of each character of others."""
    if not is_zawgyi(text):
        return [(i, i + 1, char) for i, char in enumerate(text)]
    return [(m.start(), m.end(), rewritten(m[0])) for m in SYLLABLE.finditer(text)]


def has_zawgyi(text: str) -> bool:
    """Whether a line of `text` is stored as Zawgyi."""
    return bool(_BURMESE.search(text)) and any(is_zawgyi(line) for line in _LINE.findall(text))


def by_line(text: str) -> list[tuple[int, int, str]]:
    """`syllables` of every line, with the offsets of the whole text."""
    found: list[tuple[int, int, str]] = []
    done = 0
    for line in _LINE.finditer(text):
        found.extend((i, i + 1, text[i]) for i in range(done, line.start()))
        found.extend((line.start() + a, line.start() + b, piece) for a, b, piece in syllables(line[0]))
        done = line.end()
    return found + [(i, i + 1, text[i]) for i in range(done, len(text))]
