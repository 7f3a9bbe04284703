"""Wade-Giles syllables, as names from Taiwan are written, in pinyin. Passports leave its apostrophes out."""

from __future__ import annotations

import re

_SYLLABLE = re.compile("(hs|ch|tz|ts|sz|k|p|t|j|sh|[bdfghlmnrswyz]?)([aeiou]+h?(?:ng|n)?)")
_INITIALS = {"hs": "x", "tz": "z", "ts": "z", "sz": "s", "k": "g", "p": "b", "t": "d", "j": "r"}
_FINALS = {
    "ieh": "ie", "ueh": "ue", "ih": "i", "ung": "ong", "ien": "ian", "o": "e", "eh": "e", "uei": "ui", "ou": "ou",
    "un": "un", "iung": "iong",
}  # fmt: skip


def from_wade_giles(word: str) -> str:
    """Pinyin of one syllable, or an empty text where nothing would change."""
    found = _SYLLABLE.fullmatch(word)
    if not found:
        return ""
    first, final = found[1], found[2]
    soft = first == "ch" and final.startswith("i") and final != "ih"
    start = "j" if soft else {**_INITIALS, "ch": "zh"}.get(first, first)
    after = final if final == "o" and start not in {"g", "h", "e"} else _FINALS.get(final, final)
    return start + after if start + after != word else ""
