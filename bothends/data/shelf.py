"""The reviewed rows as core wants them, loaded once a process and only when first needed."""

from __future__ import annotations

from functools import cache
from itertools import islice
from threading import Lock

from bothends.core.assess import lures
from bothends.core.assess.indicators import INDICATORS, SUPPORTING
from bothends.core.assess.lexicon import CODES, Lexicon
from bothends.core.assess.record import Tables
from bothends.core.assess.tactics import TACTICS
from bothends.core.countries import Countries, load_countries
from bothends.core.read import Shelf
from bothends.core.refer.wording import Meaning
from bothends.data import folder
from bothends.data.built import lexicon
from bothends.data.ears import ears

_loading = Lock()


def shelf() -> Shelf:
    """Lexicon and places, about a second and a hundred megabytes the first time."""
    # Several first requests at once would otherwise each load it, and each wait for all of them.
    with _loading:
        return _shelf()


@cache
def _shelf() -> Shelf:
    return Shelf(lexicon=lexicon("lexicon", CODES), tables=Tables.load(folder()), ears=ears())


@cache
def lure_rows() -> Lexicon:
    """The wording of job offers that lure, in every language there is a file for."""
    return lexicon("lures", lures.BY_CODE)


@cache
def countries() -> Countries:
    """The names of countries alone, which a site needs that reads its files apart: two megabytes, not a hundred."""
    return load_countries(folder())


@cache
def draft_rules() -> frozenset[str]:
    """Languages whose lexicon no native speaker has read yet, by the head of each file."""
    found = set()
    for path in (folder() / "lexicon").glob("*.toml"):
        with path.open(encoding="utf-8") as opened:
            if 'status = "draft"\n' in islice(opened, 20):
                found.add(path.stem)
    return frozenset(found)


def meanings() -> dict[str, Meaning]:
    """Every code of the rule tables with its published name, meaning and source."""
    signs = {one.code: Meaning(one.name, one.meaning, one.source) for one in (*INDICATORS, *SUPPORTING)}
    return signs | {one.code: Meaning(one.name, one.meaning, one.source) for one in TACTICS}
