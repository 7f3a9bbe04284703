"""The reviewed rows as core wants them, loaded once a process and only when first needed."""

from __future__ import annotations

from functools import cache

from bothends.core.assess.lexicon import load
from bothends.core.assess.record import Tables
from bothends.core.read import Shelf
from bothends.data import folder


@cache
def shelf() -> Shelf:
    """Lexicon and places, about half a second and some tens of megabytes the first time."""
    return Shelf(lexicon=load(folder()), tables=Tables.load(folder()))
