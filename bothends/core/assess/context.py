"""What stands round a match: CONTEXT, a table of named reasons to set a match aside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bothends.core.assess.fold import is_wide

Span = tuple[int, int]
_REACH = 26  # characters between a negation and the words it can still negate
_REACH_AFTER = 3
_COVER = 60  # a cue is shorter than this, so one that covers a match starts no farther before it
_ROUND = 160  # characters within which "I saw a film about" still covers a match


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that was met: the spans of its parts in the folded text, in text order."""

    rule: int
    code: str
    language: str
    weak: bool
    parts: tuple[Span, ...]
    unless: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """First folded offset."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Folded offset after the last character."""
        return max(part[1] for part in self.parts)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The folded line, where its sentences stop, and the cues in it by language and kind."""

    text: str = field(repr=False)
    stops: tuple[int, ...]
    cues: dict[tuple[str, str], tuple[Span, ...]]

    def of(self, hit: Hit, kind: str, reach: int = _COVER) -> list[Span]:
        """The cues of `kind`, of the rule's language and of every language, that start near `hit`."""
        near = (hit.start - reach, hit.end + reach)
        # English is mixed into every chat, so that rows of other languages hold its words: it denies there too.
        mixed = hit.language != "en" and self.text[hit.start : hit.end].isascii()
        return [
            cue
            for language in (hit.language, "*", *(("en",) if mixed else ()))
            for cue in _starting(self.cues.get((language, kind), ()), *near)
        ]

    def sentence(self, start: int, end: int) -> Span:
        """The sentence, or sentences, that hold `start` to `end`."""
        before = bisect_left(self.stops, start)
        after = bisect_left(self.stops, end)
        return (
            self.stops[before - 1] + 1 if before else 0,
            self.stops[after] if after < len(self.stops) else len(self.text),
        )


def negated(hit: Hit, around: Surroundings) -> bool:
    """A negation stands before a part, in the same clause: "they did NOT take my passport"."""
    covers = (*around.of(hit, "not_negation"), *hit.parts)
    return any(not _inside(cue, covers) and _reaches(cue, hit, around) for cue in around.of(hit, "negation"))


def negated_after(hit: Hit, around: Surroundings) -> bool:
    """Languages that negate at the end of the verb: 取られていません."""
    return any(0 <= cue[0] - hit.end <= _REACH_AFTER for cue in around.of(hit, "negation_after"))


def benign(hit: Hit, around: Surroundings) -> bool:
    """An idiom or an ordinary mishap covers a part of the match: "trapped in traffic".

    Words without blanks between them must be covered whole: 打电话 covers 打, but not 逼我打电话骗人.
    """
    return any(
        _inside(part, (cue,)) if is_wide(around.text[cue[0]]) else _overlaps(part, cue)
        for cue in around.of(hit, "benign")
        for part in hit.parts
    )


def unless(hit: Hit, around: Surroundings) -> bool:
    """A word that the row itself names stands in the same sentence: a passport lost at the airport."""
    return bool(_starting(hit.unless, *around.sentence(hit.start, hit.end)))


def elsewhere(hit: Hit, around: Surroundings) -> bool:
    """Film, news or game talk near the match, and nothing that ties it to the writer."""
    return bool(around.of(hit, "elsewhere", _ROUND)) and not around.of(hit, "own", _ROUND)


@dataclass(frozen=True, slots=True)
class Aside:
    """One named reason to set a match aside."""

    code: str
    meaning: str
    holds: Callable[[Hit, Surroundings], bool]


CONTEXT: tuple[Aside, ...] = (
    Aside("negated", "The words are denied in the same clause.", negated),
    Aside("negated_after", "The verb itself carries the denial.", negated_after),
    Aside("benign", "An idiom or an ordinary mishap.", benign),
    Aside("unless", "A word the row names as its exception stands in the sentence.", unless),
    Aside(
        "elsewhere", "Told of a film, the news or a game, not of somebody the writer speaks for.", elsewhere
    ),
)


def set_aside(hit: Hit, around: Surroundings) -> bool:
    """Whether any row of CONTEXT speaks."""
    return any(row.holds(hit, around) for row in CONTEXT)


def _starting(spans: Sequence[Span], low: int, high: int) -> Sequence[Span]:
    """The spans, sorted, that start at `low` or after it and before `high`."""
    return spans[bisect_left(spans, (low, 0)) : bisect_left(spans, (high, 0))]


def _inside(cue: Span, covers: tuple[Span, ...]) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in covers)


def _overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reaches(cue: Span, hit: Hit, around: Surroundings) -> bool:
    starts = [start for start, _ in hit.parts]
    following = bisect_right(starts, cue[1] - 1)
    if following == len(starts) or starts[following] - cue[1] > _REACH:
        return False
    gap = around.text[cue[1] : starts[following]]
    if "." in gap or "," in gap:
        return False
    return not any(cue[1] <= start and end <= starts[following] for start, end in around.of(hit, "clause"))
