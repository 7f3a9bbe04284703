"""The ledger of one person: on a page, and printed for them in their language."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bothends.core.errors import BothendsError
from bothends.core.refer.lawful import BY_CODE
from bothends.core.refer.ledger import languages, load_words, sheet
from bothends.data import folder
from bothends.web.access.doors import case_for, needs
from bothends.web.access.roles import Permission
from bothends.web.desk import printing
from bothends.web.store.actions import ledger as actions
from bothends.web.store.keyring import Keyring


@require_GET
@needs(Permission.OPEN_CASE)
def ledger(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Every disclosure, and the languages it can be printed in."""
    row = case_for(keyring, case_id)
    words = load_words(folder(), "en")
    lines = actions.read(row, by=keyring, page=request.path)
    shown = [
        {
            "line": one,
            "ground": BY_CODE.get(one.ground),
            "answer": words["answers"][one.answer],
        }
        for one in lines
    ]
    names = [(code, load_words(folder(), code)["language_name"]) for code in languages(folder())]
    return render(request, "desk/ledger.html", {"case": row, "lines": shown, "languages": names})


@require_POST
@needs(Permission.OPEN_CASE, fresh=True)
def ledger_file(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """The ledger for the person, as PDF or text."""
    row = case_for(keyring, case_id)
    try:
        words = load_words(folder(), request.POST.get("language", "en"))
        lines = actions.printed(row, by=keyring, page=request.path)
        desk = settings.DESK.settings["name"]
        made = sheet(lines, words, desk=desk, case=row.code, made_on=timezone.now().date().isoformat())
        kind = "txt" if request.POST.get("kind") == "txt" else "pdf"
        return printing.answer(made, name=f"ledger-{row.code}-{words['language']}", kind=kind)
    except BothendsError as wrong:
        return render(request, "desk/refused.html", {"case": row, "wrong": str(wrong)}, status=409)
