"""The page before a referral: who has the case already, and on what lawful basis it is passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bothends.core.errors import BadInput
from bothends.core.refer import lawful
from bothends.core.refer.routing import Route
from bothends.core.refer.twice import Repeat
from bothends.web.store.models import Case


@dataclass(frozen=True, slots=True)
class Basis:
    """What the member typed, checked."""

    ground: str
    necessity: str = field(repr=False)
    despite: str = field(repr=False)


def basis_of(typed: Mapping[str, str], again: Sequence[Repeat]) -> Basis:
    """Lawful basis and necessity; and, where somebody has the case already, why again. Raises BadInput."""
    ground = typed.get("ground", "")
    necessity = lawful.checked(ground, typed.get("necessity", ""))
    despite = typed.get("despite", "").replace("\0", "").strip()[: lawful.LONGEST]
    if again and len(despite) < lawful.SHORTEST:
        raise BadInput("Somebody has this case already. Say in a sentence why it is referred once more.")
    return Basis(ground, necessity, despite if again else "")


def proposing(
    request: HttpRequest, row: Case, route: Route, again: Sequence[Repeat], *, wrong: str = ""
) -> HttpResponse:
    """The page itself, with what was typed where something is wrong."""
    shown = {
        "case": row,
        "route": route,
        "again": again,
        "same": any(one.same for one in again),
        "grounds": lawful.GROUNDS,
        "typed": request.POST,
        "wrong": wrong,
    }
    return render(request, "desk/propose.html", shown, status=400 if wrong else 200)
