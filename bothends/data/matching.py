"""What comparing two people needs from the data files, loaded once a process and only when first needed."""

from __future__ import annotations

from functools import cache

from bothends.core.match.card import Locate
from bothends.core.match.place import locator
from bothends.core.match.score import Weights, load_weights
from bothends.core.places import load_gazetteer
from bothends.data import folder
from bothends.data.names import names

__all__ = ["locate", "names", "weights"]


@cache
def weights() -> Weights:
    """The weight file that desk and batch share."""
    return load_weights(folder() / "match" / "weights.json")


@cache
def locate() -> Locate:
    """Places by any of their names: about half a second the first time."""
    return locator(load_gazetteer(folder()))
