"""A figure, the bound it is held to, and the peers it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Peer:
    """What another system did. `value` in the figure's unit; `note` says what went with it."""

    name: str
    value: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `better` says in which direction; `bound` is what it must reach."""

    meaning: str
    value: float
    unit: str
    better: Literal["more", "less"] = "less"
    bound: float | None = None
    peers: tuple[Peer, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the bound holds; true where there is none."""
        if self.bound is None:
            return True
        return self.value >= self.bound if self.better == "more" else self.value <= self.bound


def lines(figure: Figure) -> Iterator[str]:
    """The figure, then one line a peer with the ratio in our favour (above 1) or not (below)."""
    bound = ""
    if figure.bound is not None:
        sign = "at least" if figure.better == "more" else "at most"
        bound = f"  ({sign} {figure.bound:g}: {'holds' if figure.met else 'MISSED'})"
    yield f"  {figure.meaning:<58} {figure.value:10.4g} {figure.unit}{bound}"
    for peer in figure.peers:
        note = f", {peer.note}" if peer.note else ""
        yield f"    {peer.name:<56} {peer.value:10.4g} {figure.unit}{_ratio(figure, peer)}{note}"


def _ratio(figure: Figure, peer: Peer) -> str:
    more, less = (figure.value, peer.value) if figure.better == "more" else (peer.value, figure.value)
    return f"  ratio {more / less:.1f}" if less else ""
