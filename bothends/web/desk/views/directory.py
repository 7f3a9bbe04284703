"""Look up missions and organisations; record that this desk verified a channel, and its key."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bothends.core.errors import BothendsError
from bothends.core.refer.directory import Directory, Entry
from bothends.core.refer.entries import Mission
from bothends.data.shelf import countries
from bothends.web.access.doors import needs
from bothends.web.access.roles import Permission, may
from bothends.web.store.actions import refer
from bothends.web.store.directory import directory
from bothends.web.store.keyring import Keyring

MOST = 60


@require_GET
@needs(Permission.READ_DIRECTORY)
def directory_page(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """What this desk has verified, and the missions of a country where they are asked for."""
    known = directory()
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("sending", "host")}
    codes = {name: countries().find(typed) if typed else None for name, typed in asked.items()}
    unknown = [name for name, typed in asked.items() if typed and codes[name] is None]
    found = [] if unknown else _missions(known, codes["sending"], codes["host"])
    verified = [(one, known.find(key)) for key, one in sorted(known.verifications.items())]
    return render(
        request,
        "desk/directory.html",
        {
            "asked": asked,
            "unknown": unknown,
            "found": [(one, known.name_of(one)) for one in found[:MOST]],
            "more": max(0, len(found) - MOST),
            "verified": [(one, known.name_of(entry), entry) for one, entry in verified if entry],
            "organisations": [(one, known.name_of(one)) for one in known.index.organisations],
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_DIRECTORY)
def entry(request: HttpRequest, keyring: Keyring, entry_id: str) -> HttpResponse:
    """One row with its source and age; a member who may can record a verification."""
    known = directory()
    row = known.find(entry_id)
    if row is None:
        raise Http404
    wrong = ""
    if request.method == "POST" and may(keyring.member.role, Permission.VERIFY_CHANNEL):
        wrong = _verify(request, keyring, entry_id)
        if not wrong:
            return redirect("entry", entry_id=entry_id)
    return render(request, "desk/entry.html", _shown(known, row, wrong), status=400 if wrong else 200)


def _verify(request: HttpRequest, keyring: Keyring, entry_id: str) -> str:
    how, recipient = request.POST.get("how", ""), request.POST.get("recipient", "")
    try:
        refer.verify_channel(entry_id=entry_id, how=how, recipient=recipient, by=keyring, page=request.path)
    except BothendsError as wrong:
        return str(wrong)
    return ""


def _shown(known: Directory, row: Entry, wrong: str) -> dict[str, object]:
    today = timezone.now().date()
    return {
        "row": row,
        "name": known.name_of(row),
        "age": known.age(row, today=today),
        "covers": [known.country(code) for code in getattr(row, "covers", ())],
        "verification": known.verification(row.id),
        "stale": known.stale(row.id, today=today),
        "wrong": wrong,
        "is_mission": isinstance(row, Mission),
    }


def _missions(known: Directory, sending: str | None, host: str | None) -> list[Mission]:
    if not sending and not host:
        return []
    fits = (
        one
        for one in known.index.by_id.values()
        if isinstance(one, Mission)
        and (not sending or one.sending == sending)
        and (not host or one.host == host or host in one.covers)
    )
    return sorted(fits, key=lambda one: (one.host != host, one.sending, one.host, one.city))
