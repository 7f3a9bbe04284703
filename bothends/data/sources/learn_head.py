"""Learn exemplars/head.json from the exemplar bank. Run by hand after the bank, a code or the wheel changed.

    python -m bothends.data.sources.learn_head

Needs the extra `semantic`; takes some minutes. The result is the same each time on one machine: every
chance comes from one seed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bothends.core.assess.head import CODES, Head, write_head
from bothends.data import folder
from bothends.data.encoder import bank_files, embedder, learnt_from

_SEED = 7
_FOLDS = 3  # groups of languages: the thresholds come from languages a head has not seen
_HIDDEN = 128
_EPOCHS = 40
_BATCH = 64
_RATE = 3e-3
_DECAY = 3e-4
_SURER, _LEAST = 0.2, 0.35
_DROP_IN, _DROP_HIDDEN = 0.2, 0.3
_PAIRS = (45, 12, 25)  # a language: told + told, told + ordinary, ordinary + ordinary
_ENGLISH = 3  # English has three times the rows, so three times the pairs
_UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja"})
_STOPS = ".!?。！？।။።"


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    language: str
    found: bool
    codes: frozenset[str]  # of indicators and tactics


def main() -> None:
    rows = [*_bank(), *_pairs(_bank())]
    vectors = embedder()([row.text for row in rows])
    truth = np.array([[row.found, *(code in row.codes for code in CODES)] for row in rows], np.float32)
    unseen = _unseen(rows, vectors, truth)
    print(f"AUC of told, languages never seen: {_auc(unseen[:, 0], truth[:, 0]):.4f}")  # noqa: T201
    head = _learn(vectors, truth, _thresholds(unseen, truth), learnt_from(folder()))
    (folder() / "exemplars" / "head.json").write_text(write_head(head), encoding="utf-8")


def _bank() -> list[_Row]:
    return [
        _row(line, path.stem)
        for path in bank_files(folder())
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]


def _row(line: str, language: str) -> _Row:
    row = json.loads(line)
    return _Row(row["text"], language, row["found"], frozenset(row["codes"]) | frozenset(row["tactics"]))


def _pairs(bank: Sequence[_Row]) -> Iterator[_Row]:
    """Two rows of a language said after one another: passages and windows hold more than one thing."""
    chance = random.Random(_SEED)  # noqa: S311
    for language in sorted({row.language for row in bank}):
        told = [row for row in bank if row.language == language and row.found]
        rest = [row for row in bank if row.language == language and not row.found]
        times = _ENGLISH if language == "en" else 1
        for many, first, second in zip(_PAIRS, (told, told, rest), (told, rest, rest), strict=True):
            for _ in range(many * times):
                pair = [chance.choice(first), chance.choice(second)]
                chance.shuffle(pair)
                yield _joined(*pair)


def _joined(one: _Row, other: _Row) -> _Row:
    wide = one.language in _UNSPACED
    stop = "" if one.text.rstrip()[-1] in _STOPS else "。" if wide else "."
    text = f"{one.text.rstrip()}{stop}{'' if wide else ' '}{other.text}"
    return _Row(text, one.language, one.found or other.found, one.codes | other.codes)


def _unseen(rows: Sequence[_Row], vectors: Any, truth: Any) -> Any:
    """The chances of every row, from a head that has seen no row of its language."""
    languages = sorted({row.language for row in rows})
    fold = np.array([languages.index(row.language) % _FOLDS for row in rows])
    chances = np.zeros_like(truth)
    for number in range(_FOLDS):
        out = fold == number
        head = _learn(vectors[~out], truth[~out], (), {})
        chances[out] = _chance(head.logits(vectors[out]))
    return chances


def _thresholds(chances: Any, truth: Any) -> tuple[float, ...]:
    """Per code, the chance that balances missed and invented codes best (F1) on languages not seen.

    A head that has seen the language is surer of itself, hence _SURER; and no code counts under _LEAST.
    """
    best = (_best(chances[:, i], truth[:, i] > 0) for i in range(1, truth.shape[1]))
    return tuple(round(max(_LEAST, step + _SURER), 2) for step in best)


def _best(chances: Any, truth: Any) -> float:
    steps = [round(0.1 + 0.05 * i, 2) for i in range(15)]
    return max(steps, key=lambda step: _f1(chances > step, truth))


def _f1(said: Any, truth: Any) -> float:
    return float(2 * (said & truth).sum() / max(1, said.sum() + truth.sum()))


def _auc(score: Any, truth: Any) -> float:
    rank = np.argsort(np.argsort(score))
    yes = truth > 0
    return float((rank[yes].sum() - yes.sum() * (yes.sum() - 1) / 2) / (yes.sum() * (~yes).sum()))


def _chance(logits: Any) -> Any:
    return 1 / (1 + np.exp(-logits))


def _learn(vectors: Any, truth: Any, thresholds: tuple[float, ...], origin: dict[str, str]) -> Head:
    """Adam on the logistic loss with dropout. `vectors` (n, dim), `truth` (n, 1 + codes) of 0 and 1."""
    chance = np.random.default_rng(_SEED)
    mean = vectors.mean(0)
    scale = 1 / float((vectors - mean).std())
    points = (vectors - mean) * scale
    share = truth.mean(0)
    layers = [
        _start(chance, (points.shape[1], _HIDDEN), 1.0, np.zeros(_HIDDEN)),
        _start(chance, (_HIDDEN, truth.shape[1]), 0.1, np.log((share + 0.01) / (1.01 - share))),
    ]
    adam = _Adam(layers)
    for epoch in range(_EPOCHS):
        order = chance.permutation(len(points))
        for first in range(0, len(order), _BATCH):
            some = order[first : first + _BATCH]
            changes = _slopes(points[some], truth[some], layers, chance)
            adam.step(changes, _RATE * (1 - epoch / _EPOCHS))
    inner, outer = layers
    inner[:-1] *= scale
    return Head(mean, inner, outer, thresholds, origin)


def _start(chance: Any, size: tuple[int, int], spread: float, bias: Any) -> Any:
    weights = chance.normal(0, size[0] ** -0.5, size) * spread
    return np.vstack([weights, bias]).astype(np.float32)


def _slopes(points: Any, truth: Any, layers: list[Any], chance: Any) -> list[Any]:
    """The gradients of both layers on one batch, with some inputs and hidden units left out by chance."""
    inner, outer = layers
    seen = points * _kept(chance, points.shape, _DROP_IN)
    raw = seen @ inner[:-1] + inner[-1]
    kept = _kept(chance, raw.shape, _DROP_HIDDEN)
    hidden = np.maximum(raw, 0) * kept
    wrong = (_chance(hidden @ outer[:-1] + outer[-1]) - truth) / len(points)
    back = (wrong @ outer[:-1].T) * kept * (raw > 0)
    return [
        np.vstack([seen.T @ back + _DECAY * inner[:-1], back.sum(0)]),
        np.vstack([hidden.T @ wrong + _DECAY * outer[:-1], wrong.sum(0)]),
    ]


def _kept(chance: Any, shape: tuple[int, ...], drop: float) -> Any:
    return (chance.random(shape, dtype=np.float32) > drop).astype(np.float32) / np.float32(1 - drop)


class _Adam:
    """Adam with its usual constants; changes `layers` in place."""

    def __init__(self, layers: list[Any]) -> None:
        self.layers = layers
        self.first = [np.zeros_like(layer) for layer in layers]
        self.second = [np.zeros_like(layer) for layer in layers]
        self.steps = 0

    def step(self, changes: list[Any], rate: float) -> None:
        self.steps += 1
        for i, change in enumerate(changes):
            self.first[i] = 0.9 * self.first[i] + 0.1 * change
            self.second[i] = 0.999 * self.second[i] + 0.001 * change**2
            first = self.first[i] / (1 - 0.9**self.steps)
            second = self.second[i] / (1 - 0.999**self.steps)
            self.layers[i] -= (rate * first / (np.sqrt(second) + 1e-8)).astype(np.float32)


if __name__ == "__main__":
    main()
