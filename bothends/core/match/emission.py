"""Which Latin letters a name part in another script is likely written with: learnt, and told by its alignment.

Each sign of the part emits none to four letters in order; the chance depends on the sign and its neighbours
(`Sounds`). Comparing with a Latin part is the best path through both, so the path is the explanation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST = 4  # letters one sign may emit
_FLOOR = (-7.0, -9.0, -12.0, -15.0, -18.0)  # log-chance of a group never seen, by its number of letters
_PULL = 3.0  # how many sightings a wider context needs to count as much as the narrower one
_RARE = 2e-4  # what is rarer is left to the floor
_IMPOSSIBLE = -1e9

Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sounds:
    """Learnt counts of one script: context → letters → sightings. Contexts as in `contexts`."""

    counts: Mapping[str, Mapping[str, float]]

    def emitted(self, signs: Sequence[str]) -> tuple[Chances, ...]:
        """For each sign, letters → natural logarithm of their chance, wider contexts drawn to narrower ones."""
        return tuple(self._at(signs, at) for at in range(len(signs)))

    def _at(self, signs: Sequence[str], at: int) -> Chances:
        chances: dict[str, float] = {}
        for context in reversed(contexts(signs, at)):
            seen = self.counts.get(context)
            if seen:
                total = sum(seen.values()) + _PULL
                # Not a set, whose order is another in each process: ties must fall the same way everywhere.
                chances = {
                    letters: (seen.get(letters, 0.0) + _PULL * chances.get(letters, 0.0)) / total
                    for letters in dict.fromkeys([*seen, *chances])
                }
        return {letters: math.log(one) for letters, one in chances.items() if one > _RARE}


def contexts(signs: Sequence[str], at: int) -> tuple[str, str, str]:
    """From the widest to the narrowest: before + sign + after, sign + after, sign. '#' is the edge of the part."""
    before = signs[at - 1] if at else "#"
    after = signs[at + 1] if at + 1 < len(signs) else "#"
    return f"{before} {signs[at]} {after}", f"{signs[at]} {after}", signs[at]


def likeliest(emitted: Sequence[Chances], most: int) -> tuple[tuple[str, float], ...]:
    """The `most` likeliest ways to write a part in Latin letters, with their log-chance, best first."""
    beam: dict[str, float] = {"": 0.0}
    for chances in emitted:
        wider: dict[str, float] = {}
        few = sorted(chances.items(), key=lambda one: -one[1])[:5]
        for said, so_far in beam.items():
            for letters, chance in few or [("", _FLOOR[0])]:
                both = said + letters
                wider[both] = max(wider.get(both, _IMPOSSIBLE), so_far + chance)
        beam = dict(sorted(wider.items(), key=lambda one: -one[1])[: 4 * most])
    return tuple(one for one in list(beam.items())[:most] if one[0])


def chance_of(emitted: Sequence[Chances], word: str) -> float:
    """Log-chance of the best path that writes the whole part as `word`."""
    size = len(word)
    best = [0.0] + [_IMPOSSIBLE] * size
    groups = [[word[at : at + long] for long in range(min(LONGEST, size - at) + 1)] for at in range(size + 1)]
    for chances in emitted:
        new = [_IMPOSSIBLE] * (size + 1)
        get = chances.get
        for at, so_far in enumerate(best):
            if so_far > -60:
                for long, letters in enumerate(groups[at]):
                    value = so_far + get(letters, _FLOOR[long])
                    if value > new[at + long]:
                        new[at + long] = value
        best = new
    return best[size]


def aligned(emitted: Sequence[Chances], word: str) -> tuple[tuple[str, float], ...]:
    """The letters of `word` under each sign on the best path, with their log-chance. Empty where there is none."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for chances in emitted:
        new: dict[int, tuple[float, int]] = {}
        for at, (so_far, _) in best[-1].items():
            for long in range(min(LONGEST, len(word) - at) + 1):
                value = so_far + chances.get(word[at : at + long], _FLOOR[long])
                if at + long not in new or value > new[at + long][0]:
                    new[at + long] = (value, at)
        best.append(new)
    return _path(best, emitted, word) if len(word) in best[-1] else ()


def _path(
    best: Sequence[Mapping[int, tuple[float, int]]], emitted: Sequence[Chances], word: str
) -> tuple[tuple[str, float], ...]:
    path, end = [], len(word)
    for step, chances in zip(reversed(best[1:]), reversed(emitted), strict=True):
        start = step[end][1]
        path.append((word[start:end], chances.get(word[start:end], _FLOOR[end - start])))
        end = start
    return tuple(reversed(path))


@dataclass(frozen=True, slots=True)
class Letters:
    """How Latin names are spelt at large: letter pairs, as a log-chance. What is common proves less."""

    pairs: Mapping[str, float]
    rare: float = field(default=-7.0)

    def chance_of(self, word: str) -> float:
        """Log-chance that a name taken at random is spelt `word`."""
        told = f"^{word}$"
        return sum(self.pairs.get(told[at : at + 2], self.rare) for at in range(len(told) - 1))
