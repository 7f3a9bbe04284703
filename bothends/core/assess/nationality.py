"""Which country somebody is from, and in which they are held: two readings of the same sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from bothends.core.assess.phrasing import Frame, Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.countries import Countries, CountryMention
from bothends.core.places import Gazetteer, Known, PlaceMention

_FROM = re.compile(r"\b(?:from|of|born in)\b|来自|來自|从|從")
_VIET_PERSON = re.compile(r"\b(?:người|công dân|đến từ|từ|quê|dân|con trai|con gái)\b")
_THAI_PERSON = re.compile(r"(?:คน|ชาว|สาว|หนุ่ม|ผู้หญิง|ผู้ชาย|พลเมือง|มาจาก|สัญชาติ|บ้าน|ประเทศ|เมือง)")
_JA_SUFFIX = re.compile(r"人|籍")
_ZH_SUFFIX = re.compile(r"(?:人|籍|国籍|國籍|来的|來的|公民)")
_HYPHEN = re.compile(r"-\0|\0-\w|\0 american\b")
_FAMILY_WORD = re.compile(r"embassy")

_Named = CountryMention | PlaceMention
KIN_BONUS = 3  # where a relative tells, "my brother is X" outweighs "I am Y"

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


def read_nationality(spoken: Sequence[Spoken], countries: Countries, phrasing: Phrasing) -> list[Statement]:
    """Statements of where the person is from, best first; denied ones removed."""
    frames = phrasing.of("nationality", "not_nationality")
    family = speaks_of_another(spoken, phrasing)
    found = [
        _statement(frame, line, mention, mention.alpha3, KIN_BONUS if family and "_kin" in frame.code else 0)
        for line in spoken
        for mention in countries.mentions(line.folded)
        for frame in _holding(frames, line.folded, mention)
        if not _other_person(line, mention, phrasing)
        if _may_tell(frame, line, phrasing)
    ]
    return ranked(found)


def read_hold(
    spoken: Sequence[Spoken], countries: Countries, gazetteer: Gazetteer, phrasing: Phrasing
) -> list[Statement]:
    """Statements of where the person is held, best first: a country, or a place with its country."""
    found: list[Statement] = []
    for line in spoken:
        named = countries.mentions(line.folded)
        seen = gazetteer.mentions(line.folded)
        if (not named and not seen) or _leisure(line, phrasing):
            continue
        cued = {mention.alpha3 for mention in named if not mention.demonym}
        seen = [mention for mention in seen if not _inside(mention, named)]
        named = [mention for mention in named if not mention.demonym]
        chains = _chains(line.folded, [*((m.start, m.end) for m in named), *((m.start, m.end) for m in seen)])
        found += [s for m in named for s in _held_in(line, m, chains[m.start], phrasing)]
        found += [s for m in seen for s in _held_at(line, m, cued, chains[m.start], phrasing)]
    return ranked(found)


_Span = tuple[int, int]
_JOINT = re.compile(r"[ ,、的の]{0,2}(?:ประเทศ|เมือง|township|town|city)?[ ]?")


def _chains(folded: str, spans: Iterable[_Span]) -> dict[int, _Span]:
    """ "in KK Park, Myawaddy, Myanmar" is one address: what frames it frames each name."""
    chains: list[list[_Span]] = []
    for span in sorted(spans):
        if chains and _JOINT.fullmatch(folded, chains[-1][-1][1], span[0]):
            chains[-1].append(span)
        else:
            chains.append([span])
    return {start: (chain[0][0], chain[-1][1]) for chain in chains for start, _ in chain}


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


def _may_tell(frame: Frame, line: Spoken, phrasing: Phrasing) -> bool:
    """A relative spoken of is the person only in a relative's words, or where that relative is held."""
    return "_kin" not in frame.code or line.reported or bool(phrasing.cue["hold"].search(line.folded))


def speaks_of_another(spoken: Iterable[Spoken], phrasing: Phrasing) -> bool:
    """Whether these are the words of a relative or friend: somebody else is held, and not the writer."""
    lines = [line for line in spoken if line.reported]
    third = any(phrasing.cue["third"].search(line.folded) for line in lines)
    return third and not any(phrasing.cue["first"].search(line.folded) for line in lines)


def _statement(frame: Frame, line: Spoken, named: _Named, value: str, bonus: int = 0) -> Statement:
    return Statement(
        value,
        (frame.strength + line.weight + bonus, frame.strength),
        (line.index, named.start),
        profile=line.profile,
        denied=frame.field.startswith("not_"),
    )


def _holding(frames: Iterable[Frame], folded: str, mention: CountryMention) -> list[Frame]:
    after = folded[mention.end : mention.end + 12]
    held: list[Frame] = []
    if _HYPHEN.search(folded[max(0, mention.start - 1) : mention.start] + "\0" + after):
        return held  # "Chinese-American" is a description, not a passport
    for frame in frames:
        before = frame.match(folded, mention.start, mention.end)
        if before is not None and NEEDS[frame.needs](before, after, mention.demonym):
            held.append(frame)
    # "I am not from X" also reads "from X": a denial silences the rest.
    denials = [frame for frame in held if frame.field.startswith("not_")]
    return denials[:1] or sorted(held, key=lambda frame: -frame.strength)[:1]


def _other_person(line: Spoken, mention: CountryMention, phrasing: Phrasing) -> bool:
    """Whether the clause speaks of a boss, a guard, a company or the food."""
    clause = re.split(r"[.!?;。！？\n]|, ?(?:but|and) ", line.folded[: mention.start])[-1][-60:]
    ahead = re.split(r"[.!?;,。、\n]", line.folded[mention.end :])[0][:24]
    spoken_of = phrasing.cue["boss"].search(clause)
    # "I am Kenyan and my boss is Chinese" is cut before the mention; after it only the next words count.
    return bool(
        spoken_of
        or re.match(r"(?: \w+)? (?:boss|manager|company|food|restaurant|guards?|scammers?)\b", ahead)
    )


def _leisure(line: Spoken, phrasing: Phrasing) -> bool:
    return bool(phrasing.cue["leisure"].search(line.folded)) and not phrasing.cue["hold"].search(line.folded)


def _held_in(line: Spoken, mention: CountryMention, chain: _Span, phrasing: Phrasing) -> list[Statement]:
    return [
        _statement(frame, line, mention, mention.alpha3)
        for frame in _best(phrasing, line, *chain)
        if (frame.strength > 1 or line.close or phrasing.cue["hold"].search(line.folded))
        and _may_tell(frame, line, phrasing)
    ]


def _best(phrasing: Phrasing, line: Spoken, start: int, end: int) -> list[Frame]:
    """The strongest frame around a name; none where the false profile speaks; a denial before all."""
    held = [
        frame
        for frame in phrasing.of("hold", "not_hold", "profile")
        if frame.match(line.folded, start, end) is not None and frame.needs in ("", "name")
    ]
    denials = [frame for frame in held if frame.field == "not_hold"]
    if denials:
        return denials[:1]
    strongest = sorted((f for f in held if f.field == "hold"), key=lambda f: -f.strength)[:1]
    if any(frame.field == "profile" for frame in held) and not (strongest and strongest[0].strength == 3):
        return []
    return strongest


def _inside(mention: PlaceMention, named: Sequence[CountryMention]) -> bool:
    return any(c.start < mention.end and mention.start < c.end for c in named)


def _held_at(
    line: Spoken, mention: PlaceMention, cued: set[str], chain: _Span, phrasing: Phrasing
) -> list[Statement]:
    frames = _best(phrasing, line, *chain)
    if not frames and mention.sure and _telling(mention.places[0]):
        return [_bare(line, mention)]
    held = line.close or bool(phrasing.cue["hold"].search(line.folded))
    return [
        _placed(_statement(frame, line, mention, known.country), known)
        for frame in frames
        if _may_tell(frame, line, phrasing)
        for known in _likely(mention, cued)
        if _enough(frame, mention, known, named=known.country in cued, held=held)
    ]


def _telling(known: Known) -> bool:
    """A compound or border zone says where by its bare name; a city does not."""
    return (
        known.overlay
        and (known.kind in ("compound", "zone", "town", "border_gate"))
        and known.country != "THA"
    )


def _bare(line: Spoken, mention: PlaceMention) -> Statement:
    known = mention.places[0]
    at = (line.index, mention.start)
    return Statement(known.country, (1 + line.weight, 1), at, line.profile, place=known)


def _placed(statement: Statement, known: Known) -> Statement:
    value = f"place:{known.name}" if statement.denied else statement.value
    return replace(statement, value=value, place=known)


def _likely(mention: PlaceMention, cued: set[str]) -> list[Known]:
    """Places the name may mean: those in a country named beside it, else overlay before size."""
    near = [known for known in mention.places if known.country in cued]
    chosen = near or list(mention.places)
    return sorted(chosen, key=lambda known: (not known.overlay, -known.population))[:3]


def _enough(frame: Frame, mention: PlaceMention, known: Known, *, named: bool, held: bool) -> bool:
    """A name that is also an ordinary word needs more than a preposition before it.

    named: its country stands in the same line. held: the line, or one close to it, speaks of being held.
    """
    outright = frame.strength > 1
    if known.overlay:
        return mention.sure or named or held or outright
    if not mention.sure:
        return named and outright
    return outright and (named or held or known.population >= 20_000)
