"""How lexicon, cues and encoder are weighed in one sum: learnt on rows that the ears had not seen.

A lexicon's hits are counted as they are on the exemplars: who mends a phrase after an exemplar makes the
lexicon look surer than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bothends.core.assess import indicators, tactics
from bothends.core.assess.ears import Weights
from bothends.core.assess.head import CODES
from bothends.core.assess.search import Sign
from bothends.core.assess.standing import STANDINGS, standing
from bothends.data.sources.learn.head import chance_of

_REJECTED = 3.0  # log-odds below the bar from which a hit of the lexicon is taken back
_RIDGE = 1e-3
_ASKS = [i for i, code in enumerate(CODES) if code in indicators.BY_CODE]
_TRICKS = [i for i, code in enumerate(CODES) if code in tactics.BY_CODE]


def learn_weights(
    cues: Any, encoded: Any, signs: Sequence[Sequence[Sign]], truth: Any, *, precision: float
) -> Weights:
    """`cues` and `encoded` are log-odds (n, 1 + codes) by ears that had not seen the row; `truth` is 0 or 1.

    `precision` is asked of "told" on such rows; on wording from elsewhere it comes out ten points lower.
    """
    where = np.array([[standing(own) == one for one in STANDINGS] for own in signs], float)
    told = _fit(np.column_stack([cues[:, 0], encoded[:, 0], where]), truth[:, 0])
    sums = np.column_stack([cues[:, 0], encoded[:, 0], where]) @ told[:-1] + told[-1]
    bar = _bar(sums, truth[:, 0] > 0, precision)
    hits = np.array([[code in {sign.code for sign in own} for code in CODES] for own in signs], float)
    code, own_bias, code_bar = _of_codes(cues[:, 1:], encoded[:, 1:], hits, truth, truth[:, 0] > 0)
    return Weights(
        cues=told[0],
        encoder=told[1],
        bias=told[-1],
        standings=dict(zip(STANDINGS, told[2:-1], strict=True)),
        told_bar=bar,
        rejected_bar=bar - _REJECTED,
        code_cues=code[0],
        code_encoder=code[1],
        code_own=code[2],
        code_other=code[3],
        code_bias=own_bias,
        code_bar=code_bar,
        tactic_bar=_tactic_bar(cues[:, 1:] * code[0] + encoded[:, 1:] * code[1], truth),
    )


def _of_codes(
    cues: Any, encoded: Any, hits: Any, truth: Any, rows: Any
) -> tuple[list[float], dict[str, float], float]:
    """Weights shared by all codes, each code's own bias, and the bar that balances missed and invented.

    Learnt on told rows. The ridge keeps the bias of a code with few rows near that of all.
    """
    some = hits[:, _ASKS]
    other = (some.sum(1, keepdims=True) - some) > 0
    parts = [cues[:, _ASKS], encoded[:, _ASKS], some, other.astype(float)]
    shared = np.stack([part[rows].ravel() for part in parts], axis=1)
    points = np.column_stack([shared, np.tile(np.eye(len(_ASKS)), (int(rows.sum()), 1))])
    wanted = truth[:, 1:][:, _ASKS][rows].ravel()
    fitted = _fit(points, wanted)
    sums = points @ fitted[:-1] + fitted[-1]
    own = {CODES[place]: fitted[len(parts) + at] + fitted[-1] for at, place in enumerate(_ASKS)}
    return fitted[: len(parts)], own, max(np.arange(-3, 2, 0.1), key=lambda bar: _f1(sums >= bar, wanted > 0))


def _tactic_bar(sums: Any, truth: Any) -> float:
    said, wanted = sums[:, _TRICKS].ravel(), truth[:, 1:][:, _TRICKS].ravel() > 0
    return float(max(np.arange(-3, 4, 0.1), key=lambda bar: _f1(said >= bar, wanted)))


def _fit(points: Any, truth: Any) -> list[float]:
    """Logistic regression by Newton's steps with a small ridge: weights, then the bias."""
    whole = np.column_stack([points, np.ones(len(points))])
    weights = np.zeros(whole.shape[1])
    for _ in range(25):
        chance = chance_of(whole @ weights)
        slope = whole.T @ (chance - truth) + _RIDGE * len(points) * weights
        curve = (whole * (chance * (1 - chance))[:, None]).T @ whole
        weights -= np.linalg.solve(curve + _RIDGE * len(points) * np.eye(len(weights)), slope)
    return [float(one) for one in weights]


def _bar(sums: Any, wanted: Any, precision: float) -> float:
    """The lowest sum from which what is said to be told is so in this share of all cases."""
    order = np.argsort(-sums)
    right = np.cumsum(wanted[order]) / np.arange(1, len(order) + 1)
    return float(sums[order[np.flatnonzero(right >= precision)[-1]]])


def _f1(said: Any, truth: Any) -> float:
    return float(2 * (said & truth).sum() / max(1, said.sum() + truth.sum()))
