"""Folding of chat text for matching, with a map back to the offsets of the original.

Two layers of the same length: `marked` keeps the accents of Latin letters, `bare` drops them, so that
"bi ban" can be told from "bí bạn" and yet be found where a writer leaves all accents out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from bothends.core.assess.hanzi import SIMPLIFIED
from bothends.core.assess.letters import ALIKE, SILENT
from bothends.core.assess.scripts import MARKS, by_line, has_zawgyi, repaired, unicoded, with_wa

_ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
)
_INVISIBLE = frozenset(
    _ZERO_WIDTH + "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_APOSTROPHES = frozenset("'`´ʼʻ‘’‛′＇")
_BLANKS = frozenset('-‐‑‒–—―_*~"“”„«»「」『』()（）[]【】<>《》|…•·/\\#፡')
_STOPS = frozenset("!?;.。！？；।។။｡؟؛۔፧፨")
_COMBINING = "\u0300-\u036f\u3099\u309a\uff9e\uff9f" + MARKS
_CLUSTER = re.compile(f"[^{_COMBINING}][{_COMBINING}]*|[{_COMBINING}]+", re.DOTALL)
_HAS_MARK = re.compile(f"[{_COMBINING}\u1000-\u109f]")  # Burmese may be Zawgyi
_SPACES = re.compile(" {2,}")
_UNDECOMPOSED = {"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t"}

# Scripts written without blanks between words: phrases there match as substrings.
_WIDE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF))
_WIDE_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
WIDE_LETTER = "[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in _WIDE + _WIDE_HAN) + "]"
_BETWEEN_WIDE = re.compile(f"(?<={WIDE_LETTER}) (?={WIDE_LETTER})")


@dataclass(frozen=True, slots=True)
class Folded:
    """`bare` and `marked` have one character per entry of `starts` and `ends`, offsets of the original."""

    bare: str = field(repr=False)
    marked: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of the original text for the half-open span `start`, `end` of the folded text."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=8192)
def is_wide(char: str) -> bool:
    """Whether `char` belongs to a script written without blanks between words."""
    code = ord(char)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _WIDE + _WIDE_HAN)


@lru_cache(maxsize=8192)
def is_word(char: str) -> bool:
    """Whether `char` continues a word of a script that puts blanks between words, vowel signs included."""
    return (char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")) and not is_wide(char)


def fold(text: str) -> Folded:
    """Fold `text`: NFKC, case, zero-width, apostrophes, blanks, full-width, traditional to simplified Han.

    Marks that end a sentence become ".", a comma stays one, other punctuation becomes one blank.
    """
    marked: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        for char in _piece(cluster):
            if char == " " and (not marked or marked[-1] == " "):
                continue
            marked.append(char)
            starts.append(start)
            ends.append(end)
    kept = _without_blanks_between_wide(marked)
    letters = [marked[i] for i in kept]
    bare = "".join([_bare(char) for char in letters])
    return Folded(bare, "".join(letters), tuple([starts[i] for i in kept]), tuple([ends[i] for i in kept]))


class Table(dict[int, str | None]):
    """What becomes of each character, filled as characters are met; None where nothing is left of it."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = self._of(chr(code)) or None
        return folded


def letters(text: str) -> tuple[str, str]:
    """`bare` and `marked` of `fold(text)`, without the offsets and many times as fast.

    `marked` is the very same object as `bare` where no letter bears an accent.
    """
    if text.isascii():
        plain = _SPACES.sub(" ", text.lower().translate(_CHARS)).removeprefix(" ")
        return plain, plain
    shown = in_one_form(text).translate(_CHARS)
    marked = _BETWEEN_WIDE.sub("", _SPACES.sub(" ", shown).removeprefix(" "))
    bare = marked.translate(_BASES) if _HAS_ACCENT.search(marked) else marked
    return bare, marked if bare != marked else bare


def in_one_form(text: str) -> str:
    """Compatibility form, without case and invisible characters; punctuation and accents as they were."""
    if text.isascii():
        return text.lower()
    shown = text.translate(_SEEN) if _HAS_UNSEEN.search(text) else text
    one = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", unicoded(shown)).casefold())
    return repaired(one)


def bare_letters(char: str) -> str:
    """What `letters` makes of one character, spaces apart."""
    return "".join(map(_bare, _fold_char(char)))


def fold_phrase(text: str) -> tuple[str, str]:
    """`bare` and `marked` of `fold(text)`, without the offsets: the lexicon folds a hundred thousand."""
    if _HAS_MARK.search(text):
        folded = fold(text)
        return folded.bare, folded.marked
    marked = _SPACES.sub(" ", "".join(map(_piece, text))).lstrip(" ")
    if " " in marked and any(map(is_wide, marked)):
        letters = list(marked)
        marked = "".join([letters[i] for i in _without_blanks_between_wide(letters)])
    return (marked if marked.isascii() else "".join(map(_bare, marked))), marked


def fits(written: str, phrase: str) -> bool:
    """Whether `written` is `phrase` with some accents left out and no other accent put in."""
    return written == phrase or all(w in (p, _bare(p)) for w, p in zip(written, phrase, strict=True))


def _clusters(text: str) -> list[tuple[int, int, str]]:
    if not _HAS_MARK.search(text):
        return [(i, i + 1, char) for i, char in enumerate(text) if char not in _INVISIBLE]
    positions = [i for i, char in enumerate(text) if char not in _INVISIBLE]
    visible = with_wa("".join([text[i] for i in positions]))
    if has_zawgyi(visible):
        return [(positions[a], positions[b - 1] + 1, piece) for a, b, piece in by_line(visible)]
    return [(positions[m.start()], positions[m.end() - 1] + 1, m.group()) for m in _CLUSTER.finditer(visible)]


_pieces: dict[str, str] = {}
_bares: dict[str, str] = {}


def _piece(cluster: str) -> str:
    found = _pieces.get(cluster)
    if found is None:
        found = _fold_cluster(cluster)
        if len(_pieces) < 50_000:  # a bound, so that strange text cannot grow the memory
            _pieces[cluster] = found
    return found


def _fold_cluster(cluster: str) -> str:
    if cluster in _APOSTROPHES:
        return ""
    wide = unicodedata.normalize("NFKC", cluster)
    folded = repaired(unicodedata.normalize("NFKC", wide.casefold()))
    return "".join([_fold_char(char) for char in folded])


def _fold_char(char: str) -> str:
    if char in _INVISIBLE or char in _APOSTROPHES or char in SILENT or "\u0300" <= char <= "\u036f":
        return ""
    if char in _STOPS:
        return "."
    if char in "、،,፣":
        return ","
    if char in _BLANKS or char.isspace():
        return " "
    return ALIKE.get(char) or SIMPLIFIED.get(char, char)


def _seen(char: str) -> str:
    return "" if char in _INVISIBLE or char in _APOSTROPHES else char


def _bare(char: str) -> str:
    if char < "\x80":
        return char
    found = _bares.get(char)
    if found is None:
        found = _bares[char] = _without_accent(char)
    return found


def _without_accent(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    if not ("a" <= base <= "z"):
        base = _UNDECOMPOSED.get(char, char)
    return base


def _without_blanks_between_wide(letters: list[str]) -> list[int]:
    last = len(letters) - 1
    return [
        i
        for i, char in enumerate(letters)
        if char != " " or not (0 < i < last and is_wide(letters[i - 1]) and is_wide(letters[i + 1]))
    ]


_HAS_UNSEEN = re.compile("[" + re.escape("".join(sorted(_INVISIBLE | _APOSTROPHES))) + "]")
_HAS_ACCENT = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_SEEN, _CHARS, _BASES = Table(_seen), Table(_fold_char), Table(_bare)
