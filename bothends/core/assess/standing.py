"""How far the lexicon's signs of one line stand by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from bothends.core.assess import indicators
from bothends.core.assess.lexicon import OTHER_NEWS, SELF, SETTING
from bothends.core.assess.search import Sign

Standing = Literal["alone", "several", "one", "news", "none"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
TIES = frozenset({SETTING, SELF})
_BILLED = frozenset({"restriction_of_movement", "ransom", "intimidation_threats", "abuse_of_vulnerability"})


def standing(signs: Sequence[Sign]) -> Standing:
    """A strong sign, two that keep company, a single weaker one, one in other news, or no indicator at all."""
    codes = frozenset(sign.code for sign in signs)
    if not codes & indicators.BY_CODE.keys():
        return "none"
    if not tied(codes):
        return "news"
    if any(map(alone, counted(signs))):
        return "alone"
    return "several" if company(codes) >= 2 else "one"


def tied(codes: frozenset[str]) -> bool:
    """No line about a robbery or a war, unless something ties it to the writer or to this kind of work."""
    return OTHER_NEWS not in codes or not codes.isdisjoint(TIES)


def counted(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Held at a customs office until a bill is paid is a tactic's wording, not a sign that stands alone."""
    own = tuple(signs)
    billed = _is_billed(frozenset(sign.code for sign in own))
    return (sign for sign in own if not (billed and sign.code in _BILLED))


def alone(sign: Sign) -> bool:
    """Whether this sign is a disclosure without any other."""
    row = indicators.BY_CODE.get(sign.code)
    return row is not None and row.alone and not sign.weak


def company(codes: frozenset[str]) -> int:
    """How many indicators keep each other company; the supporting signs count as one at most."""
    own = codes & indicators.BY_CODE.keys() - indicators.SUPPORTING_CODES
    if _is_billed(codes):
        own -= _BILLED
    return len(own) + (1 if own and codes & indicators.SUPPORTING_CODES else 0)


def _is_billed(codes: frozenset[str]) -> bool:
    return "detained_until_paid" in codes and SETTING not in codes
