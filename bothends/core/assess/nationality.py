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
_TAMIL_PERSON = re.compile(r"\S{0,4}(?:சேர்ந்த|க்கார|லிருந்து|ிலிருந்து)|[வய]?ைச் சேர்ந்த")
_JA_SUFFIX = re.compile(r"人|籍")
_ZH_SUFFIX = re.compile(r"(?:人|籍|国籍|國籍|来的|來的|公民)")
_HYPHEN = re.compile(r"-\0|\0-\w|\0 american\b")
_FAMILY_WORD = re.compile(r"embassy")
_CLAUSE = re.compile(
    r"[.!?;,()|/\n。！？、।॥။၊።፣؟،\u061b]+| [-–—] | (?:and|but|pero|mais|mas|tapi) "
    r"|(?<=[\u0e00-\uffef]) | (?=[\u0e00-\uffef])"
)
_CLAUSE_LENGTH = 45
_PERSON = re.compile(
    r"人|籍|사람|국적|국민|이에요|입니다|คน|ชาว|\b(?:người|orang|warga|a|an|the|from|po|nationality)\b"
)
_WORDS = re.compile(r"[^\W\d_]{3}|[\u0900-\u11ff\u3040-\uffef]")

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


def read_nationality(spoken: Sequence[Spoken], countries: Countries, phrasing: Phrasing) -> list[Statement]:
    """Statements of where the person is from, best first; denied ones removed."""
    family = speaks_of_another(spoken, phrasing)
    found: list[Statement] = []
    for line in spoken:
        mentions = countries.mentions(line.folded)
        frames = phrasing.origin.on(line.folded) if mentions else []
        for mention in mentions:
            if not _other_person(line, mention, phrasing):
                found += _said_of_origin(line, mention, frames, phrasing, family=family)
    return ranked(found)


def _said_of_origin(
    line: Spoken, mention: CountryMention, frames: list[Frame], phrasing: Phrasing, *, family: bool
) -> list[Statement]:
    if _is_hyphenated(line.folded, mention):
        return []
    held = _holding(frames, line.folded, mention)
    told = [frame for frame in held if _may_tell(frame, line, phrasing)]
    if not held and is_bare_people(line, mention, phrasing):
        return [_unframed(line, mention, mention.alpha3, 1)]
    return [
        _statement(frame, line, mention, mention.alpha3, KIN_BONUS if family and "_kin" in frame.code else 0)
        for frame in told
    ]


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
        frames = phrasing.whereabouts.on(line.folded)
        for country in named:
            best = _best(frames, line, chains[country.start])
            found += _held_in(line, country, best, phrasing, countries)
        for place in seen:
            found += _held_at(line, place, cued, _best(frames, line, chains[place.start]), phrasing)
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
        end=named.end,
    )


def _unframed(line: Spoken, named: _Named, value: str, strength: int) -> Statement:
    """Said without a sentence round it: weighs less than anything said outright."""
    at = (line.index, named.start)
    return Statement(value, (strength + line.weight, strength), at, profile=line.profile, end=named.end)


def _is_hyphenated(folded: str, mention: CountryMention) -> bool:
    """ "Chinese-American" is a description, not a passport."""
    around = folded[max(0, mention.start - 1) : mention.start] + "\0" + folded[mention.end : mention.end + 12]
    return bool(_HYPHEN.search(around))


def _holding(frames: Iterable[Frame], folded: str, mention: CountryMention) -> list[Frame]:
    after = folded[mention.end : mention.end + 12]
    held: list[Frame] = []
    for frame in frames:
        before = frame.match(folded, mention.start, mention.end)
        if before is not None and NEEDS[frame.needs](before, after, mention.demonym):
            held.append(frame)
    # "I am not from X" also reads "from X": a denial silences the rest.
    denials = [frame for frame in held if frame.field.startswith("not_")]
    return denials[:1] or sorted(held, key=lambda frame: -frame.strength)[:1]


def is_bare_people(line: Spoken, mention: CountryMention, phrasing: Phrasing) -> bool:
    """ "…, kenyan." or "15 of us Filipinos" where somebody tells the truth about themselves.

    Only a word for a people, in the writer's own clause or standing alone, at the disclosure.
    """
    if not mention.demonym or line.profile or not tells(line, phrasing):
        return False
    before = re.split(_CLAUSE, line.folded[: mention.start])[-1]
    after = re.split(_CLAUSE, line.folded[mention.end :])[0]
    if phrasing.cue["profile"].search(before + after) or len(before) + len(after) > _CLAUSE_LENGTH:
        return False
    alone = not _WORDS.search(_PERSON.sub("", before)) and not _WORDS.search(_PERSON.sub("", after))
    return alone or bool(phrasing.cue["self"].search(f"{before}\0{after}"))


def tells(line: Spoken, phrasing: Phrasing) -> bool:
    """Whether the line stands at the disclosure, or itself speaks of being held or of a true name."""
    return line.close or any(phrasing.cue[cue].search(line.folded) for cue in ("hold", "truth"))


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


def _held_in(
    line: Spoken, mention: CountryMention, frames: list[Frame], phrasing: Phrasing, countries: Countries
) -> list[Statement]:
    if frames:
        told = line.close or bool(phrasing.cue["hold"].search(line.folded))
        return [
            _statement(frame, line, mention, mention.alpha3)
            for frame in frames
            if (frame.strength > 1 or told) and _may_tell(frame, line, phrasing)
        ]
    if countries.hosts.get(mention.alpha3) != "compound" or not _is_bare_host(line, mention, phrasing):
        return []
    return [_unframed(line, mention, mention.alpha3, 0)]


def _is_bare_host(line: Spoken, mention: CountryMention, phrasing: Phrasing) -> bool:
    """ "took my passport cambodia": a country of compounds named at the disclosure, and not as origin or plan."""
    if line.profile or not tells(line, phrasing) or _other_person(line, mention, phrasing):
        return False
    before = re.split(_CLAUSE, line.folded[: mention.start])[-1]
    clause = before + line.folded[mention.start : mention.end + 30]
    if phrasing.cue["profile"].search(clause) or phrasing.cue["plan"].search(before):
        return False
    return not _holding(phrasing.origin.on(line.folded), line.folded, mention)


def _best(all_frames: Sequence[Frame], line: Spoken, chain: _Span) -> list[Frame]:
    """The strongest frame around a name; none where the false profile speaks; a denial before all."""
    held = [
        frame
        for frame in all_frames
        if frame.needs in ("", "name") and frame.match(line.folded, *chain) is not None
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
    line: Spoken, mention: PlaceMention, cued: set[str], frames: list[Frame], phrasing: Phrasing
) -> list[Statement]:
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
    return replace(_unframed(line, mention, known.country, 1), place=known)


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
