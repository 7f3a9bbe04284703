"""From an opened case and a chosen route to a frozen pack: PDF, text and JSON in one zip."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from bothends.core.case import CaseFile
from bothends.core.crypto.receipt import lookup_tag, new_receipt
from bothends.core.errors import Refused
from bothends.core.refer import pack, pdf
from bothends.core.refer.parcel import new_reference, zipped
from bothends.core.refer.profiles import profile_for
from bothends.core.refer.routing import Route
from bothends.core.refer.summary import Summary, load_summaries
from bothends.core.refer.wording import Wording, load_wording
from bothends.data import folder
from bothends.data.shelf import meanings
from bothends.web.store.actions.refer import Addressed, expiry
from bothends.web.store.directory import directory

HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})


def packed(file: CaseFile, route: Route, *, today: date) -> tuple[Addressed, bytes]:
    """Build the pack for this recipient's profile. Raises NotVerified when nobody verified the channel."""
    known = directory()
    verification = known.require_verified(route.id, today=today)
    entry = known.find(route.id)
    if entry is None:
        raise Refused("The directory no longer has this entry. Open the case again and choose another.")
    profile = profile_for(pack.kind_of(entry))
    code = new_receipt()
    frame = pack.Frame(
        reference=new_reference(),
        made_on=today.isoformat(),
        expires_on=expiry(today).isoformat(),
        desk_name=settings.DESK.settings["name"],
        answer_code=code,
        answer_at=public_page(),
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
        key=verification.recipient or "",
        made_on=frame.made_on,
        expires_on=frame.expires_on,
        tag=lookup_tag(code, pepper=settings.DESK.pepper).hex(),
    )
    return addressed, zipped(made, book, pdf=page)


def public_page() -> str:
    """Where a recipient acknowledges. Empty while the public site answers on this machine only."""
    host = settings.DESK.settings["public_hosts"][0]
    if host in HERE:
        return ""
    scheme = "https" if settings.DESK.settings["https"] else "http"
    return f"{scheme}://{host}/en/acknowledge/"


def recall_letter(to: Addressed) -> tuple[str, str]:
    """Subject and text of the letter that asks a recipient to destroy a pack. It names no person of the case."""
    words = _wording()["recall"]
    blanks = {"reference": to.reference, "recipient": to.recipient_name, "made_on": to.made_on}
    blanks["desk"] = settings.DESK.settings["name"]
    return words["subject"].format(**blanks), words["text"].strip().format(**blanks)


@cache
def _wording() -> Wording:
    return load_wording(folder())


@cache
def _summaries() -> dict[str, Summary]:
    return load_summaries(folder())
