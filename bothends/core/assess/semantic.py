"""The second layer: what an encoder hears in windows of one to three lines, beside the lexicon's signs.

The lexicon stands alone; this adds what it does not know the words for, and takes back a lone hit that the
encoder firmly rejects. No import of numpy and no model here: both come in with the `Encoder`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from statistics import median
from typing import Any

from bothends.core.assess import indicators
from bothends.core.assess.head import CODES, Head
from bothends.core.assess.search import Sign
from bothends.core.findings import Line

MOST_WINDOWS = 400  # a chat: six to nine seconds on one core
_LEAST_LETTERS = 6
_SHORT_LINE = 80  # characters; a longer line needs no neighbours to be understood
_LONG_LINE = 160  # characters; a longer one is heard piece by piece as well
_TOO_LONG = 600  # characters; a still longer one is heard by its pieces only
_PIECE = 60  # characters a piece has at least
_MOST_PIECES = 24
_MANY = 20  # lines heard from which a chat is its own measure
_QUIET = -5.0  # log-odds of "told" in the middle of an ordinary chat
_SHIFT = (-1.0, 3.0)  # how far the chat's own middle may move the scale, down and up
_TOLD = 2.0  # log-odds from which one line alone is a disclosure: a chance of 0.88
_MORE_LINES = 0.4  # what each e-fold of lines adds to that: the more is heard, the more is misheard
_NEAR = 0.0  # log-odds from which a line beside a disclosure lends its signs
_REJECTED = -2.0  # log-odds below which a lone lexicon hit is taken back: a chance of 0.12
_SURELY = 0.1  # a code of the lexicon is taken back where a told line gives it less than this chance
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？।။።])|\n")

Signs = Mapping[int, tuple[Sign, ...]]  # place of a line -> its signs


@dataclass(frozen=True, slots=True)
class Encoder:
    """`embed` makes an array (n, dim) of n texts; `head` makes chances of it."""

    embed: Callable[[Sequence[str]], Any] = field(repr=False)
    head: Head = field(repr=False)


@dataclass(frozen=True, slots=True)
class Window:
    """A text heard as one for the line at `place`: the line, its neighbours with it, or [start:end] of it."""

    place: int
    text: str = field(repr=False)
    start: int
    end: int
    piece: bool = False


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
    bar = _TOLD + _MORE_LINES * log(max(1, len(scored)))
    told = frozenset(place for place, one in scored.items() if one.told >= bar)
    both = {place: _left(own, scored.get(place), place in told) for place, own in signs.items()}
    for place, one in scored.items():
        both[place] = (*both.get(place, ()), *_added(one, both.get(place, ()), told, place, encoder.head))
    return Heard({place: own for place, own in sorted(both.items()) if own}, told)


def score(lines: Sequence[Line], signs: Signs, encoder: Encoder) -> dict[int, Scored]:
    """What the encoder hears, by place of the line, for at most MOST_WINDOWS windows."""
    chosen = windows(lines, signs)
    if not chosen:
        return {}
    texts = list(dict.fromkeys(window.text for window in chosen))
    odds = dict(zip(texts, encoder.head.logits(encoder.embed(texts)).tolist(), strict=True))
    by_place: dict[int, list[Window]] = {}
    for window in chosen:
        by_place.setdefault(window.place, []).append(window)
    told = {place: _told(own, odds) for place, own in by_place.items()}
    shift = _shift([told[place] for place in told if place not in signs])
    return {place: Scored(told[place] - shift, _codes(own, odds)) for place, own in by_place.items()}


def windows(lines: Sequence[Line], signs: Signs) -> list[Window]:
    """The windows worth hearing, dearest first: round lexicon hits, then the most unusual other lines.

    Left out: the reporter's own lines, what was said before in the same words, lines under six letters.
    """
    places = _worth(lines)
    beside = dict(zip(places, zip([None, *places], [*places[1:], None], strict=False), strict=True))
    hits = [place for place in places if place in signs]
    near = [one for place in hits for one in beside[place] if one is not None]
    rest = sorted(places, key=_unusual(lines, places), reverse=True)
    first = dict.fromkeys([*hits, *near]) if len(places) > _MANY else dict.fromkeys(places)
    found: list[Window] = []
    for place in dict.fromkeys([*first, *rest]):
        found.extend(_of_line(place, lines[place].text))
        if place in first and len(lines[place].text) < _SHORT_LINE:
            found.extend(_with_neighbours(place, beside[place], lines))
        if len(found) >= MOST_WINDOWS:
            break
    return found[:MOST_WINDOWS]


def _worth(lines: Sequence[Line]) -> list[int]:
    known: set[str] = set()
    kept = []
    for place, line in enumerate(lines):
        plain = " ".join(line.text.casefold().split())
        if line.speaker == "reporter" or plain in known or sum(map(str.isalpha, plain)) < _LEAST_LETTERS:
            continue
        known.add(plain)
        kept.append(place)
    return kept


def _unusual(lines: Sequence[Line], places: Sequence[int]) -> Callable[[int], tuple[int, int]]:
    """How many word beginnings of a line the chat has nowhere else; ties go to the earlier line."""
    words = {place: frozenset(_words(lines[place].text)) for place in places}
    known = Counter(word for own in words.values() for word in own)
    return lambda place: (sum(known[word] == 1 for word in words[place]), -place)


def _words(text: str) -> list[str]:
    """Words, and pairs of letters where a script has no blanks between words."""
    cut = text.casefold()[:_TOO_LONG]
    if len(cut) > 24 and cut.count(" ") * 12 < len(cut):
        return [cut[i : i + 2] for i in range(len(cut) - 1)]
    return cut.split()


def _of_line(place: int, text: str) -> list[Window]:
    whole = [Window(place, text, 0, len(text))] if len(text) <= _TOO_LONG else []
    if len(text) <= _LONG_LINE:
        return whole
    return whole + [Window(place, text[a:b], a, b, piece=True) for a, b in _pieces(text)[:_MOST_PIECES]]


def _pieces(text: str) -> list[tuple[int, int]]:
    """`text` cut into sentences, the short ones joined to the next, none longer than _TOO_LONG."""
    found, start = [], 0
    for end in [*(cut.end() for cut in _SENTENCE.finditer(text)), len(text)]:
        while end - start > _TOO_LONG:
            found.append((start, start + _TOO_LONG))
            start += _TOO_LONG
        if end - start >= _PIECE or (end == len(text) and end > start):
            found.append((start, end))
            start = end
    return found


def _with_neighbours(
    place: int, beside: tuple[int | None, int | None], lines: Sequence[Line]
) -> list[Window]:
    """The line with the one before and after it, as people send one thought in several messages."""
    before, after = (
        one if one is not None and len(lines[one].text) < _SHORT_LINE and abs(one - place) <= 2 else None
        for one in beside
    )
    if before is None and after is None:
        return []
    joined = " ".join(lines[one].text for one in (before, place, after) if one is not None)
    return [Window(place, joined, 0, len(lines[place].text), piece=True)]


def _told(own: Sequence[Window], odds: Mapping[str, Sequence[float]]) -> float:
    whole = [odds[window.text][0] for window in own if not window.piece]
    return max(whole or [odds[window.text][0] for window in own])


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
    low, high = _SHIFT
    return min(high, max(low, median(quiet) - _QUIET))


def _left(own: tuple[Sign, ...], one: Scored | None, told: bool) -> tuple[Sign, ...]:
    """The lexicon's signs of a line without those the encoder takes back."""
    if one is None:
        return own
    if told:
        return tuple(s for s in own if s.code not in _PLACE or one.codes[_PLACE[s.code]][0] >= _SURELY)
    codes = {sign.code for sign in own if sign.code in indicators.BY_CODE}
    if one.told < _REJECTED and len(codes) == 1:
        return tuple(sign for sign in own if sign.code not in codes)
    return own


def _added(
    one: Scored, own: tuple[Sign, ...], told: frozenset[int], place: int, head: Head
) -> tuple[Sign, ...]:
    """What the encoder hears in a line: indicators where somebody tells, tactics anywhere."""
    known = {sign.code for sign in own}
    ask = place in told or (one.told >= _NEAR and (bool(told) or _sure(own)))
    more = [
        Sign(code, place not in told, start, end)
        for code, threshold, (chance, start, end) in zip(CODES, head.thresholds, one.codes, strict=True)
        if code not in known and chance >= threshold and (ask or code not in indicators.BY_CODE)
    ]
    if place in told and not any(code in indicators.BY_CODE for code in known | {s.code for s in more}):
        more.append(_likeliest(one))
    return tuple(more)


def _likeliest(one: Scored) -> Sign:
    code = max(indicators.BY_CODE, key=lambda code: one.codes[_PLACE[code]][0])
    _, start, end = one.codes[_PLACE[code]]
    return Sign(code, False, start, end)


def _sure(own: tuple[Sign, ...]) -> bool:
    return any(sign.code in indicators.BY_CODE and not sign.weak for sign in own)


_PLACE = {code: number for number, code in enumerate(CODES)}
