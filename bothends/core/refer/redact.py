"""What is taken out of a quotation: ways to reach anyone, and words that point to the reporter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

REMOVED = "[removed]"
CONTACT = "[contact removed]"

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Anything a person could be reached by. Digit runs of seven and more, in any script's digits.
PATTERNS = (
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\b(?:t|wa|m|line|zalo|fb|vk)\.(?:me|com)/\S+", re.IGNORECASE),
    re.compile(r"(?<!\w)@[\w.]{3,}"),
    re.compile(r"\+?\d(?:[\s().\u2010-\u2015/-]{0,2}\d){6,}"),
)
# Below this many letters a word is only taken out where it stands alone; "An" is also half of "and".
ALONE = 4


def quotation(text: str, hide: Sequence[str]) -> str:
    """`text` without contact details and without the words of `hide`, in any case."""
    plain = unicodedata.normalize("NFC", text)
    for word in sorted({unicodedata.normalize("NFC", w).strip() for w in hide}, key=len, reverse=True):
        if word:
            plain = _pattern(word).sub(REMOVED, plain)
    for pattern in PATTERNS:
        plain = pattern.sub(_contact, plain)
    return plain


def _pattern(word: str) -> re.Pattern[str]:
    inside = r"\s+".join(map(re.escape, word.split()))
    if len(word) < ALONE and word.isascii():
        inside = rf"(?<!\w){inside}(?!\w)"
    return re.compile(inside, re.IGNORECASE)


def _contact(found: re.Match[str]) -> str:
    """A date is no telephone number."""
    return found[0] if DAY.fullmatch(found[0]) else CONTACT
