"""How likely two parts are one and the same: Latin beside Latin, a script beside Latin, two scripts."""

from __future__ import annotations

import math
from typing import Any

from rapidfuzz.distance import Indel, JaroWinkler

from bothends.core.match.emission import chance_of
from bothends.core.match.pieces import WELL_LEARNT, Piece, folded
from bothends.core.match.tables import Tables

_REMEMBERED = 400_000  # pairs of parts: about 60 MB
MAN_WOMAN = 0.35  # Maria and Mario
SHORT = 3  # letters; so short a spelling is easily another name
GATE = 0.5  # letters in common below which two parts are not looked at further
_KNOWN, _UNSURE = 0.99, 0.9
_COMMON = 1.0  # how much a spelling that is common anyhow takes away
SAME, FOLDED, FOLDED_SHORT, PET, DIALECT, READ, INITIAL = 1.0, 0.93, 0.75, 0.88, 0.8, 0.88, 0.62


class Closeness:
    """Chance that two parts are the same part of a name; each pair is worked out once."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, one: Piece, other: Piece) -> float:
        """Remembered under both spellings."""
        if one.text == other.text:
            return SAME
        pair = (one.tag, other.tag)
        found = self._known.get(pair)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[pair] = self._worked_out(one, other)
        return found

    def _worked_out(self, one: Piece, other: Piece) -> float:
        if one.script == other.script == "latin":
            return _latin(one, other)
        if one.script == "latin":
            return self._across(other, one)
        if other.script == "latin":
            return self._across(one, other)
        return self._two_scripts(one, other)

    def _across(self, native: Piece, latin: Piece) -> float:
        """The table's spellings first, else the best path through the learnt sounds."""
        word = latin.forms[0] if latin.forms else ""
        if word in native.known:
            return _KNOWN
        if len(word) < 2:
            return INITIAL if word and any(one.startswith(word) for one in native.forms) else 0.0
        fold = latin.folds[0]
        if not any(Indel.normalized_similarity(one, fold, score_cutoff=GATE) for one in native.folds[:8]):
            return 0.0
        listed = native.known or (() if native.script in WELL_LEARNT else native.forms[-1:])
        tabled = max((spelling(one, word) for one in listed), default=0.0)
        if native.script == "han" and native.known:
            tabled *= _UNSURE  # another character may well have the reading that was meant
        return max(self._by_sound(native, word), tabled) if native.emitted else tabled

    def _by_sound(self, native: Piece, word: str) -> float:
        told = chance_of(native.emitted, word)
        gain = told - _COMMON * self._tables.letters.chance_of(word)
        lost = (native.best - told) / (2 + len(word))
        return _logistic(0.2 + 0.25 * gain - 1.3 * lost)

    def _two_scripts(self, one: Piece, other: Piece) -> float:
        written = spelling(one.text, other.text) if one.script == other.script != "han" else 1.0
        if not written:
            return 0.0  # written with other letters: no reading can make good for that
        best = max((spelling(a, b) for a in one.forms[:6] for b in other.forms[:6]), default=0.0)
        if one.script == other.script == "han":
            same = sum(a == b for a, b in zip(self._simple(one), self._simple(other), strict=False))
            longest = max(len(one.text), len(other.text))
            return 0.99 if same == longest == min(len(one.text), len(other.text)) else 0.25 * best
        if one.script == other.script:
            return min(best, written)
        return 0.95 * best

    def _simple(self, one: Piece) -> str:
        return one.text.translate(self._tables.simplified)


def _latin(one: Piece, other: Piece) -> float:
    a, b = one.forms[0], other.forms[0]
    if one.spelt and one.spelt & other.spelt:
        return max(DIALECT, spelling(a, b))
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if b in one.read or a in other.read:
        return max(READ, spelling(a, b))
    if one.families and one.families & other.families:
        return max(PET, spelling(a, b))
    return spelling(a, b)


def spelling(a: str, b: str) -> float:
    """Two Latin spellings: letters in common, raw and folded; short words must agree the more."""
    if a == b:
        return 0.98
    fold_a, fold_b = folded(a), folded(b)
    fold = Indel.normalized_similarity(fold_a, fold_b, score_cutoff=GATE)
    if not fold:
        return 0.0
    if fold_a == fold_b:
        return FOLDED if min(len(a), len(b)) > SHORT else FOLDED_SHORT
    if man_and_woman(*sorted((a, b), key=len)):
        return MAN_WOMAN
    raw = Indel.normalized_similarity(a, b)
    start = JaroWinkler.similarity(a, b)
    bones = Indel.normalized_similarity(bones_of(fold_a), bones_of(fold_b))
    fewest = min(len(a), len(b))
    return ALMOST * _logistic(agreed(raw, fold, start, bones, fewest, fold_a[0] != fold_b[0]))


ALMOST = 0.95  # the most that two different spellings come to


def agreed(raw: Any, fold: Any, start: Any, bones: Any, fewest: Any, other_first: Any) -> Any:
    """Log-odds of one part from shares in common, 0 to 1, of letters, folded letters, beginnings and consonants.

    `fewest` letters has the shorter; `other_first` is whether their first sounds differ. Also for arrays of them.
    """
    alike = 0.28 * raw + 0.27 * fold + 0.2 * start + 0.25 * bones
    needed = 0.812 + 0.6 / fewest**1.4 + other_first * 0.05 - (bones == 1.0) * (fewest > SHORT + 1) * 0.03
    return 22 * (alike - needed)


def man_and_woman(a: str, b: str) -> bool:
    """Mario and Maria, Daniel and Daniela; not Petrov and Petrova, who may be one family or one name."""
    if len(a) == len(b):
        return a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "o"}
    return b == f"{a}a" and a[-1] not in "vn"


_VOWELS = str.maketrans("", "", "aeiou")


def bones_of(fold: str) -> str:
    """The consonants: people differ on vowels, which many scripts leave out, and seldom on these."""
    return fold[:1] + fold[1:].translate(_VOWELS)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
