"""Places by any of their names in any script, and how much two places speak for one person.

Being moved between compounds is common, so a different place counts less the more time lies between.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from bothends.core.match.card import Locate, Spot
from bothends.core.places import Gazetteer, Known
from bothends.core.plain import fold

NEAR_KM, REGION_KM = 15.0, 80.0
MOVED_DAYS = 90  # after this long a different place says little


def locator(gazetteer: Gazetteer) -> Locate:
    """A function from a place's text and country to one spot for all its names; None where no list has it."""

    @lru_cache(maxsize=50_000)
    def locate(text: str, country: str | None) -> Spot | None:
        known = _known(gazetteer, fold(text).strip(), country)
        if known is None:
            return None
        return Spot(f"{fold(known.name)}|{known.country}", known.country, known.latitude, known.longitude)

    return locate


def _known(gazetteer: Gazetteer, text: str, country: str | None) -> Known | None:
    """The place whose name covers most of the text: in that country if one is given, the hand-kept list first."""
    mentions = sorted(gazetteer.mentions(text), key=lambda one: one.start - one.end)
    for mention in mentions:
        meant = [one for one in mention.places if country is None or one.country == country]
        if meant:
            return max(meant, key=lambda one: (one.overlay, one.population))
    return None


def apart(a: Sequence[Spot], b: Sequence[Spot], days: int | None) -> tuple[str, str]:
    """The level and the reason of the two nearest of their places, `days` between the two sightings."""
    if {one.id for one in a} & {one.id for one in b}:
        return "same", "same place"
    distances = [kilometres(one, other) for one in a for other in b]
    nearest = min((one for one in distances if one is not None), default=None)
    if nearest is not None and nearest <= NEAR_KM:
        return "near", f"places {nearest:.0f} km apart"
    moved = " later" if days is not None and days > MOVED_DAYS else ""
    words = " at another time" if moved else ""
    if nearest is not None and nearest <= REGION_KM:
        return f"region{moved}", f"places {nearest:.0f} km apart{words}"
    countries = {one.country for one in a} & {one.country for one in b}
    if countries - {None}:
        return f"country{moved}", f"another place in the same country{words}"
    return f"differs{moved}", f"a place in another country{words}"


def kilometres(a: Spot, b: Spot) -> float | None:
    """Between two places on a list; None where one is on none."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    half = sin(radians(b.latitude - a.latitude) / 2) ** 2
    turn = sin(radians(b.longitude - a.longitude) / 2) ** 2
    half += cos(radians(a.latitude)) * cos(radians(b.latitude)) * turn
    return 12742 * asin(sqrt(min(1.0, half)))
