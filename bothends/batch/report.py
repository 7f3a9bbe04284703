"""What a linking found, as one HTML page without scripts or outside files. It holds personal data and says so."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice, pairwise

import numpy as np

from bothends.batch.link import Linked, reasons
from bothends.core.match.score import Weights

BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
SHOWN = 20  # pairs a band: enough to see what its reasons look like
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border-bottom:1px solid #bbb;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}"
)


def page(linked: Linked, weights: Weights) -> str:
    """The whole page."""
    return "\n".join(_lines(linked, weights))


def _lines(linked: Linked, weights: Weights) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Linked registers</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
    yield "<h1>Linked registers</h1>"
    yield f"<p>{linked.frame.size:,} rows, {linked.compared:,} pairs compared, {len(linked.left):,} pairs kept.</p>"
    yield "<p>This page names people. Keep it as you keep the registers. A pair is a suggestion: a person decides.</p>"
    yield "<h2>How sure</h2><table><thead><tr><th scope=col>Probability</th><th scope=col>Pairs</th>"
    yield "<th scope=col>Of these probably one person</th></tr></thead><tbody>"
    bands = list(_bands(linked))
    for name, chosen in bands:
        expected = linked.probability[chosen].sum()
        yield f"<tr><td>{name}</td><td>{len(chosen):,}</td><td>{expected:,.0f}</td></tr>"
    yield "</tbody></table>"
    for name, chosen in reversed(bands):
        if len(chosen):
            yield from _examples(linked, weights, name, chosen)
    yield "</main></body></html>"


def _bands(linked: Linked) -> Iterator[tuple[str, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    edges = (0.0, *BANDS, 1.01)
    for low, high in pairwise(edges):
        chosen = np.flatnonzero((linked.probability >= low) & (linked.probability < high))
        if low or len(chosen):
            yield f"{low:g} to {min(high, 1):g}", chosen


def _examples(
    linked: Linked, weights: Weights, name: str, chosen: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> Iterator[str]:
    step = max(len(chosen) // SHOWN, 1)
    some = linked.of(chosen[::step][:SHOWN])
    yield f"<h2>{name}: {len(some.left)} of {len(chosen):,} pairs</h2><table><thead><tr><th scope=col>Left</th>"
    yield "<th scope=col>Right</th><th scope=col>Probability</th><th scope=col>Why</th></tr></thead><tbody>"
    told = zip(
        some.left.tolist(),
        some.right.tolist(),
        some.probability.tolist(),
        reasons(some, weights),
        strict=True,
    )
    for left, right, chance, why in islice(told, SHOWN):
        yield f"<tr><td>{_row(linked, left)}</td><td>{_row(linked, right)}</td>"
        yield f"<td>{chance:.2f}</td><td>{escape(why)}</td></tr>"
    yield "</tbody></table>"


def _row(linked: Linked, row: int) -> str:
    names = [linked.frame.texts[one] for one in linked.frame.names[row] if one >= 0]
    return f"{escape(linked.frame.ids[row])}<br><bdi>{escape(' / '.join(names))}</bdi>"
