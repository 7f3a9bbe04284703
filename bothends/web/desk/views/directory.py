"""Look up missions and organisations; record that this desk verified a channel, and its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bothends.core.errors import BothendsError
from bothends.core.refer.directory import Directory, Entry, Verification
from bothends.core.refer.entries import Ministry, Mission, Organisation
from bothends.data.shelf import countries
from bothends.web.access.doors import needs
from bothends.web.access.roles import Permission, may
from bothends.web.store.actions import refer
from bothends.web.store.directory import directory
from bothends.web.store.keyring import Keyring

MOST = 60
# What a list of authorities is headed with, by the row's task.
TASKS = {
    "consular": "Foreign ministries and consular lines",
    "anti_trafficking": "Ministries in charge of trafficking cases",
    "police": "Police lines, for a case where a member switched local police on",
}


@require_GET
@needs(Permission.READ_DIRECTORY)
def directory_page(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """What this desk has verified, and the missions of a country where they are asked for."""
    known = directory()
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("sending", "host")}
    codes = {name: countries().find(typed) if typed else None for name, typed in asked.items()}
    unknown = [name for name, typed in asked.items() if typed and codes[name] is None]
    found = [] if unknown else _missions(known, codes["sending"], codes["host"])
    return render(
        request,
        "desk/directory.html",
        {
            "asked": asked,
            "unknown": unknown,
            "found": [_line(known, one) for one in found[:MOST]],
            "more": max(0, len(found) - MOST),
            "verified": _verified(known),
            "organisations": [_line(known, one) for one in known.index.organisations if _takes_cases(one)],
            "not_casework": [_line(known, one) for one in known.index.organisations if not _takes_cases(one)],
            "authorities": [
                (said, [_line(known, one) for one in known.index.ministries.values() if one.task == task])
                for task, said in TASKS.items()
            ],
            "days": known.rules.verification_days,
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
        "covers": _countries(known, row, "covers"),
        "verification": known.verification(row.id),
        "state": _state(known, row.id, today=today),
        "until": _until(known, row.id),
        "doubts": known.doubts_about(row),
        "closed": any(one.kind == "closed" for one in known.doubts_about(row)),
        "unconfirmed": _unconfirmed(row),
        "serves": ["any country"]
        if getattr(row, "serves", ()) == ("*",)
        else _countries(known, row, "serves"),
        "nationalities": _countries(known, row, "nationalities"),
        "not_casework": isinstance(row, Organisation) and not _takes_cases(row),
        "police": isinstance(row, Ministry) and row.task == "police",
        "wrong": wrong,
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a list shows it."""

    row: Entry
    name: str
    state: str  # one of _state
    unconfirmed: bool
    closed: bool


def _line(known: Directory, row: Entry) -> Line:
    closed = any(one.kind == "closed" for one in known.doubts_about(row))
    state = _state(known, row.id, today=timezone.now().date())
    return Line(row, known.name_of(row), state, _unconfirmed(row), closed)


def _verified(known: Directory) -> list[tuple[Verification, Line | None]]:
    """Every verification of this desk, also of a row that the directory no longer has."""
    found = [(one, known.find(key)) for key, one in sorted(known.verifications.items())]
    return [(one, _line(known, row) if row else None) for one, row in found]


def _state(known: Directory, entry_id: str, *, today: date) -> str:
    """none, verified, old (too long ago) or changed (the row says something else since)."""
    if known.verification(entry_id) is None:
        return "none"
    if known.changed(entry_id):
        return "changed"
    return "old" if known.stale(entry_id, today=today) else "verified"


def _until(known: Directory, entry_id: str) -> date | None:
    mine = known.verification(entry_id)
    return mine.on + timedelta(days=known.rules.verification_days) if mine else None


def _unconfirmed(row: Entry) -> bool:
    """Known from general knowledge or hearsay only."""
    return row.status != "recorded" if isinstance(row, Mission) else row.confidence == "K"


def _takes_cases(row: Organisation) -> bool:
    return row.only_if != "not_casework"


def _countries(known: Directory, row: Entry, column: str) -> list[str]:
    return [known.country(code) for code in getattr(row, column, ())]


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
