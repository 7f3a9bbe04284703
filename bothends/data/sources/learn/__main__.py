"""Learn all that is learnt from the exemplar bank. Run by hand after the bank, a code or the wheel changed.

    python -m bothends.data.sources.learn [--vectors FILE.npz]

Writes exemplars/cues.bin, head.json and layers.json. Needs the extra `semantic`; takes some ten minutes, most of
them to hear the texts: --vectors keeps what was heard, for a second run. The result is the same each time
on one machine: every chance comes from one seed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bothends.core.assess.head import CODES, write_head
from bothends.core.assess.lexicon import CODES as SIGNS
from bothends.core.assess.search import signs
from bothends.data import folder
from bothends.data.built import lexicon as built
from bothends.data.ears import write_layers
from bothends.data.encoder import embedder, learnt_from
from bothends.data.sources.learn.bank import Row, bank, folds, pairs
from bothends.data.sources.learn.cues import learn_cues
from bothends.data.sources.learn.head import learn_head
from bothends.data.sources.learn.layers import learn_weights

_FOLDS = 5
# Of "told" on rows not seen. The encoder leaves recall to spare; without it a disclosure missed is dearer than a
# line that a caseworker reads for nothing.
_WITH_ENCODER, _WITHOUT_ENCODER = 0.96, 0.925


def main() -> None:
    asked = argparse.ArgumentParser(description="Learn cues, head and their weights from the exemplars.")
    asked.add_argument("--vectors", type=Path, help="where to keep what the encoder heard")
    heard = _Heard(asked.parse_args().vectors)
    rows = bank()
    print(f"{len(rows)} rows", flush=True)  # noqa: T201 - progress
    heard([*rows, *(row for _, _, row in pairs(rows))])
    seen, cues, encoded = _unseen(rows, heard)
    truth = _truth(seen)
    for name, odds in (("cues", cues), ("encoder", encoded)):
        print(f"area under the curve, {name}: {_auc(odds[:, 0], truth[:, 0]):.4f}")  # noqa: T201 - progress
    lexicon = built("lexicon", SIGNS)
    hits = [signs(row.text, lexicon) for row in seen]
    weights = {
        "cues": learn_weights(cues, np.zeros_like(encoded), hits, truth, precision=_WITHOUT_ENCODER),
        "both": learn_weights(cues, encoded, hits, truth, precision=_WITH_ENCODER),
    }
    both = [*rows, *(row for _, _, row in pairs(rows))]
    origin = learnt_from(folder())
    head = learn_head(heard(both), _truth(both), origin)
    (folder() / "exemplars" / "head.json").write_text(write_head(head), encoding="utf-8")
    write_layers(learn_cues([row.text for row in both], _truth(both)), weights, origin["exemplars"])


class _Heard:
    """Vectors by text, kept in a file between runs where one is named."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Any] = {}
        if path and path.exists():
            with np.load(path) as kept:
                self._known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def __call__(self, rows: Sequence[Row]) -> Any:
        new = [text for text in dict.fromkeys(row.text for row in rows) if text not in self._known]
        if new:
            self._known.update(zip(new, embedder()(new), strict=True))
            if self._path:
                texts = np.array(list(self._known))
                np.savez(self._path, texts=texts, vectors=np.array(list(self._known.values())))
        return np.array([self._known[row.text] for row in rows])


def _unseen(rows: Sequence[Row], heard: _Heard) -> tuple[list[Row], Any, Any]:
    """Rows and pairs with the log-odds of cues and of the encoder by ears that had seen neither."""
    fold = folds(rows, _FOLDS)
    both = list(pairs(rows))
    seen: list[Row] = []
    cues, encoded = [], []
    for number in range(_FOLDS):
        rest = [row for at, row in enumerate(rows) if fold[at] != number]
        rest += [row for one, other, row in both if number not in (fold[one], fold[other])]
        out = [row for at, row in enumerate(rows) if fold[at] == number]
        out += [row for one, other, row in both if fold[one] == fold[other] == number]
        ears = learn_cues([row.text for row in rest], _truth(rest))
        cues += [(ears.told(row.text), *ears.codes(row.text)) for row in out]
        encoded.append(learn_head(heard(rest), _truth(rest), {}).logits(heard(out)))
        seen += out
        print(f"fold {number + 1} of {_FOLDS}", flush=True)  # noqa: T201 - progress
    return seen, np.array(cues), np.concatenate(encoded)


def _truth(rows: Sequence[Row]) -> Any:
    return np.array([[row.found, *(code in row.codes for code in CODES)] for row in rows], np.float32)


def _auc(score: Any, truth: Any) -> float:
    rank = np.argsort(np.argsort(score))
    yes = truth > 0
    return float((rank[yes].sum() - yes.sum() * (yes.sum() - 1) / 2) / (yes.sum() * (~yes).sum()))


if __name__ == "__main__":
    main()
