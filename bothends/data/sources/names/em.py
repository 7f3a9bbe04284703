"""Learn which Latin letters each sign of a script emits, from pairs of one name in both, by expectation-maximisation.

Every sign emits none to four letters, in order. First without context (full forward-backward over all
alignments), then counted along the best alignment with the neighbouring signs as context.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bothends.core.match.emission import LONGEST, contexts
from bothends.core.match.signs import latin

ROUNDS = 8
_CHUNK = 4096
_SMOOTH = 1e-3
Pair = tuple[tuple[str, ...], str, float]


class Groups:
    """Numbers for signs and for groups of letters."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.signs = {one: at for at, one in enumerate(sorted({s for signs, _, _ in pairs for s in signs}))}
        found = {""}
        for _, word, _ in pairs:
            for at in range(len(word)):
                found.update(word[at : at + size] for size in range(1, LONGEST + 1))
        self.groups = {one: at for at, one in enumerate(sorted(found))}

    def arrays(self, pairs: Sequence[Pair]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Signs (pairs x longest, -1 where none), groups (pairs x letters + 1 x 5, -1), lengths of the words."""
        deep = max(len(signs) for signs, _, _ in pairs)
        wide = max(len(word) for _, word, _ in pairs)
        signs_at = np.full((len(pairs), deep), -1)
        groups_at = np.full((len(pairs), wide + 1, LONGEST + 1), -1)
        for row, (signs, word, _) in enumerate(pairs):
            signs_at[row, : len(signs)] = [self.signs[one] for one in signs]
            for at in range(len(word) + 1):
                for size in range(min(LONGEST, len(word) - at) + 1):
                    groups_at[row, at, size] = self.groups[word[at : at + size]]
        return signs_at, groups_at, np.array([len(word) for _, word, _ in pairs])


def _chances(
    table: NDArray[np.float64], signs_at: NDArray[np.int64], groups_at: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.bool_], list[NDArray[np.float64]]]]:
    """For each position: which pairs still have a sign there, and the chance of each group of 0 to 4 letters."""
    for at in range(signs_at.shape[1]):
        here = signs_at[:, at]
        yield (
            here >= 0,
            [
                np.where(
                    (here[:, None] >= 0) & (groups_at[:, :, size] >= 0),
                    table[here[:, None], groups_at[:, :, size]],
                    0.0,
                )
                for size in range(LONGEST + 1)
            ],
        )


def learn(pairs: Sequence[Pair], *, trusted: bool) -> tuple[Groups, NDArray[np.float64], NDArray[np.float64]]:
    """Numbers, the table sign x group of chances, and the weight left to each pair.

    Pairs that are not trusted lose, round by round, those that sound least alike. Few pairs lean on what a sign
    is usually written with (`anyascii`) at the start.
    """
    numbers = Groups(pairs)
    sizes = np.array([len(one) for one in numbers.groups])
    table = np.tile(np.array([0.15, 0.5, 0.05, 0.005, 0.0005])[sizes], (len(numbers.signs), 1))
    for sign, at in numbers.signs.items():
        usual = numbers.groups.get(latin(sign))
        if usual is not None and latin(sign):
            table[at, usual] = 1.0
    weight = np.array([one for _, _, one in pairs])
    fit = np.zeros(len(pairs))
    for turn in range(ROUNDS):
        counts = np.zeros_like(table)
        for start in range(0, len(pairs), _CHUNK):
            part = slice(start, start + _CHUNK)
            fit[part] = _count(table, numbers.arrays(pairs[part]), weight[part], counts)
        if (
            turn >= 3 and not trusted
        ):  # what does not sound alike at all is another person's name or a translation
            per_sign = fit / np.array([len(signs) + len(word) for signs, word, _ in pairs])
            weight = weight * (per_sign > np.quantile(per_sign, 0.08))
        counts += _SMOOTH * (counts.sum(0) > 0) / 100
        table = counts / np.maximum(counts.sum(1, keepdims=True), 1e-9)
    return numbers, table, weight


def _count(
    table: NDArray[np.float64],
    arrays: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    weight: NDArray[np.float64],
    counts: NDArray[np.float64],
) -> NDArray[np.float64]:
    signs_at, groups_at, lengths = arrays
    rows, wide = groups_at.shape[:2]
    steps = list(_chances(table, signs_at, groups_at))
    ahead = [np.zeros((rows, wide))]
    ahead[0][:, 0] = 1
    for used, chances in steps:
        new = np.zeros((rows, wide))
        for size, chance in enumerate(chances):
            new[:, size:] += (ahead[-1] * chance)[:, : wide - size]
        ahead.append(np.where(used[:, None], new, ahead[-1]))
    total = ahead[-1][np.arange(rows), lengths]
    back = np.zeros((rows, wide))
    back[np.arange(rows), lengths] = 1
    scale = np.where(total > 0, weight / np.maximum(total, 1e-300), 0)
    for at in range(len(steps) - 1, -1, -1):
        used, chances = steps[at]
        new = np.zeros((rows, wide))
        for size, chance in enumerate(chances):
            shifted = np.zeros((rows, wide))
            shifted[:, : wide - size] = back[:, size:]
            new += chance * shifted
            share = (ahead[at] * chance * shifted * scale[:, None])[used]
            groups = groups_at[used][:, :, size]
            signs = np.broadcast_to(signs_at[used, at][:, None], groups.shape)
            real = (groups >= 0) & (share > 0)
            np.add.at(counts, (signs[real], groups[real]), share[real])
        back = np.where(used[:, None], new, back)
    return np.log(np.maximum(total, 1e-300))


def best_alignment(
    table: NDArray[np.float64], numbers: Groups, signs: Sequence[str], word: str
) -> list[str] | None:
    """The letters that each sign emits on the most likely path, or None where there is none."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for sign in signs:
        row = table[numbers.signs[sign]]
        new: dict[int, tuple[float, int]] = {}
        for at, (score, _) in best[-1].items():
            for size in range(min(LONGEST, len(word) - at) + 1):
                chance = row[numbers.groups[word[at : at + size]]]
                if chance > 0:
                    value = score + float(np.log(chance))
                    if at + size not in new or value > new[at + size][0]:
                        new[at + size] = (value, at)
        best.append(new)
    if len(word) not in best[-1]:
        return None
    path, end = [], len(word)
    for step in reversed(best[1:]):
        start = step[end][1]
        path.append(word[start:end])
        end = start
    return path[::-1]


def counted(
    pairs: Sequence[Pair], numbers: Groups, table: NDArray[np.float64], weight: NDArray[np.float64]
) -> dict[str, Counter[str]]:
    """Context → how often it emitted which letters, along the best alignments."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (signs, word, _), heavy in zip(pairs, weight, strict=True):
        path = best_alignment(table, numbers, signs, word) if heavy else None
        for at, group in enumerate(path or ()):
            for context in contexts(signs, at):
                found[context][group] += float(heavy)
    return found
