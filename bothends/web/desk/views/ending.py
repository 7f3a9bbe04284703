"""Close a case or a report, reopen a case, erase for good, and show the certificates of erasure."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from bothends.core.errors import BadInput, BothendsError, Refused
from bothends.web.access.doors import case_for, needs, report_for
from bothends.web.access.roles import Permission
from bothends.web.store.actions import close, erase
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import AuditEvent, Case, StoredReport


@require_POST
@needs(Permission.CLOSE_REPORT)
def close_report(request: HttpRequest, keyring: Keyring, report_id: UUID) -> HttpResponse:
    """No case is made of it: off the queue."""
    row = report_for(keyring, report_id)
    try:
        close.close_report(row, reason=request.POST.get("reason", ""), by=keyring, page=request.path)
    except BothendsError as wrong:
        return render(request, "desk/refused.html", {"wrong": str(wrong)}, status=409)
    return redirect("queue")


@require_POST
@needs(Permission.CLOSE_CASE)
def close_case(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """End the work on a case, with the reason."""
    row = case_for(keyring, case_id)
    reason, words = request.POST.get("reason", ""), request.POST.get("words", "")
    try:
        close.close_case(row, reason=reason, words=words, by=keyring, page=request.path)
    except BothendsError as wrong:
        return _refused(request, row, wrong)
    return redirect("case", case_id=row.pk)


@require_POST
@needs(Permission.CLOSE_CASE)
def reopen_case(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Go on with a closed case."""
    row = case_for(keyring, case_id)
    try:
        close.reopen_case(row, by=keyring, page=request.path)
    except BothendsError as wrong:
        return _refused(request, row, wrong)
    return redirect("case", case_id=row.pk)


@require_POST
@needs(Permission.ERASE, fresh=True)
def erase_case(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Destroy the case's key and everything of it; show the certificate."""
    row = case_for(keyring, case_id)
    try:
        made = erase.erase_case(row, by=keyring.actor, cause=_chosen(request), page=request.path)
    except BothendsError as wrong:
        return _refused(request, row, wrong)
    return redirect("certificate", event=made[0].event)


@require_POST
@needs(Permission.ERASE, fresh=True)
def erase_report(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Destroy a report by the number that the queue shows."""
    try:
        row = _numbered(request.POST.get("number", ""))
    except BothendsError as missing:
        return _erasures(request, wrong=str(missing), status=404)
    try:
        made = erase.erase_report(row, by=keyring.actor, cause=_chosen(request), page=request.path)
    except BothendsError as wrong:
        return _erasures(request, wrong=str(wrong), status=409)
    return redirect("certificate", event=made.event)


@require_GET
@needs(Permission.ERASE)
def erasures(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Every certificate, newest first, and the form that erases a report."""
    return _erasures(request)


@require_GET
@needs(Permission.ERASE)
def certificate(request: HttpRequest, keyring: Keyring, event: int) -> HttpResponse:
    """One certificate, to print or as JSON."""
    try:
        one = erase.certificate(get_object_or_404(AuditEvent, seq=event))
    except Refused:
        raise Http404 from None
    if "json" in request.GET:
        return JsonResponse(asdict(one))
    days = settings.DESK.settings["keep_key_parts_days"]
    return render(request, "desk/certificate.html", {"one": one, "days": days})


def _erasures(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    page = Paginator(erase.events(), 50).get_page(request.GET.get("page"))
    causes = [one for one in erase.CAUSES if one.chosen]
    return render(
        request,
        "desk/erasures.html",
        {"page": page, "listed": map(erase.certificate, page), "causes": causes, "wrong": wrong},
        status=status,
    )


def _chosen(request: HttpRequest) -> str:
    cause = request.POST.get("cause", "")
    if cause not in {one.code for one in erase.CAUSES if one.chosen}:
        raise BadInput("Choose the reason for erasing.")
    return cause


def _numbered(typed: str) -> StoredReport:
    """The one report whose number begins so, of which no case was made."""
    first = typed.strip().lower()
    if len(first) != 8 or not set(first) <= set("0123456789abcdef"):
        raise BadInput("A report's number has eight letters and digits, as the queue shows it.")
    low, high = UUID(first + "0" * 24), UUID(first + "f" * 24)
    found = list(StoredReport.objects.filter(pk__range=(low, high)).exclude(state="case")[:2])
    if len(found) != 1:
        raise Refused("There is no such report, or a case was made of it.")
    return found[0]


def _refused(request: HttpRequest, row: Case, wrong: BothendsError) -> HttpResponse:
    return render(request, "desk/refused.html", {"case": row, "wrong": str(wrong)}, status=409)
