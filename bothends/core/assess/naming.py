"""Where a name ends, in each way of writing: after the words that announce it, the name itself is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bothends.core.assess.phrasing import Lists, NameRow

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['.\-](?=[^\W\d_]))*")
_HAN = re.compile(
    r"((?!你|妳|他|她|它|我|什么|什麼|啥|真|一个)[\u3400-\u9fff]{2,4}?(?:·[\u3400-\u9fff]{1,6}){0,3})"
    r"(?=[,.!?;:、。\s)]|$|我|今年|来自|來自|是|请|請|在|被|不|也|和|的|你|求)"
)
_KANA = re.compile(
    r"([\u3040-\u30ff\u3400-\u9fff々ー][\u3040-\u30ff\u3400-\u9fff々ー ]{0,18}?|[A-Za-z][A-Za-z .'-]{1,30}?)"
    r"(?=です|と申し|とい|と言|だ(?:よ|。|$|,|、)|で(?:、|,|す)|[。、,!?\n]|$|\.)"
)
_KANA_NOT = re.compile(
    r"([ァ-ヴー・]{2,14}|[A-Z][A-Za-z]{1,15})(?:という名前)?(?:では|じゃ)(?:ありません|ない)"
)
_KANA_REFUSED = re.compile(r"ない|ません|秘密|言え|何|違|本当|嘘|偽|名前")
_THAI = re.compile(
    r"((?:นาย|นางสาว|นาง|น้อง)?[\u0e01-\u0e4e]{2,20}?(?: [\u0e01-\u0e4e]{3,20}?)??)"
    r"(?=ครับ|ค่ะ|คะ|นะ|คน(?:ไทย|ลาว)|สัญชาติ|ช่วย|เป็น|อายุ|มาจาก|ถูก|โดน|ไม่|\s{2}|[,.!?\n]|$"
    r"| (?:คน|ชาว|ผม|ฉัน|หนู|เป็น|อายุ|มาจาก|ถูก|ช่วย))"
)
_THAI_REFUSED = re.compile(r"จริง|เล่น|อะไร|ปลอม")
_HANGUL = re.compile(
    r"((?:[가-힣]{1,4} ){0,3}[가-힣]{1,6}?)"
    r"(?=입니다|이에요|예요|이고|이야|(?<=[가-힣])야(?![가-힣])|이라고|라고|이며|이구요|인데)"
    r"|([가-힣]{2,6})(?![가-힣])"
)
_HANGUL_REFUSED = re.compile(r"사람|국적|뭐|무엇|아니|몰라|없")
_MARKED = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0971-\u0dff\u1200-\u135f])+")
_RUN = re.compile(r"[\u0e80-\u0ec4\u0ec6-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3]{2,30}")
_AHEAD = re.compile(r"(?:^|[\s,.!])((?:[A-Z][\w'-]{1,20} ){0,3}[A-Z][\w'-]{1,20}),? ?$")


def _spaced(rest: str, row: NameRow, lists: Lists) -> str | None:
    words: list[str] = []
    at = 0
    for match in _WORD.finditer(rest):
        if match.start() != at or not _continues(match[0], words, row, lists):
            break
        words.append(match[0])
        at = match.end() + 1
        if len(words) == 4 or rest[match.end() : match.end() + 1] != " ":
            break
    value = " ".join(words).rstrip(".")
    if not value or value.casefold() in lists["not_a_name"] or len(value) < 2:
        return None
    return value if not row.alone or _stands_alone(rest[len(value) :]) else None


def _continues(word: str, words: Sequence[str], row: NameRow, lists: Lists) -> bool:
    low = word.casefold()
    if words and word[0].isupper() and 1 < len(word) <= 3 and not word.isupper():
        return True  # "Van An", "Thi My": small words are names where names are written so
    if low in lists["not_in_name"] or row.stop.fullmatch(low) or (low in lists["not_a_name"] and not words):
        return False
    if word[0].isupper() or (words and low in lists["particles"]):
        return True
    # A name typed without capitals: two words at most, and none where a capital was asked for.
    return not row.capital and len(words) < 2 and not (words and words[0][0].isupper())


def _stands_alone(after: str) -> bool:
    return bool(re.match(r"\s*(?:$|[,.!?;)\n]|from\b|and\b|by the way)", after))


def _han(rest: str, row: NameRow, lists: Lists) -> str | None:
    match = _HAN.match(rest)
    if not match:
        return _spaced(rest, row, lists) if rest[:1].isascii() else None
    return match[1]


def _han_surname(rest: str, row: NameRow, lists: Lists) -> str | None:
    if rest[:1].isascii() and rest[:1].isupper():
        return _spaced(rest, row, lists)
    match = _HAN.match(rest)
    return match[1] if match and match[1][0] in lists["surnames"] else None


def _kana(rest: str, row: NameRow, lists: Lists) -> str | None:
    match = _KANA.match(rest)
    if not match or _KANA_REFUSED.search(match[1]):
        return None
    return match[1].strip()


def _kana_not(rest: str, row: NameRow, lists: Lists) -> str | None:
    match = _KANA_NOT.match(rest)
    return match[1] if match else None


def _thai(rest: str, row: NameRow, lists: Lists) -> str | None:
    match = _THAI.match(rest)
    if not match or _THAI_REFUSED.search(match[1]):
        return _spaced(rest, row, lists) if rest[:1].isascii() else None
    return match[1].strip()


def _hangul(rest: str, row: NameRow, lists: Lists) -> str | None:
    match = _HANGUL.match(rest)
    if not match:
        return _spaced(rest, row, lists) if rest[:1].isascii() else None
    value = match[1] or match[2]
    if " " in value and _HANGUL_REFUSED.search(value):
        value = value.split()[0]  # "김민석 한국 사람이에요": the verb belongs to what follows the name
    return None if _HANGUL_REFUSED.search(value) else value


def _marked(rest: str, row: NameRow, lists: Lists) -> str | None:
    """Scripts with blanks and without capitals, in which vowels are marks: up to three words."""
    if rest[:1].isascii() and rest[:1].isupper():
        return _spaced(rest, row, lists)
    words: list[str] = []
    for match in _MARKED.finditer(rest):
        ends = lists["not_in_name"] if words else lists["not_in_name"] | lists["not_a_name"]
        if (
            match.start() != len(" ".join(words)) + bool(words)
            or match[0] in ends
            or row.stop.fullmatch(match[0])
        ):
            break
        words.append(match[0])
        if len(words) == 3:
            break
    return " ".join(words) if len("".join(words)) > 1 else None


def _run(rest: str, row: NameRow, lists: Lists) -> str | None:
    """Scripts without blanks between words: up to the next blank, or to a word that no name holds."""
    if rest[:1].isascii() and rest[:1].isupper():
        return _spaced(rest, row, lists)
    found = _RUN.match(rest)
    if not found:
        return None
    stop = row.stop.search(found[0])
    value = found[0][: stop.start()] if stop else found[0]
    return value if len(value) > 1 and value not in lists["not_a_name"] else None


def ahead_of(lead: str, lists: Lists) -> tuple[str, str] | None:
    """The name that `lead` ends with, and what of `lead` begins with it: "Joyce" of "… Joyce "."""
    found = _AHEAD.search(lead)
    if not found or found[1].split()[0].casefold() in lists["not_a_name"] | lists["not_in_name"]:
        return None
    return found[1], found[0]


READERS: dict[str, Callable[[str, NameRow, Lists], str | None]] = {
    "spaced": _spaced,
    "han": _han,
    "han_surname": _han_surname,
    "kana": _kana,
    "kana_not": _kana_not,
    "thai": _thai,
    "hangul": _hangul,
    "marked": _marked,
    "run": _run,
}
