"""The head on top of the encoder: one hidden layer, learnt from vectors of the exemplars."""

from __future__ import annotations

from typing import Any

import numpy as np

from bothends.core.assess.head import Head

_SEED = 7
_HIDDEN = 128
_EPOCHS = 40
_BATCH = 64
_RATE = 3e-3
_DECAY = 3e-4
_DROP_IN, _DROP_HIDDEN = 0.2, 0.3


def chance_of(logits: Any) -> Any:
    """0 to 1 of log-odds."""
    return 1 / (1 + np.exp(-logits))


def learn_head(vectors: Any, truth: Any, origin: dict[str, str]) -> Head:
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
    adam = Adam(layers)
    for epoch in range(_EPOCHS):
        order = chance.permutation(len(points))
        for first in range(0, len(order), _BATCH):
            some = order[first : first + _BATCH]
            changes = _slopes(points[some], truth[some], layers, chance)
            adam.step(changes, _RATE * (1 - epoch / _EPOCHS))
    inner, outer = layers
    inner[:-1] *= scale
    return Head(mean, inner, outer, origin)


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
    wrong = (chance_of(hidden @ outer[:-1] + outer[-1]) - truth) / len(points)
    back = (wrong @ outer[:-1].T) * kept * (raw > 0)
    return [
        np.vstack([seen.T @ back + _DECAY * inner[:-1], back.sum(0)]),
        np.vstack([hidden.T @ wrong + _DECAY * outer[:-1], wrong.sum(0)]),
    ]


def _kept(chance: Any, shape: tuple[int, ...], drop: float) -> Any:
    return (chance.random(shape, dtype=np.float32) > drop).astype(np.float32) / np.float32(1 - drop)


class Adam:
    """Adam with its usual constants; changes `layers` in place."""

    def __init__(self, layers: list[Any]) -> None:
        self.layers = layers
        self.first = [np.zeros_like(layer) for layer in layers]
        self.second = [np.zeros_like(layer) for layer in layers]
        self.steps = 0

    def step(self, changes: list[Any], rate: float) -> None:
        self.steps += 1
        for layer, first, second, change in zip(self.layers, self.first, self.second, changes, strict=True):
            first *= 0.9
            first += 0.1 * change
            second *= 0.999
            second += 0.001 * change**2
            size = np.sqrt(second / (1 - 0.999**self.steps))
            size += 1e-8
            layer -= (rate / (1 - 0.9**self.steps) * first / size).astype(np.float32)
