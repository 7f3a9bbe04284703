"""The learnt cues: a linear sum over letter sequences, learnt from the texts of the exemplars alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from bothends.core.assess.cues import CODE_BITS, SCALE, TOLD_BITS, Cues, sequences
from bothends.data.sources.learn.head import Adam, chance_of

_SEED = 7
_EPOCHS = 8
_BATCH = 64
_RATE = 0.05
_DECAY = 1e-6


def learn_cues(texts: Sequence[str], truth: Any) -> Cues:
    """From n texts and `truth` (n, 1 + codes) of 0 and 1."""
    told, told_bias = _learn(texts, truth[:, :1], TOLD_BITS)
    codes, code_biases = _learn(texts, truth[:, 1:], CODE_BITS)
    return Cues(_bytes(told), _bytes(codes), float(told_bias[0]), tuple(map(float, code_biases)))


def _learn(texts: Sequence[str], truth: Any, bits: int) -> tuple[Any, Any]:
    """Adam on the logistic loss: weights (2**bits, k) and biases (k,)."""
    own = [_places(text, bits) for text in texts]
    chance = np.random.default_rng(_SEED)
    share = truth.mean(0)
    table = np.zeros((1 << bits, truth.shape[1]), np.float32)
    bias = np.log((share + 0.01) / (1.01 - share)).astype(np.float32)
    adam = Adam([table, bias])
    for epoch in range(_EPOCHS):
        order = chance.permutation(len(own))
        for first in range(0, len(order), _BATCH):
            some = order[first : first + _BATCH]
            changes = _slopes([own[i] for i in some], truth[some], table, bias)
            adam.step(changes, _RATE * (1 - epoch / _EPOCHS))
    return table, bias


@cache
def _places(text: str, bits: int) -> Any:
    """The rows of the table that a text looks up: kept, since every fold asks again."""
    return np.fromiter(sorted(sequences(text, bits)), np.int64)


def _slopes(own: Sequence[Any], truth: Any, table: Any, bias: Any) -> list[Any]:
    many = np.array([len(rows) for rows in own])
    used, column = np.unique(
        np.concatenate(own), return_inverse=True
    )  # of a large table a batch needs a small part
    points = np.zeros((len(own), len(used)), np.float32)
    points[np.repeat(np.arange(len(own)), many), column] = np.repeat(1 / np.sqrt(many), many)
    wrong = ((chance_of(points @ table[used] + bias) - truth) / len(own)).astype(np.float32)
    change = _DECAY * table
    change[used] += points.T @ wrong
    return [change, wrong.sum(0)]


def _bytes(table: Any) -> memoryview:
    """Weights as signed bytes of 1 / SCALE each."""
    return memoryview(np.clip(np.round(table * SCALE), -128, 127).astype(np.int8).tobytes()).cast("b")
