"""The small head on top of the encoder: from a vector to the chances of "told", of each sign and tactic.

One hidden layer, learnt from the exemplar bank by `bothends.data.sources.learn`. numpy comes with the
extra `semantic` and is asked for only when a head is read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bothends.core.assess import indicators, tactics
from bothends.core.errors import BadRow

FOUND = "found"  # the first output: somebody tells that they, or others, are held or forced
CODES: tuple[str, ...] = (*indicators.BY_CODE, *tactics.BY_CODE)
_STEPS = 1000  # weights are kept as whole thousandths: a file that can be read and compared
_OLD = "was learnt for other codes than these. Run python -m bothends.data.sources.learn."


@dataclass(frozen=True, slots=True)
class Head:
    """Arrays of the head."""

    mean: Any = field(repr=False)  # (dim,)
    inner: Any = field(repr=False)  # (dim + 1, hidden); the last row is the bias
    outer: Any = field(repr=False)  # (hidden + 1, 1 + len(CODES))
    learnt_from: dict[str, str]

    def logits(self, vectors: Any) -> Any:
        """Log-odds, shape (n, 1 + len(CODES)), of `vectors`, shape (n, dim)."""
        hidden = ((vectors - self.mean) @ self.inner[:-1] + self.inner[-1]).clip(min=0)
        return hidden @ self.outer[:-1] + self.outer[-1]


def read_head(text: str) -> Head:
    """The head in `text`, JSON as `write_head` makes it. Raises BadRow for a file that does not fit."""
    import numpy

    try:
        content = json.loads(text)
        mean, inner, outer = (
            numpy.array(content[key], dtype=numpy.float32) / _STEPS for key in ("mean", "inner", "outer")
        )
        codes = tuple(content["codes"])
        learnt_from = {str(key): str(value) for key, value in content["learnt_from"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRow(f"head.json: not readable ({type(error).__name__}). Learn it again.") from None
    if codes != CODES:
        raise BadRow(f"head.json {_OLD}")
    shapes = (mean.shape[0] + 1, outer.shape[0] - 1), outer.shape[1]
    if shapes != (inner.shape, 1 + len(CODES)):
        raise BadRow("head.json: the parts do not fit each other. Learn it again.")
    return Head(mean, inner, outer, learnt_from)


def write_head(head: Head) -> str:
    """`head` as JSON with one row of weights a line."""
    rows = {
        "learnt_from": json.dumps(head.learnt_from),
        "codes": json.dumps(CODES),
        "mean": json.dumps(_whole([head.mean])[0]),
        "inner": _lines(_whole(head.inner)),
        "outer": _lines(_whole(head.outer)),
    }
    return "{\n" + ",\n".join(f'"{key}": {value}' for key, value in rows.items()) + "\n}\n"


def _whole(rows: Any) -> list[list[int]]:
    return [[round(float(value) * _STEPS) for value in row] for row in rows]


def _lines(rows: Sequence[Sequence[int]]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
