"""What the desk's judgements say of its scores, with how sure that is."""

from __future__ import annotations

import random

import pytest

from bothends.core.match.judged import bands, interval


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 1, 0.0, 0.793), (1, 1, 0.207, 1.0), (9, 10, 0.596, 0.982), (50, 100, 0.404, 0.596)],
)
def test_the_interval_of_a_share(hits: int, of: int, low: float, high: float) -> None:
    assert interval(hits, of) == pytest.approx((low, high), abs=0.001)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    lot = random.Random(5)
    covered = 0
    for _ in range(2000):
        low, high = interval(sum(lot.random() < 0.9 for _ in range(40)), 40)
        covered += low <= 0.9 <= high
    assert 0.92 < covered / 2000 < 0.99


def test_scores_that_were_too_high_do_not_fit() -> None:
    labels = [(3.0, at < 20) for at in range(60)] + [(0.0, at % 2 == 0) for at in range(30)]
    high, middle = bands(labels)
    assert (high.pairs, high.same, high.fits) == (60, 20, False)
    assert (middle.pairs, middle.same, middle.fits) == (30, 15, True)


def test_without_judgements_nothing_is_said() -> None:
    assert list(bands([])) == []
