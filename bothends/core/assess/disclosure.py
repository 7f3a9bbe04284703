"""From the lines of a chat to coded findings: what was said, where, and how soon it must be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from bothends.core.assess import advice as advice_table
from bothends.core.assess import ears as hearing
from bothends.core.assess import indicators, standing, tactics, urgency
from bothends.core.assess.fold import is_wide
from bothends.core.assess.lexicon import MONEY_LOST, OTHER_NEWS, Lexicon
from bothends.core.assess.search import Sign, signs
from bothends.core.findings import Evidence, Finding, Findings, Line

VERSION = "2026.11"
RULES_VERSION = "+".join(
    f"{name} {version}"
    for name, version in (
        ("disclosure", VERSION),
        ("indicators", indicators.VERSION),
        ("tactics", tactics.VERSION),
        ("urgency", urgency.VERSION),
        ("advice", advice_table.VERSION),
    )
)
MOST_EVIDENCE = 12
_SHORT_CHAT = 30  # lines among which two weaker signs still count as close together
_SHORT_LINE = 40  # letters; a line below, such as "yes, they took it", is understood by those beside it
_QUESTION = ("?", "\uff1f", "\u061f", "\u1367")
_WEAK = 0.6  # a weak row weighs this much of its indicator
_ASIDE = standing.TIES | {OTHER_NEWS}  # they speak only beside a sign
_REPORTER_CODES = frozenset({"suicidal_words", "reporter_threatened", MONEY_LOST})


@dataclass(frozen=True, slots=True)
class _Read:
    """One line with its signs, and its place in the chat."""

    place: int
    line: Line
    signs: tuple[Sign, ...]

    def codes(self) -> frozenset[str]:
        return frozenset(sign.code for sign in self.signs)


def assess(
    lines: Sequence[Line],
    lexicon: Lexicon,
    ears: hearing.Ears | None = None,
    *,
    total: int | None = None,
) -> Findings:
    """Findings over `lines`, oldest first. Deterministic; time linear in the text.

    `total` is how many messages the chat has, where `lines` are only those worth reading.

    The reporter's own lines never make a disclosure; lines of an unknown speaker do (a relative or a
    survivor telling). With `ears`, further layers add what the lexicon has no words for.
    """
    read, told = _heard_too(lines, _read_all(lines, lexicon), ears)
    heard = [row for row in read if row.line.speaker != "reporter"]
    found = bool(told) or _found(heard, len(lines) if total is None else total)
    codes = frozenset().union(*(row.codes() for row in read)) if read else frozenset()
    return Findings(
        found=found,
        score=_score(heard, found=found),
        evidence=_evidence(heard, told, lines) if found else (),
        indicators=_findings(heard, tuple(indicators.BY_CODE)),
        tactics=_findings(heard, tuple(tactics.BY_CODE)),
        urgency=urgency.urgency(codes, found=found),
        advice=advice_table.advice(codes | {"found"} if found else codes),
        rules=f"{RULES_VERSION}+lexicon {lexicon.version}",
    )


def _read_all(lines: Sequence[Line], lexicon: Lexicon) -> list[_Read]:
    """The lines that carry signs. A chat repeats itself, so each different text is searched once."""
    known = {text: signs(text, lexicon) for text in dict.fromkeys(line.text for line in lines)}
    rows = (_Read(i, line, _of_speaker(line, known[line.text])) for i, line in enumerate(lines))
    return [row for row in rows if not row.codes() <= _ASIDE]


def _heard_too(
    lines: Sequence[Line], read: Sequence[_Read], ears: hearing.Ears | None
) -> tuple[Sequence[_Read], frozenset[int]]:
    """`read` with what the ears add and take back, and the places that are a disclosure to them."""
    if ears is None:
        return read, frozenset()
    heard = hearing.combine(lines, {row.place: row.signs for row in read}, ears)
    return [_Read(place, lines[place], own) for place, own in heard.signs.items()], heard.told


def _of_speaker(line: Line, found: tuple[Sign, ...]) -> tuple[Sign, ...]:
    if line.speaker != "reporter":
        return found
    return tuple(sign for sign in found if sign.code in _REPORTER_CODES)


def _found(heard: Sequence[_Read], lines: int) -> bool:
    """A strong sign alone, two weaker ones in one line or a short chat, three in a long one."""
    tied = [row for row in heard if standing.tied(row.codes())]
    if any(standing.standing(row.signs) in ("alone", "several") for row in tied):
        return True
    everywhere: frozenset[str] = frozenset().union(*(row.codes() for row in tied)) if tied else frozenset()
    return standing.company(everywhere) >= (2 if lines <= _SHORT_CHAT else 3)


def _weight(sign: Sign) -> float:
    row = indicators.BY_CODE.get(sign.code)
    return 0.0 if row is None else row.weight * (_WEAK if sign.weak else 1.0)


def _strength(all_signs: Iterable[Sign]) -> float:
    """1 minus the product of what each code leaves open: 0-1, for ordering only."""
    best: dict[str, float] = defaultdict(float)
    for sign in all_signs:
        best[sign.code] = max(best[sign.code], _weight(sign))
    left = 1.0
    for code in sorted(best):
        left *= 1.0 - best[code]
    return round(1.0 - left, 4)


def _score(heard: Sequence[_Read], *, found: bool) -> float:
    strength = _strength(sign for row in heard for sign in row.signs)
    return max(0.5, strength) if found else min(0.49, strength)


def _evidence(heard: Sequence[_Read], heard_told: Set[int], lines: Sequence[Line]) -> tuple[Evidence, ...]:
    told = [row for row in heard if any(_weight(sign) > 0 for sign in row.signs)]
    told.sort(key=lambda row: (-_sure(row, heard_told), -_strength(row.signs), row.place))
    unique: dict[str, _Read] = {}
    for row in told:
        unique.setdefault(row.line.text, row)
    return tuple(_in_context(row, lines) for row in list(unique.values())[:MOST_EVIDENCE])


def _in_context(row: _Read, lines: Sequence[Line]) -> Evidence:
    """The line, with the lines beside it where it cannot be read without them. A line that speaks for itself
    stands alone: what is not needed is not kept (P2)."""
    near = (lines[at] if 0 <= at < len(lines) else None for at in (row.place - 1, row.place + 1))
    before, after = (one if one and _adjacent(one, row.line) else None for one in near)
    short = _letters(row.line.text) < _SHORT_LINE
    asked = before is not None and before.text.rstrip().endswith(_QUESTION)
    return replace(
        _as_evidence(row, row.signs),
        before=(before.text,) if before and (short or asked) else (),
        after=(after.text,) if after and short else (),
    )


def _letters(text: str) -> int:
    """How much a line says: a character that is a word or a syllable counts twice."""
    return len(text) + sum(map(is_wide, text))


def _adjacent(one: Line, other: Line) -> bool:
    """Of a long chat only some lines are at hand: two that stand side by side here may lie far apart there."""
    if one.number is None or other.number is None:
        return one.number is other.number
    return abs(one.number - other.number) == 1


def _sure(row: _Read, heard_told: Set[int]) -> int:
    return int(row.place in heard_told or any(map(standing.alone, row.signs)))


def _as_evidence(row: _Read, kept: Iterable[Sign]) -> Evidence:
    kept = tuple(kept)
    spans = tuple(dict.fromkeys((sign.start, sign.end, sign.code) for sign in kept))
    similar = tuple(dict.fromkeys(sign.code for sign in kept if sign.similar))
    return Evidence(row.line.text, row.line.speaker or "other", row.line.at, spans, similar=similar)


def _findings(heard: Sequence[_Read], codes: Sequence[str]) -> tuple[Finding, ...]:
    """One Finding per code met, in table order, strongest lines first."""
    by_code: dict[str, list[tuple[float, int, Evidence]]] = defaultdict(list)
    for row in heard:
        for code in row.codes():
            own = [sign for sign in row.signs if sign.code == code]
            by_code[code].append((-_strength(row.signs), row.place, _as_evidence(row, own)))
    return tuple(
        Finding(
            code,
            tuple(evidence for _, _, evidence in sorted(by_code[code], key=lambda e: e[:2])[:MOST_EVIDENCE]),
        )
        for code in codes
        if code in by_code
    )
