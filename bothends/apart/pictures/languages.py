"""Which engine reads which language in a picture, and how a language that nobody named is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import pycld2

from bothends.apart.pictures.found import Said


@dataclass(frozen=True, slots=True)
class Row:
    """One language: its code, the name of Tesseract's data for it, its letters, and whether rapidocr reads it."""

    code: str  # BCP 47
    data: str
    letters: tuple[str, ...]  # first and last of each range
    rapid: bool = False


_LATIN = ("AZ", "az", "\u00c0\u024f", "\u1e00\u1eff")
_CYRILLIC = ("\u0400\u04ff",)
_NAGARI = ("\u0900\u097f",)
_ARABIC = ("\u0600\u06ff", "\u0750\u077f", "\ufb50\ufdff", "\ufe70\ufeff")
_HAN = ("\u4e00\u9fff", "\u3400\u4dbf", "\uf900\ufaff")

LANGUAGES: tuple[Row, ...] = (
    Row("en", "eng", _LATIN, rapid=True),
    Row("zh-Hans", "chi_sim", _HAN, rapid=True),
    Row("zh-Hant", "chi_tra", _HAN, rapid=True),
    Row("ja", "jpn", (*_HAN, "\u3040\u30ff"), rapid=True),
    Row("ko", "kor", ("\uac00\ud7af", "\u1100\u11ff", "\u3130\u318f")),
    Row("th", "tha", ("\u0e00\u0e7f",)),
    Row("vi", "vie", _LATIN),
    Row("id", "ind", _LATIN),
    Row("ms", "msa", _LATIN),
    Row("fil", "fil", _LATIN),
    Row("km", "khm", ("\u1780\u17ff",)),
    Row("my", "mya", ("\u1000\u109f", "\uaa60\uaa7f")),
    Row("lo", "lao", ("\u0e80\u0eff",)),
    Row("hi", "hin", _NAGARI),
    Row("bn", "ben", ("\u0980\u09ff",)),
    Row("ur", "urd", _ARABIC),
    Row("ne", "nep", _NAGARI),
    Row("si", "sin", ("\u0d80\u0dff",)),
    Row("ta", "tam", ("\u0b80\u0bff",)),
    Row("am", "amh", ("\u1200\u137f",)),
    Row("sw", "swa", _LATIN),
    Row("fr", "fra", _LATIN),
    Row("es", "spa", _LATIN),
    Row("pt", "por", _LATIN),
    Row("ru", "rus", _CYRILLIC),
    Row("ar", "ara", _ARABIC),
)
BY_CODE = {one.code: one for one in LANGUAGES} | {"zh": LANGUAGES[1]}
# One language a script is tried when nobody named one; the words then tell Hindi from Nepali, Arabic from Urdu.
TRIED = ("ko", "th", "km", "my", "lo", "hi", "bn", "si", "ta", "am", "ru", "ar")

_UNREAD = 0.2  # of the width of all lines: from here on another script is looked for
_WORTH = 0.35  # of a trial: below it none of the scripts fits
# Thai data takes Khmer, Lao and Burmese for Thai with confidence (0.6 to 0.8); their data make nothing of Thai (0.2).
_CLAIMED = {"th": ("km", "lo", "my")}
_AGREES = 0.6  # share of the letters that must belong to the script of the language

Trial = Callable[[Row], Sequence[Said]]


def guess(rapid: Sequence[Said], trial: Trial, installed: Collection[str]) -> Row:
    """The language of pictures, from what rapidocr read, else by trying each script on lines it did not read."""
    if unread(rapid) >= _UNREAD:
        rows = [BY_CODE[code] for code in TRIED if BY_CODE[code].data in installed]
        scores = {row.code: _worth(row, trial(row)) for row in rows}
        best = _best(scores)
        if best is not None:
            return BY_CODE[best]
    return _of_text(" ".join(one.text for one in rapid if one.read), installed)


def _best(scores: Mapping[str, float]) -> str | None:
    """The script that fits, or None."""
    best = max(scores, key=lambda code: scores[code], default="")
    if not best or scores[best] < _WORTH:
        return None
    neighbours = [code for code in _CLAIMED.get(best, ()) if scores.get(code, 0.0) >= _WORTH]
    return max(neighbours, key=lambda code: scores[code], default=best)


def unread(rapid: Sequence[Said]) -> float:
    """How much of the width of all lines rapidocr could not read, 0 to 1."""
    width = sum(one.width for one in rapid)
    return sum(one.width for one in rapid if not one.read) / width if width else 0.0


def share(row: Row, text: str) -> float:
    """How many of the letters in `text` belong to the script of this language, 0 to 1."""
    letters = [one for one in text if one.isalpha() or "\u0900" <= one <= "\u17ff"]
    if not letters:
        return 0.0
    return sum(any(span[0] <= one <= span[1] for span in row.letters) for one in letters) / len(letters)


def _mean(said: Sequence[Said]) -> float:
    """By length: a short line is easily read wrongly with confidence."""
    letters = sum(len(one.text) for one in said)
    return sum(one.score * len(one.text) for one in said) / letters if letters else 0.0


def _worth(row: Row, said: Sequence[Said]) -> float:
    agrees = share(row, "".join(one.text for one in said))
    return _mean(said) * (agrees if agrees >= _AGREES else 0.0)


def _of_text(text: str, installed: Collection[str]) -> Row:
    """Among those rapidocr's letters can be: kana is Japanese, Han Chinese, Latin by its words, else English."""
    if share(Row("", "", ("\u3040\u30ff",)), text) > 0.05:
        return BY_CODE["ja"]
    if share(BY_CODE["zh-Hans"], text) > 0.3:
        return BY_CODE["zh-Hans"]
    code = _told_by_words(text)
    row = BY_CODE.get(code, BY_CODE["en"])
    return row if row.letters == _LATIN and row.data in installed else BY_CODE["en"]


def _told_by_words(text: str) -> str:
    try:
        reliable, _, found = pycld2.detect(text.encode(), bestEffort=True)
    except pycld2.error:
        return "en"
    code = found[0][1] if reliable or found[0][2] > 60 else "en"
    return {"tl": "fil", "zh": "zh-Hans"}.get(code, code)
