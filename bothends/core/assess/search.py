"""Runs the lexicon over one line of text: folded matches, met rules, context."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bothends.core.assess.context import Hit, Span, Surroundings, set_aside
from bothends.core.assess.fold import Folded, fits, fold, letters
from bothends.core.assess.lexicon import UNLESS, Lexicon, Rule
from bothends.core.assess.patterns import on_word_edges

_LONG = 400  # characters; no rule reaches so far, and looking no farther keeps the search linear
_MOST_HITS = 40  # per rule and line: the fortieth time a line says it adds nothing


@dataclass(frozen=True, slots=True)
class Sign:
    """One code met in a line, with its half-open span in the original text.

    `similar`: no phrase of the lexicon was met, the encoder heard it in the wording.
    """

    code: str
    weak: bool
    start: int
    end: int
    similar: bool = False


@dataclass(slots=True)
class _Matches:
    groups: dict[int, dict[int, list[Span]]] = field(default_factory=lambda: defaultdict(dict))
    cues: dict[tuple[str, str], list[Span]] = field(default_factory=lambda: defaultdict(list))


def signs(text: str, lexicon: Lexicon, *, but: frozenset[str] = frozenset()) -> tuple[Sign, ...]:
    """Every sign in `text` that no context sets aside, in text order, offsets into `text` as given.

    Codes in `but` are not looked for.
    """
    bare, marked = letters(text)
    matches = _match(bare, marked, lexicon, but)
    hits = _met(matches, lexicon, bare)
    if not hits:
        return ()
    stops = tuple([i for i, char in enumerate(bare) if char == "."])
    around = Surroundings(bare, stops, {key: tuple(sorted(spans)) for key, spans in matches.cues.items()})
    kept = {hit for hit in hits if not set_aside(hit, around)}
    if not kept:
        return ()
    folded = fold(text)
    found = {_sign(hit, folded) for hit in kept}
    return tuple(sorted(found, key=lambda sign: (sign.start, sign.end, sign.code, sign.weak)))


def _sign(hit: Hit, folded: Folded) -> Sign:
    start, end = folded.original(hit.start, hit.end)
    return Sign(hit.code, hit.weak, start, end)


def _match(bare: str, marked: str, lexicon: Lexicon, but: frozenset[str]) -> _Matches:
    found = _Matches()
    all_of_them = lexicon.automaton.find_matches_as_indexes(bare, overlapping=True)
    live = _live(all_of_them, bare, lexicon)
    if but:
        live = {rule for rule in live if lexicon.rules[rule].code not in but}
    if not live:
        return found
    live |= lexicon.ties
    for number, start, end in all_of_them:
        kind = lexicon.kinds[lexicon.kind_of[number]]
        uses = [use for use in kind.uses if use[0] in live]
        if not (uses or kind.cues) or not on_word_edges(lexicon.edges[number], bare, start, end):
            continue
        if marked is not bare and not fits(marked[start:end], lexicon.marked.get(number, bare[start:end])):
            continue
        for rule, group in uses:
            found.groups[rule].setdefault(group, []).append((start, end))
        for cue in kind.cues:
            found.cues[cue].append((start, end))
    return found


def _live(matches: Sequence[tuple[int, int, int]], bare: str, lexicon: Lexicon) -> set[int]:
    """The rules that have an anchor in the text, and something of every other group."""
    kinds = {lexicon.kind_of[number] for number, _, _ in matches}
    anchoring = {kind for kind in kinds if lexicon.kinds[kind].anchors}
    if not anchoring:
        return set()
    live: set[int] = set()
    for number, start, end in matches:
        kind = lexicon.kind_of[number]
        if kind in anchoring and on_word_edges(lexicon.edges[number], bare, start, end):
            live.update(lexicon.kinds[kind].anchors)
            anchoring.discard(kind)
    return {rule for rule in live if _complete(lexicon.needs[rule], kinds)}


def _complete(groups: Sequence[frozenset[int]], classes: set[int]) -> bool:
    """Whether something of every group was met, word edges and all else apart."""
    return all(not group.isdisjoint(classes) for group in groups)


def _met(matches: _Matches, lexicon: Lexicon, text: str) -> list[Hit]:
    hits: list[Hit] = []
    for number, groups in matches.groups.items():
        rule = lexicon.rules[number]
        if len(groups) - (UNLESS in groups) < rule.groups:
            continue
        unless = tuple(sorted(groups.get(UNLESS, ())))
        for parts in islice(_combinations(rule, groups, text), _MOST_HITS):
            hits.append(Hit(number, rule.code, rule.language, rule.weak, parts, unless))
    return hits


def _combinations(rule: Rule, groups: dict[int, list[Span]], text: str) -> Iterator[tuple[Span, ...]]:
    if rule.groups == 1:
        yield from ((span,) for span in groups[0])
        return
    ordered = {group: sorted(spans) for group, spans in groups.items()}
    dead: set[tuple[int, int]] = set()
    for first in ordered[0]:
        parts = _follow(rule, ordered, [first], dead) if rule.ordered else _around(rule, ordered, first, text)
        if parts and _close(rule, parts, text):
            yield tuple(sorted(parts))


def _around(rule: Rule, groups: dict[int, list[Span]], first: Span, text: str) -> list[Span] | None:
    parts = [first]
    for group in range(1, rule.groups):
        nearest = _nearest(groups[group], parts, text)
        if nearest is None:
            return None
        parts.append(nearest)
    return parts


def _follow(
    rule: Rule, groups: dict[int, list[Span]], parts: list[Span], dead: set[tuple[int, int]]
) -> list[Span] | None:
    """The parts completed in order, each within reach of the one before; `dead` ends keep it linear."""
    group, end = len(parts), parts[-1][1]
    if group == rule.groups:
        return parts
    if (group, end) in dead:
        return None
    spans = groups[group]
    for span in spans[bisect_left(spans, (end, 0)) : bisect_left(spans, (end + rule.within + 1, 0))]:
        found = _follow(rule, groups, [*parts, span], dead)
        if found is not None:
            return found
    dead.add((group, end))
    return None


def _nearest(spans: list[Span], parts: list[Span], text: str) -> Span | None:
    """The span of this group nearest to the last part, apart from all parts; of its sentence if one is."""
    start, end = parts[-1]
    after = bisect_left(spans, (end, 0))
    choices = spans[max(0, after - 4) : after + 4]
    apart = [span for span in choices if all(span[1] <= low or high <= span[0] for low, high in parts)]

    def far(span: Span) -> tuple[bool, int]:
        low, high = (span[1], start) if span[1] <= start else (end, span[0])
        return high - low > _LONG or "." in text[low:high], high - low

    return min(apart, key=far, default=None)


def _close(rule: Rule, parts: list[Span], text: str) -> bool:
    low = min(start for start, _ in parts)
    high = max(end for _, end in parts)
    covered = sum(end - start for start, end in parts)
    return high - low - covered <= rule.within * (rule.groups - 1) and "." not in text[low:high]
