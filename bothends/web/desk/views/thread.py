"""Answer a reporter, and decide on their request to erase."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bothends.core.errors import BothendsError
from bothends.web.access.doors import needs, thread_for
from bothends.web.access.roles import Permission
from bothends.web.desk.threads import hints
from bothends.web.store.actions import answer as actions
from bothends.web.store.actions.thread import LONGEST
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, StoredReport


@require_POST
@needs(Permission.ANSWER_REPORTER)
def answer(request: HttpRequest, keyring: Keyring, report_id: UUID) -> HttpResponse:
    """Seal an answer; the reporter reads it when they come back with their code."""
    row = thread_for(keyring, report_id)
    try:
        actions.answer(row, text=request.POST.get("text", ""), by=keyring, page=request.path)
    except BothendsError as wrong:
        shown = {"row": row, "wrong": str(wrong), "typed": request.POST.get("text", "")}
        more = {"hints": hints(), "longest": LONGEST}
        return render(request, "desk/answer.html", {**shown, **more}, status=400)
    return _back(row, actions.case_of(row))


@require_POST
@needs(Permission.DECIDE_ERASURE)
def decide_erasure(request: HttpRequest, keyring: Keyring, report_id: UUID) -> HttpResponse:
    """Erase what the reporter told, or keep it with a reason they can read."""
    row = thread_for(keyring, report_id)
    case = actions.case_of(row)
    erase, reason = request.POST.get("decision") == "erase", request.POST.get("reason", "")
    try:
        actions.decide_erasure(row, erase=erase, reason=reason, by=keyring, page=request.path)
    except BothendsError as wrong:
        return render(request, "desk/refused.html", {"case": case, "wrong": str(wrong)}, status=409)
    return _back(row, case)


def _back(row: StoredReport, case: Case | None) -> HttpResponse:
    return redirect("report", report_id=row.pk) if case is None else redirect("case", case_id=case.pk)
