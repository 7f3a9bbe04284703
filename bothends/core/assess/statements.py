"""What a statement about a country or a place weighs, and when words around a name frame it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bothends.core.assess.phrasing import Frame, Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.countries import CountryMention
from bothends.core.places import Known, PlaceMention

_FROM = re.compile(r"\b(?:from|of|born in)\b|来自|來自|从|從")
_VIET_PERSON = re.compile(r"\b(?:người|công dân|đến từ|từ|quê|dân|con trai|con gái)\b")
_THAI_PERSON = re.compile(r"(?:คน|ชาว|สาว|หนุ่ม|ผู้หญิง|ผู้ชาย|พลเมือง|มาจาก|สัญชาติ|บ้าน|ประเทศ|เมือง)")
_TAMIL_PERSON = re.compile(r"\S{0,4}(?:சேர்ந்த|க்கார|லிருந்து|ிலிருந்து)|[வய]?ைச் சேர்ந்த")
_JA_SUFFIX = re.compile(r"人|籍")
_ZH_SUFFIX = re.compile(r"(?:人|籍|国籍|國籍|来的|來的|公民)")
_FAMILY_WORD = re.compile(r"embassy")
CLAUSE = re.compile(
    r"[.!?;,()|/\n。！？、।॥။၊።፣؟،\u061b]+| [-–—] | (?:and|but|pero|mais|mas|tapi) "
    r"|(?<=[\u0e00-\uffef]) | (?=[\u0e00-\uffef])"
)

Named = CountryMention | PlaceMention

# What a frame needs beyond its own words: told (words before, words after, whether it names a people).
NEEDS: dict[str, Callable[[str, str, bool], bool]] = {
    "": lambda before, after, demonym: True,
    "demonym": lambda before, after, demonym: demonym,
    "name": lambda before, after, demonym: not demonym,
    "demonym_or_from": lambda before, after, demonym: bool(
        demonym or _FROM.search(before) or _ZH_SUFFIX.match(after)
    ),
    "ja_person": lambda before, after, demonym: demonym or bool(_JA_SUFFIX.match(after)),
    "vi_person": lambda before, after, demonym: demonym or bool(_VIET_PERSON.search(before)),
    "th_person": lambda before, after, demonym: demonym or bool(_THAI_PERSON.search(before)),
    "ta_person": lambda before, after, demonym: demonym or bool(_TAMIL_PERSON.match(after)),
    "embassy": lambda before, after, demonym: bool(_FAMILY_WORD.search(before + after[:9])),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said about a country or a place, with what it weighs. Higher is nearer to the truth."""

    value: str = field(repr=False)
    rank: tuple[int, int] = (0, 0)
    said_at: tuple[int, int] = (0, 0)  # line, character: of equals the later counts
    profile: bool = False
    denied: bool = False
    place: Known | None = field(default=None, repr=False)
    end: int = 0  # where the name ends in its line


def ranked(found: Iterable[Statement]) -> list[Statement]:
    """Best first; a value denied later, or in the same line, is gone. Of equals the later is first."""
    known = list(found)
    denied = {s.value: s.said_at for s in known if s.denied}
    kept = [
        s for s in known if not s.denied and s.said_at > max(denied.get(key, (-1, 0)) for key in _keys(s))
    ]
    return sorted(kept, key=lambda s: (s.profile, [-part for part in s.rank], [-part for part in s.said_at]))


def _keys(statement: Statement) -> tuple[str, ...]:
    known = statement.place
    return (statement.value, f"place:{known.name}") if known else (statement.value,)


def may_tell(frame: Frame, line: Spoken, phrasing: Phrasing) -> bool:
    """A relative spoken of is the person only in a relative's words, or where that relative is held."""
    return "_kin" not in frame.code or line.reported or bool(phrasing.cue["hold"].search(line.folded))


def framed(frame: Frame, line: Spoken, named: Named, value: str, bonus: int = 0) -> Statement:
    return Statement(
        value,
        (frame.strength + line.weight + bonus, frame.strength),
        (line.index, named.start),
        profile=line.profile,
        denied=frame.field.startswith("not_"),
        end=named.end,
    )


def unframed(line: Spoken, named: Named, value: str, strength: int) -> Statement:
    """Said without a sentence round it: weighs less than anything said outright."""
    at = (line.index, named.start)
    return Statement(value, (strength + line.weight, strength), at, profile=line.profile, end=named.end)


def holding(frames: Iterable[Frame], folded: str, mention: CountryMention) -> list[Frame]:
    after = folded[mention.end : mention.end + 12]
    held: list[Frame] = []
    for frame in frames:
        before = frame.match(folded, mention.start, mention.end)
        if before is not None and NEEDS[frame.needs](before, after, mention.demonym):
            held.append(frame)
    # "I am not from X" also reads "from X": a denial silences the rest.
    denials = [frame for frame in held if frame.field.startswith("not_")]
    return denials[:1] or sorted(held, key=lambda frame: -frame.strength)[:1]


def tells(line: Spoken, phrasing: Phrasing) -> bool:
    """Whether the line stands at the disclosure, or itself speaks of being held or of a true name."""
    return line.close or any(phrasing.cue[cue].search(line.folded) for cue in ("hold", "truth"))


def of_another(line: Spoken, mention: CountryMention, phrasing: Phrasing) -> bool:
    """Whether the clause speaks of a boss, a guard, a company or the food."""
    clause = re.split(r"[.!?;。！？\n]|, ?(?:but|and) ", line.folded[: mention.start])[-1][-60:]
    ahead = re.split(r"[.!?;,。、\n]", line.folded[mention.end :])[0][:24]
    spoken_of = phrasing.cue["boss"].search(clause)
    # "I am Kenyan and my boss is Chinese" is cut before the mention; after it only the next words count.
    return bool(
        spoken_of
        or re.match(r"(?: \w+)? (?:boss|manager|company|food|restaurant|guards?|scammers?)\b", ahead)
    )
