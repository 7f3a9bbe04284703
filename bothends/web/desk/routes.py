"""The routing question as a case asks it, to the directory as this desk knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bothends.core.case import CaseFile
from bothends.core.refer.routing import Override, RouteAsked, Routing, route
from bothends.web.store.actions.refer import HOLD_RELEASED, LOCAL_POLICE, Decided
from bothends.web.store.directory import directory
from bothends.web.store.models import Decision


def routing_for(file: CaseFile, decided: Iterable[tuple[Decision, Decided]], *, today: date) -> Routing:
    """Ask the routing table about a case as it stands, with the decisions taken on it."""
    asked = RouteAsked(
        nationality=file.person.nationality,
        host=file.person.country,
        place=file.person.place.name if file.person.place else None,
        flags=file.flags(),
        languages=file.person.languages,
        phone_prefixes=tuple(one.value[:4] for one in file.person.contacts if one.kind == "phone"),
    )
    for row, decision in decided:
        if decision.kind == HOLD_RELEASED:
            asked = replace(asked, decided=asked.decided | {decision.code})
        if decision.kind == LOCAL_POLICE:
            asked = replace(asked, local_police=Override(row.by.login, decision.reason))
    return route(asked, directory(), today=today)
