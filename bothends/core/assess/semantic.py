"""The second layer: what an encoder hears in windows of one to three lines, beside the lexicon's signs.

The lexicon stands alone; this adds what it does not know the words for, and takes back a lone hit that the
encoder firmly rejects. No import of numpy and no model here: both come in with the `Encoder`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import exp, log
from statistics import median
from typing import Any

from bothends.core.assess import indicators
from bothends.core.assess.head import CODES, Head
from bothends.core.assess.search import Sign
from bothends.core.assess.windows import Window, joined, windows, worth
from bothends.core.findings import Line

MOST_WINDOWS = 400  # a chat: about ten seconds on one core
_MANY = 20  # lines heard from which a chat is its own measure
_QUIET = -2.0  # log-odds of "told" over which the middle of a chat is off the scale; ordinary is -3 to -5
_MOST_SHIFT = 3.0  # how far such a chat moves the scale
_TOLD = 3.0  # log-odds from which one line alone is a disclosure: a chance of 0.95
_BACKED = 2.0  # the same for a line that the lexicon backs
_DOUBTED = 0.3  # how much surer of a further code the encoder must be where the lexicon has spoken
_MORE_LINES = 0.75  # what each e-fold of lines adds to that: the more is heard, the more is misheard
_NEAR = 0.0  # log-odds from which a line beside a disclosure lends its signs
_REJECTED = -2.0  # log-odds below which a lone lexicon hit in a chat is taken back: a chance of 0.12
_REJECTED_ALONE = 0.0  # the same where little was said: a passage is heard better than a line of a chat
_FIRMLY = 2.0  # log-odds more that it takes where a line has hits of two kinds
_SURELY = 0.02  # a code of the lexicon is taken back where a told line gives it less than this chance

Signs = Mapping[int, tuple[Sign, ...]]  # place of a line -> its signs


@dataclass(frozen=True, slots=True)
class Encoder:
    """`embed` makes an array (n, dim) of n texts; `head` makes chances of it."""

    embed: Callable[[Sequence[str]], Any] = field(repr=False)
    head: Head = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scored:
    """A line: log-odds of "told", moved by the chat's own middle, and (chance, start, end) of each code."""

    told: float
    codes: tuple[tuple[float, int, int], ...]  # in the order of CODES


@dataclass(frozen=True, slots=True)
class Heard:
    """The signs of both layers by place, and the places whose words are a disclosure to the encoder."""

    signs: dict[int, tuple[Sign, ...]]
    told: frozenset[int] = frozenset()


def combine(lines: Sequence[Line], signs: Signs, encoder: Encoder | None) -> Heard:
    """The lexicon's `signs` with what the encoder adds and takes back; without one, `signs` as they are."""
    if encoder is None:
        return Heard(dict(signs))
    scored = score(lines, signs, encoder)
    told = _disclosures(scored, signs)
    rejected = _REJECTED if len(scored) >= _MANY else _REJECTED_ALONE
    both = {place: _left(own, scored.get(place), place in told, rejected) for place, own in signs.items()}
    for place, one in scored.items():
        both[place] = (*both.get(place, ()), *_added(one, both.get(place, ()), told, place, encoder.head))
    return Heard({place: own for place, own in sorted(both.items()) if own}, told)


def _disclosures(scored: Mapping[int, Scored], signs: Signs) -> frozenset[int]:
    """The places that are a disclosure. A line that the lexicon backs, or one beside it, needs less."""
    alone = _TOLD + _MORE_LINES * log(max(1, len(scored)))
    backed = {place for place, own in signs.items() if any(sign.code in indicators.BY_CODE for sign in own)}
    near = {one for place in backed for one in range(place - 2, place + 3)}
    return frozenset(p for p, one in scored.items() if one.told >= (_BACKED if p in near else alone))


def score(lines: Sequence[Line], signs: Signs, encoder: Encoder) -> dict[int, Scored]:
    """What the encoder hears, by place of the line, for at most MOST_WINDOWS windows.

    First each line by itself; then the most promising once more with the lines round them, as people send
    one thought in several messages.
    """
    places = worth(lines)
    alone = windows(lines, signs, places)
    odds = _odds(alone, encoder)
    told = {place: _told(own, odds) for place, own in _by_place(alone).items()}
    promising = sorted(told, key=lambda place: (place not in signs, -told[place]))
    beside = list(islice(joined(lines, places, promising), MOST_WINDOWS - len(alone)))
    odds |= _odds(beside, encoder)
    shift = _shift([told[place] for place in told if place not in signs])
    return {
        place: Scored(_told(own, odds) - shift, _codes(own, odds))
        for place, own in _by_place([*alone, *beside]).items()
    }


def _odds(chosen: Sequence[Window], encoder: Encoder) -> dict[str, Sequence[float]]:
    texts = list(dict.fromkeys(window.text for window in chosen))
    return dict(zip(texts, encoder.head.logits(encoder.embed(texts)).tolist(), strict=True)) if texts else {}


def _by_place(chosen: Sequence[Window]) -> dict[int, list[Window]]:
    found: dict[int, list[Window]] = {}
    for window in chosen:
        found.setdefault(window.place, []).append(window)
    return found


def _told(own: Sequence[Window], odds: Mapping[str, Sequence[float]]) -> float:
    """The line's own log-odds, or, where it was heard with its neighbours too, the middle of both."""
    whole = [odds[window.text][0] for window in own if window.kind == "line"]
    pieces = [odds[window.text][0] for window in own if window.kind == "piece"]
    beside = [odds[window.text][0] for window in own if window.kind == "joined"]
    alone = max(whole or pieces)
    return (alone + beside[0]) / 2 if beside else alone


def _codes(own: Sequence[Window], odds: Mapping[str, Sequence[float]]) -> tuple[tuple[float, int, int], ...]:
    return tuple(
        max((_chance(odds[window.text][number]), window.start, window.end) for window in own)
        for number in range(1, 1 + len(CODES))
    )


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _shift(quiet: Sequence[float]) -> float:
    """What the scale of this chat is off by: scores move with language and spelling."""
    if len(quiet) < _MANY:
        return 0.0
    return min(_MOST_SHIFT, max(0.0, median(quiet) - _QUIET))


def _left(own: tuple[Sign, ...], one: Scored | None, told: bool, rejected: float) -> tuple[Sign, ...]:
    """The lexicon's signs of a line without those the encoder takes back."""
    if one is None:
        return own
    if told:
        return tuple(s for s in own if s.code not in _PLACE or one.codes[_PLACE[s.code]][0] >= _SURELY)
    codes = {sign.code for sign in own if sign.code in indicators.BY_CODE}
    if (one.told < rejected and len(codes) == 1) or one.told < rejected - _FIRMLY:
        return tuple(sign for sign in own if sign.code not in codes)
    return own


def _added(
    one: Scored, own: tuple[Sign, ...], told: frozenset[int], place: int, head: Head
) -> tuple[Sign, ...]:
    """What the encoder hears in a line: indicators where somebody tells, tactics anywhere."""
    known = {sign.code for sign in own}
    more_sure = _DOUBTED if known & indicators.BY_CODE.keys() else 0.0
    ask = place in told or (one.told >= _NEAR and (bool(told) or _sure(own)))
    more = [
        Sign(code, place not in told, start, end, similar=True)
        for code, threshold, (chance, start, end) in zip(CODES, head.thresholds, one.codes, strict=True)
        if code not in known
        and chance >= _bar(code, threshold, more_sure)
        and (ask or code not in indicators.BY_CODE)
    ]
    if place in told and not any(code in indicators.BY_CODE for code in known | {s.code for s in more}):
        more.append(_likeliest(one))
    return tuple(more)


def _bar(code: str, threshold: float, more_sure: float) -> float:
    return min(0.95, threshold + more_sure) if code in indicators.BY_CODE else threshold


def _likeliest(one: Scored) -> Sign:
    code = max(indicators.BY_CODE, key=lambda code: one.codes[_PLACE[code]][0])
    _, start, end = one.codes[_PLACE[code]]
    return Sign(code, False, start, end, similar=True)


def _sure(own: tuple[Sign, ...]) -> bool:
    return any(sign.code in indicators.BY_CODE and not sign.weak for sign in own)


_PLACE = {code: number for number, code in enumerate(CODES)}
