"""The layers beside the lexicon: learnt cues always, an encoder where the extra is installed.

The lexicon stands alone; these add what no phrase was written for, and take back what the whole line belies.
Cues hear every line, since they cost some look-ups a letter; the encoder hears only the most promising. What they
say and what the lexicon says is weighed in one sum of log-odds whose weights are learnt (`learn_layers`).
No import of numpy and no model here: both come in with the `Encoder`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import log
from typing import Any

from bothends.core.assess import indicators
from bothends.core.assess.cues import Cues
from bothends.core.assess.head import CODES, Head
from bothends.core.assess.search import Sign
from bothends.core.assess.standing import Standing, standing
from bothends.core.assess.windows import Window, joined, whole_or_pieces, windows, worth
from bothends.core.findings import Line

MOST_WINDOWS = 140  # that the encoder hears of a chat: under four seconds on one core
_MOST_ALONE = 100  # of these, lines and their pieces; the others are lines with their neighbours
_MORE_LINES = 0.75  # how the bar rises with each e-fold of lines: the more is heard, the more is misheard
_BY_WORDS_ALONE = frozenset({"fear_of_return"})  # it changes the route: only a phrase of the lexicon says it
_NEAR = 2  # lines; so close to a hit of the lexicon the bar does not rise

Signs = Mapping[int, tuple[Sign, ...]]  # place of a line -> its signs


@dataclass(frozen=True, slots=True)
class Encoder:
    """`embed` makes an array (n, dim) of n texts; `head` makes log-odds of it."""

    embed: Callable[[Sequence[str]], Any] = field(repr=False)
    head: Head = field(repr=False)


@dataclass(frozen=True, slots=True)
class Weights:
    """How log-odds are summed, learnt on rows that neither ear had seen.

    `standings` is what the lexicon's signs of a line add to "told". A line tells from `told_bar`; below
    `rejected_bar` the lexicon's indicators of a line are taken back, between the two they need company.
    """

    cues: float
    encoder: float
    bias: float
    standings: Mapping[Standing, float]
    told_bar: float
    rejected_bar: float
    code_cues: float
    code_encoder: float
    code_own: float  # the lexicon has said this code itself
    code_other: float  # it has said another one in this line
    code_bias: Mapping[str, float]
    code_bar: float
    tactic_bar: float


@dataclass(frozen=True, slots=True)
class Ears:
    """What hears beside the lexicon. `weights` fit exactly these ears."""

    cues: Cues = field(repr=False)
    weights: Weights = field(repr=False)
    encoder: Encoder | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Scored:
    """A line: log-odds of "told" before the lexicon has spoken, and (log-odds, start, end) of each code."""

    told: float
    codes: tuple[tuple[float, int, int], ...]  # in the order of CODES


@dataclass(frozen=True, slots=True)
class Heard:
    """The signs of all layers by place, and the places whose words are a disclosure taken together."""

    signs: dict[int, tuple[Sign, ...]]
    told: frozenset[int] = frozenset()


def combine(lines: Sequence[Line], signs: Signs, ears: Ears | None) -> Heard:
    """The lexicon's `signs` with what the ears add and take back; without ears, `signs` as they are."""
    if ears is None:
        return Heard(dict(signs))
    scored = score(lines, signs, ears)
    told = _disclosures(scored, signs, ears.weights, len(lines))
    both = dict(signs)
    for place, one in scored.items():
        own = signs.get(place, ())
        left = _said(one, own, ears.weights) if place in told else _left(one, own, ears.weights)
        both[place] = (*left, *_tactics(one, own, ears.weights))
    return Heard({place: own for place, own in sorted(both.items()) if own}, told)


def score(lines: Sequence[Line], signs: Signs, ears: Ears) -> dict[int, Scored]:
    """What the ears hear, by place of the line, for at most MOST_WINDOWS windows.

    Cues put the lines in order. Then each line is heard by itself, and the most promising once more with
    the lines round them, as people send one thought in several messages.
    """
    places = worth(lines)
    cue = {place: max(map(ears.cues.told, whole_or_pieces(lines[place].text))) for place in places}
    order = sorted(places, key=lambda place: (place not in signs, -cue[place], place))
    alone = windows(lines, order, _MOST_ALONE)
    odds = hear([window.text for window in alone], ears)
    told = {place: _told(own, odds) for place, own in _by_place(alone).items()}
    promising = sorted(told, key=lambda place: (place not in signs, -told[place]))
    beside = list(islice(joined(lines, places, promising), MOST_WINDOWS - len(alone)))
    odds |= hear([window.text for window in beside], ears)
    return {
        place: Scored(_told(own, odds), _codes(own, odds))
        for place, own in _by_place([*alone, *beside]).items()
    }


def hear(texts: Sequence[str], ears: Ears) -> dict[str, tuple[float, ...]]:
    """By text the log-odds of "told" and then of each code of CODES, of all ears together."""
    different = list(dict.fromkeys(texts))
    weights = ears.weights
    cues = [(ears.cues.told(text), *ears.cues.codes(text)) for text in different]
    known = _encoded(different, ears.encoder)
    return {
        text: (
            weights.cues * cue[0] + weights.encoder * one[0] + weights.bias,
            *(
                weights.code_cues * c + weights.code_encoder * e
                for c, e in zip(cue[1:], one[1:], strict=True)
            ),
        )
        for text, cue, one in zip(different, cues, known, strict=True)
    }


def _encoded(texts: Sequence[str], encoder: Encoder | None) -> Sequence[Sequence[float]]:
    if encoder is None or not texts:
        return [(0.0,) * (1 + len(CODES))] * len(texts)
    heard: Sequence[Sequence[float]] = encoder.head.logits(encoder.embed(texts)).tolist()
    return heard


def _by_place(chosen: Iterable[Window]) -> dict[int, list[Window]]:
    found: dict[int, list[Window]] = {}
    for window in chosen:
        found.setdefault(window.place, []).append(window)
    return found


def _told(own: Sequence[Window], odds: Mapping[str, Sequence[float]]) -> float:
    """The line's own log-odds; where it leans to "told" and was heard with its neighbours too, the middle."""
    whole = [odds[window.text][0] for window in own if window.kind == "line"]
    pieces = [odds[window.text][0] for window in own if window.kind == "piece"]
    beside = [odds[window.text][0] for window in own if window.kind == "joined"]
    alone = max(whole or pieces)
    return (alone + beside[0]) / 2 if beside and alone > 0 else alone


def _codes(own: Sequence[Window], odds: Mapping[str, Sequence[float]]) -> tuple[tuple[float, int, int], ...]:
    """By what the line says itself: what its neighbours say stands beside them."""
    return tuple(
        max(
            (odds[window.text][number], window.start, window.end) for window in own if window.kind != "joined"
        )
        for number in range(1, 1 + len(CODES))
    )


def _disclosures(scored: Mapping[int, Scored], signs: Signs, weights: Weights, lines: int) -> frozenset[int]:
    """The places that are a disclosure. Of many lines one always sounds like something: there it needs more,
    unless the lexicon has spoken in it or beside it."""
    rise = _MORE_LINES * log(max(1, lines))
    backed = (place for place, own in signs.items() if standing(own) not in ("none", "news"))
    near = {one for place in backed for one in range(place - _NEAR, place + _NEAR + 1)}
    return frozenset(
        place
        for place, one in scored.items()
        if _whole(one, signs.get(place, ()), weights) >= weights.told_bar + (0.0 if place in near else rise)
    )


def _whole(one: Scored, own: Sequence[Sign], weights: Weights) -> float:
    return one.told + weights.standings[standing(own)]


def _left(one: Scored, own: tuple[Sign, ...], weights: Weights) -> tuple[Sign, ...]:
    """The lexicon's signs of a line that is no disclosure: its indicators need company or are taken back."""
    rejected = _whole(one, own, weights) < weights.rejected_bar
    return tuple(
        replace(sign, weak=True) if sign.code in indicators.BY_CODE else sign
        for sign in own
        if not (rejected and sign.code in indicators.BY_CODE)
    )


def _said(one: Scored, own: tuple[Sign, ...], weights: Weights) -> tuple[Sign, ...]:
    """The signs of a line that is a disclosure: each indicator by what all layers say of it together."""
    known = {sign.code for sign in own}
    hits = known & indicators.BY_CODE.keys()
    sums = {
        code: one.codes[place][0]
        + weights.code_bias[code]
        + (weights.code_own if code in hits else 0.0)
        + (weights.code_other if hits - {code} else 0.0)
        for code, place in PLACE.items()
        if code in indicators.BY_CODE and (code in hits or code not in _BY_WORDS_ALONE)
    }
    counts = {code for code, total in sums.items() if total >= weights.code_bar}
    counts = counts or {max(sums, key=lambda code: sums[code])}
    kept = tuple(sign for sign in own if sign.code not in indicators.BY_CODE or sign.code in counts)
    return (*kept, *(_similar(code, one) for code in PLACE if code in counts - known))


def _tactics(one: Scored, own: tuple[Sign, ...], weights: Weights) -> tuple[Sign, ...]:
    known = {sign.code for sign in own}
    return tuple(
        _similar(code, one)
        for code, place in PLACE.items()
        if code not in indicators.BY_CODE and code not in known and one.codes[place][0] >= weights.tactic_bar
    )


def _similar(code: str, one: Scored) -> Sign:
    _, start, end = one.codes[PLACE[code]]
    return Sign(code, False, start, end, similar=True)


PLACE = {code: number for number, code in enumerate(CODES)}
