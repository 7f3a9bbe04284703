"""The directory as this desk knows it, and the routing question as a case asks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from bothends.core.case import CaseFile
from bothends.core.refer.directory import Directory, Verification, load
from bothends.core.refer.routing import Override, RouteAsked, Routing, route
from bothends.data import folder
from bothends.web.store.actions.refer import HOLD_RELEASED, LOCAL_POLICE, Decided
from bothends.web.store.models import Decision
from bothends.web.store.models import Verification as VerificationRow


@cache
def _reviewed() -> Directory:
    return load(folder())


def directory() -> Directory:
    """The reviewed rows with this desk's verifications laid over them."""
    rows = VerificationRow.objects.select_related("by")
    known = {row.entry: Verification(row.entry, row.by.login, row.on, row.how, row.recipient) for row in rows}
    return replace(_reviewed(), verifications=known)


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
