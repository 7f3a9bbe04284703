"""What the person calls themselves, and the names they were made to use. Nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.phrasing import Lists, NameRow, Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.plain import clean

# How much each way of giving a name says. `called` and `denied` only ever give aliases.
STRENGTH = {"real": 4, "kin": 3, "plain": 2, "called": 0, "denied": 0}
LONGEST = 60

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
    r"(?=ครับ|ค่ะ|คะ|นะ|ช่วย|เป็น|อายุ|มาจาก|ถูก|โดน|ไม่|\s{2}|[,.!?\n]|$"
    r"| (?:ผม|ฉัน|หนู|เป็น|อายุ|มาจาก|ถูก|ช่วย))"
)
_THAI_REFUSED = re.compile(r"จริง|เล่น|อะไร|ปลอม")
_HANGUL = re.compile(r"([가-힣]{2,5}?)(?=입니다|이에요|예요|이고|이야|야|이라고|라고|[ ,.!]|$)")


@dataclass(frozen=True, slots=True)
class Names:
    """The name and the other names, as said. `others` are further values said for the name."""

    name: str | None = field(default=None, repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Given:
    value: str = field(repr=False)
    kind: str
    line: Spoken = field(repr=False)

    @property
    def rank(self) -> tuple[int, int, int]:
        return STRENGTH[self.kind], self.line.weight, self.line.index


def read_names(
    spoken: Sequence[Spoken],
    phrasing: Phrasing,
    *,
    display_name: str | None,
    is_country: Callable[[str], bool],
) -> Names:
    """The name said outright, else none; names of the played profile and the sender's name are aliases."""
    given = [
        g for line in spoken for g in _given(line, phrasing) if STRENGTH[g.kind] or not is_country(g.value)
    ]
    given = _about_them(given)
    named = sorted(
        (g for g in given if STRENGTH[g.kind] and not _played(g)), key=lambda g: g.rank, reverse=True
    )
    name = named[0].value if named else None
    shown = clean(display_name).strip(" ~") if display_name else ""
    aliases = [*([shown] if _is_shown_name(shown) else []), *(g.value for g in given if g not in named)]
    return Names(name, _unlike(name, aliases), _unlike(name, [g.value for g in named[1:]]))


def _played(given: _Given) -> bool:
    return given.line.profile and given.kind == "plain"


def _about_them(given: list[_Given]) -> list[_Given]:
    """Where a relative tells, the relative's own name is not the person's."""
    if not any(g.kind == "kin" for g in given):
        return given
    return [g for g in given if g.kind in ("kin", "denied", "real") or not g.line.reported]


def _is_shown_name(shown: str) -> bool:
    return bool(shown) and len(shown) <= LONGEST and not re.fullmatch(r"[\d\s+()\-]*", shown)


def _unlike(name: str | None, values: Sequence[str]) -> tuple[str, ...]:
    seen = {name.casefold()} if name else set()
    kept: list[str] = []
    for value in values:
        if value.casefold() not in seen:
            seen.add(value.casefold())
            kept.append(value)
    return tuple(kept)


def _given(line: Spoken, phrasing: Phrasing) -> Iterator[_Given]:
    for row in phrasing.names:
        if row.kind == "kin" and not (line.reported or phrasing.cue["hold"].search(line.folded)):
            continue  # "his name is" in the person's own words may well be the boss
        for match in row.pattern.finditer(line.text):
            rest = line.text[match.end() : match.end() + LONGEST]
            value = READERS[row.script](rest, row, phrasing.lists)
            if value:
                yield _Given(value, row.kind, line)


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
    if words and word[0].isupper() and 1 < len(word) <= 3:
        return True  # "Van An", "Thi My": small words are names where names are written so
    if low in lists["not_in_name"] or (low in lists["not_a_name"] and not words):
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
    return match[1] if match else None


READERS: dict[str, Callable[[str, NameRow, Lists], str | None]] = {
    "spaced": _spaced,
    "han": _han,
    "han_surname": _han_surname,
    "kana": _kana,
    "kana_not": _kana_not,
    "thai": _thai,
    "hangul": _hangul,
}
