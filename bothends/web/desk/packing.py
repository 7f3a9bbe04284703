"""From an opened case and a chosen route to a frozen pack: PDF, text and JSON in one zip."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from bothends.core.case import CaseFile
from bothends.core.errors import Refused
from bothends.core.refer import pack, pdf
from bothends.core.refer.parcel import new_reference, zipped
from bothends.core.refer.profiles import profile_for
from bothends.core.refer.routing import Route
from bothends.core.refer.summary import Summary, load_summaries
from bothends.core.refer.wording import Wording, load_wording
from bothends.data import folder
from bothends.data.shelf import meanings
from bothends.web.desk.routes import directory
from bothends.web.store.actions.refer import Addressed, expiry


def packed(file: CaseFile, route: Route, *, today: date) -> tuple[Addressed, bytes]:
    """Build the pack for this recipient's profile. Raises NotVerified when nobody verified the channel."""
    known = directory()
    verification = known.require_verified(route.id, today=today)
    entry = known.find(route.id)
    if entry is None or not verification.recipient:
        raise Refused(
            "This channel has no key to seal to. Verify it again and record the recipient's age key."
        )
    profile = profile_for(pack.kind_of(entry))
    frame = pack.Frame(
        new_reference(), today.isoformat(), expiry(today).isoformat(), settings.DESK.settings["name"]
    )
    book = pack.Book(known, _wording(), meanings(), _summaries())
    made = pack.build(file, entry, profile, frame, book)
    fonts = [Path(one) for one in settings.DESK.settings["fonts"]]
    page = pdf.render(made, book, folder=folder(), fonts=fonts)
    addressed = Addressed(
        reference=frame.reference,
        entry_id=route.id,
        recipient_name=route.name,
        kind=route.kind,
        basis=route.basis,
        profile=profile.code,
        why=route.why,
        caution=route.caution,
        fields=tuple(profile.fields),
        key=verification.recipient,
        made_on=frame.made_on,
        expires_on=frame.expires_on,
    )
    return addressed, zipped(made, book, pdf=page)


@cache
def _wording() -> Wording:
    return load_wording(folder())


@cache
def _summaries() -> dict[str, Summary]:
    return load_summaries(folder())
