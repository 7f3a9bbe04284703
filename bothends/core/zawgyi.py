"""Zawgyi, the older way of storing Burmese letters, told apart from Unicode and rewritten as Unicode.

Both use the same code points in another order and for other signs, so that a phrase in one is never found in
the other. The table of signs is our own, from the published code chart of the Zawgyi-One font.
"""

from __future__ import annotations

import re

_KINZI = "\u1004\u103a\u1039"
_STACKED = {  # sign below the line -> the letter that is stacked
    **dict(zip("\u1060\u1061\u1062\u1063\u1065\u1066\u1067\u1068\u1069", "ကခဂဃစဆဆဇဈ", strict=True)),
    **dict(zip("\u106c\u106d\u1070\u1071\u1072\u1073\u1074\u1075\u1076", "ဋဌဏတတထထဒဓ", strict=True)),
    **dict(zip("\u1077\u1078\u1079\u107a\u107b\u107c\u1085\u1093", "နပဖဗဘမလဘ", strict=True)),
}
_SIGNS: dict[str, str] = {
    "\u1033": "\u102f", "\u1034": "\u1030", "\u1039": "\u103a", "\u103a": "\u103b", "\u103b": "\u103c",
    "\u103c": "\u103d", "\u103d": "\u103e", "\u105a": "\u102b\u103a", "\u106a": "ဉ", "\u106b": "ည",
    "\u106e": "ဍ္ဍ", "\u106f": "ဍ္ဎ", "\u107d": "\u103b", "\u1086": "ဿ", "\u1087": "\u103e",
    "\u1088": "\u103e\u102f", "\u1089": "\u103e\u1030", "\u108a": "\u103d\u103e", "\u108b": "\u1064\u102d",
    "\u108c": "\u1064\u102e", "\u108d": "\u1064\u1036", "\u108e": "\u102d\u1036", "\u108f": "န",
    "\u1090": "ရ", "\u1091": "ဏ္ဍ", "\u1092": "ဋ္ဌ", "\u1094": "\u1037", "\u1095": "\u1037",
    "\u1096": "\u1039တ\u103d", "\u1097": "ဋ္ဋ", "\u104e": "၎င်း",
    **dict.fromkeys("\u107e\u107f\u1080\u1081\u1082\u1083\u1084", "\u103c"),
    **{sign: "\u1039" + letter for sign, letter in _STACKED.items()},
}  # fmt: skip
# The order in which Unicode stores the signs after a letter.
_ORDER = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u1036\u1037\u103a\u1038"

_BEFORE = "\u1031\u103b\u107e-\u1084"  # written before the letter they belong to
_LETTER = "\u1000-\u102a\u103f\u1040\u1044\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097"
_AFTER = "\u102b-\u1030\u1032-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d"
_AFTER += "\u1085\u1087-\u108e\u1093-\u1096"
SYLLABLE = re.compile(f"[{_BEFORE}]*[{_LETTER}][{_AFTER}]*|.", re.DOTALL)
_PIECE = re.compile("\u1039[\u1000-\u1021]|.", re.DOTALL)

# What only the one or only the other can hold. A sign written before its letter
# follows no letter of its own; no letter is stacked under nga, nya, ya and their like.
_IS_ZAWGYI = re.compile(
    "(?:^|[^\u1000-\u102a\u1031\u1039\u103b-\u103f\u1060-\u1097])[\u1031\u103b][\u1000-\u1021\u103b\u107e-\u1084]"
    "|\u1039(?![\u1000-\u1021])|[\u1004\u1009\u100a\u101a\u101b\u101d\u101f\u1021\u1025\u102b-\u1038\u103b-\u103e]\u1039"
    "|[\u1000-\u1021][\u1071-\u1074\u1078\u1079\u107b]|[\u1033\u1034\u105a\u106a\u107d\u1086\u1094\u1095]|[\u107e-\u1084][\u1000-\u1021]"
)
_IS_UNICODE = re.compile(
    "[\u103e\u103f]|\u103a[\u1037\u1038\u1039]|\u1031[^\u1000-\u1021\u103b\u107e-\u1084]|\u1031$"
)


def is_zawgyi(line: str) -> bool:
    """Whether a line is stored as Zawgyi rather than as Unicode Burmese, Shan, Mon or Karen."""
    told = len(_IS_ZAWGYI.findall(line))
    return told > 0 and told > 2 * len(_IS_UNICODE.findall(line))


def rewritten(syllable: str) -> str:
    """One match of SYLLABLE as Unicode stores it."""
    letter = re.search(f"[{_LETTER}]", syllable)
    if letter is None:
        return "".join(_SIGNS.get(char, char) for char in syllable)
    signs = "".join(_SIGNS.get(char, char) for char in syllable[: letter.start()] + syllable[letter.end() :])
    kinzi = _KINZI if "\u1064" in signs else ""
    pieces = _PIECE.findall(signs.replace("\u1064", ""))
    pieces.sort(key=lambda piece: _ORDER.find(piece))  # stacked letters, unknown to it, come first
    return kinzi + _base(letter[0], pieces) + "".join(dict.fromkeys(pieces))


def _base(letter: str, signs: list[str]) -> str:
    if letter == "\u1040" and signs:  # a nought typed for the letter wa
        return "ဝ"
    if letter == "\u1025" and "\u103a" in signs:
        return "ဉ"
    return _SIGNS.get(letter, letter)
