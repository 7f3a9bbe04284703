"""The reviewed rows as core wants them, loaded once a process and only when first needed."""

from __future__ import annotations

from functools import cache

from bothends.core.assess.indicators import INDICATORS, SUPPORTING
from bothends.core.assess.lexicon import load
from bothends.core.assess.record import Tables
from bothends.core.assess.tactics import TACTICS
from bothends.core.read import Shelf
from bothends.core.refer.wording import Meaning
from bothends.data import folder


@cache
def shelf() -> Shelf:
    """Lexicon and places, about half a second and some tens of megabytes the first time."""
    return Shelf(lexicon=load(folder()), tables=Tables.load(folder()))


def meanings() -> dict[str, Meaning]:
    """Every code of the rule tables with its published name, meaning and source."""
    signs = {one.code: Meaning(one.name, one.meaning, one.source) for one in (*INDICATORS, *SUPPORTING)}
    return signs | {one.code: Meaning(one.name, one.meaning, one.source) for one in TACTICS}
