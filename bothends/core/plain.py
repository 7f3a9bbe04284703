"""Text made comparable: one form for every script, no invisible characters, and where words may end."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

# Zero-width spaces and joiners fill Thai, Khmer and Burmese chat; direction marks wrap numbers.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

Group = Literal["letters", "katakana", ""]


def clean(text: str) -> str:
    """NFKC without invisible characters and with straight quotes; the writer's capitals stay."""
    if text.isascii():
        return _CONTROL.sub(" ", text)
    shown = _INVISIBLE.sub("", _CONTROL.sub(" ", text)).translate(_QUOTES)
    return normal(shown)


def normal(text: str) -> str:
    """NFKC, except that the Thai and Lao vowel AM stays one letter, as people write and search it."""
    joined = unicodedata.normalize("NFKC", text)
    return joined.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")


def fold(text: str) -> str:
    """`clean` without capitals: the form in which words and names are looked up."""
    return clean(text).casefold()


def at_edges(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a word of its own, in scripts that show where a word ends."""
    before = start == 0 or not _same_run(text[start - 1], text[start]) or _is_prefixed(text, start, end)
    return before and (end == len(text) or not _same_run(text[end - 1], text[end]))


# Arabic writes "in", "to", "and" as one letter before the name it goes with: "بلاوس", in Laos.
_PREFIXES = "بلوفكعه"
_SHORTEST_PREFIXED = 4


def _is_prefixed(text: str, start: int, end: int) -> bool:
    if (
        not "\u0620" <= text[start] <= "\u064a"
        or end - start < _SHORTEST_PREFIXED
        or text[start - 1] not in _PREFIXES
    ):
        return False
    return start == 1 or not _same_run(text[start - 2], text[start - 1])


def _same_run(left: str, right: str) -> bool:
    group = _group(left)
    return group != "" and group == _group(right)


def _group(char: str) -> Group:
    if "\u30a1" <= char <= "\u30fe" and char != "\u30fb":
        return "katakana"
    if char < "\u0780" or "\u1e00" <= char <= "\u1fff":
        return "letters" if char.isalnum() or unicodedata.combining(char) else ""
    return ""
