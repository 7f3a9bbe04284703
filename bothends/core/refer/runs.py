"""Untrusted text made ready for the page: its language, direction and font, numbers kept in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

ISOLATE, END = "\u2066", "\u2069"  # left-to-right isolate, pop
NUMBER = re.compile(r"[+@]?[\w./:-]*\d[\w./:,%+-]*(?:[ \u00a0][\d.,:/+-]+)*|[@/][\w.]{2,}|https?://\S+")

# First word of the Unicode character name -> language that Typst shapes and breaks lines by. Where a script
# serves several languages, one that the person is said to speak is preferred (see ALSO).
SCRIPTS = {
    "ARABIC": "ar", "BENGALI": "bn", "CYRILLIC": "ru", "DEVANAGARI": "hi", "ETHIOPIC": "am", "GREEK": "el",
    "GUJARATI": "gu", "GURMUKHI": "pa", "HANGUL": "ko", "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja",
    "KANNADA": "kn", "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml", "MYANMAR": "my", "SINHALA": "si",
    "TAMIL": "ta", "TELUGU": "te", "THAI": "th", "CJK": "zh",
}  # fmt: skip
ALSO = {
    "ar": ("ur", "fa", "ps", "ckb"),
    "ru": ("uk", "kk", "ky", "mn", "be", "bg"),
    "hi": ("ne", "mr"),
    "am": ("ti",),
    "zh": ("ja", "ko", "yue"),
}
RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "ps", "ckb", "he"})
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def run(text: str, languages: Sequence[str] = ()) -> dict[str, str]:
    """`text` with `lang`, `dir` (ltr, rtl) and `cjk` (SC, TC, JP, KR), by its own letters first."""
    lang = _language(text, languages)
    rtl = lang in RIGHT_TO_LEFT
    return {
        "text": ordered(text),
        "lang": "zh" if lang == "yue" else lang,
        "dir": "rtl" if rtl else "ltr",
        "cjk": _cjk(lang, languages),
    }


def ordered(text: str) -> str:
    """`text` as it is, or with its numbers isolated where it has right-to-left letters."""
    return isolated(text) if _has_rtl(text) else text


def isolated(text: str) -> str:
    """Numbers, handles and addresses in left-to-right isolates, so that none is turned round."""
    return NUMBER.sub(lambda found: ISOLATE + found[0] + END, text)


def _has_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def _language(text: str, languages: Sequence[str]) -> str:
    """The language of the script most letters are in; Kana or Hangul beside Han settle it."""
    counts: dict[str, int] = {}
    for c in text:
        found = SCRIPTS.get(unicodedata.name(c, "-").split()[0].split("-")[0]) if c.isalpha() else None
        if found:
            counts[found] = counts.get(found, 0) + (8 if found == "ja" else 1)
    if not counts:
        return "en"
    lang = max(counts, key=lambda code: counts[code])
    spoken = [code.partition("-")[0].lower() for code in languages]
    return next((code for code in spoken if code in ALSO.get(lang, ())), lang)


def _cjk(lang: str, languages: Sequence[str]) -> str:
    """Which national shapes Han characters take."""
    if lang in ("ja", "ko"):
        return {"ja": "JP", "ko": "KR"}[lang]
    tags = {part for code in languages for part in code.lower().split("-")}
    return "TC" if tags & TRADITIONAL or lang == "yue" else "SC"
