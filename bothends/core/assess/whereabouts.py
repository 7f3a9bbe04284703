"""In which country somebody is held, and where in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bothends.core.assess.phrasing import Frame, Phrasing
from bothends.core.assess.spoken import Spoken
from bothends.core.assess.statements import (
    CLAUSE,
    Statement,
    framed,
    holding,
    may_tell,
    of_another,
    ranked,
    tells,
    unframed,
)
from bothends.core.countries import Countries, CountryMention
from bothends.core.places import Gazetteer, Known, PlaceMention

_Span = tuple[int, int]
_JOINT = re.compile(r"[ ,、的の]{0,2}(?:ประเทศ|เมือง|township|town|city)?[ ]?")


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


def _chains(folded: str, spans: Iterable[_Span]) -> dict[int, _Span]:
    """ "in KK Park, Myawaddy, Myanmar" is one address: what frames it frames each name."""
    chains: list[list[_Span]] = []
    for span in sorted(spans):
        if chains and _JOINT.fullmatch(folded, chains[-1][-1][1], span[0]):
            chains[-1].append(span)
        else:
            chains.append([span])
    return {start: (chain[0][0], chain[-1][1]) for chain in chains for start, _ in chain}


def _leisure(line: Spoken, phrasing: Phrasing) -> bool:
    return bool(phrasing.cue["leisure"].search(line.folded)) and not phrasing.cue["hold"].search(line.folded)


def _held_in(
    line: Spoken, mention: CountryMention, frames: list[Frame], phrasing: Phrasing, countries: Countries
) -> list[Statement]:
    if frames:
        told = line.close or bool(phrasing.cue["hold"].search(line.folded))
        return [
            framed(frame, line, mention, mention.alpha3)
            for frame in frames
            if (frame.strength > 1 or told) and may_tell(frame, line, phrasing)
        ]
    if countries.hosts.get(mention.alpha3) != "compound" or not _is_bare_host(line, mention, phrasing):
        return []
    return [unframed(line, mention, mention.alpha3, 0)]


def _is_bare_host(line: Spoken, mention: CountryMention, phrasing: Phrasing) -> bool:
    """ "took my passport cambodia": a country of compounds named at the disclosure, and not as origin or plan."""
    if line.profile or not tells(line, phrasing) or of_another(line, mention, phrasing):
        return False
    if line.folded[mention.start : mention.end] in phrasing.lists["not_bare"]:
        return False  # also an everyday word, such as the Lao "ລາວ", he or she
    before = re.split(CLAUSE, line.folded[: mention.start])[-1]
    clause = before + line.folded[mention.start : mention.end + 30]
    if phrasing.cue["profile"].search(clause) or phrasing.cue["plan"].search(before):
        return False
    return not holding(phrasing.origin.on(line.folded), line.folded, mention)


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
    if not frames and line.beside and mention.sure and _is_bare_place(line, mention, phrasing):
        return [_bare(line, mention)]
    held = line.close or bool(phrasing.cue["hold"].search(line.folded))
    return [
        _placed(framed(frame, line, mention, known.country), known)
        for frame in frames
        if may_tell(frame, line, phrasing)
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
    return replace(unframed(line, mention, known.country, 1), place=known)


def _is_bare_place(line: Spoken, mention: PlaceMention, phrasing: Phrasing) -> bool:
    """A documented city named right at the disclosure, and neither lived in nor planned."""
    known = mention.places[0]
    if not known.overlay or known.country in ("THA", "ARE"):  # reached on the way, or worked in
        return False
    before = re.split(CLAUSE, line.folded[: mention.start])[-1]
    return not (phrasing.cue["profile"].search(before) or phrasing.cue["plan"].search(before))


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
