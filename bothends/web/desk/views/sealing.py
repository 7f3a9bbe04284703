"""After the approval: a passphrase shown once, what the recipient answered, a recall with its letter."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bothends.core.errors import BothendsError
from bothends.web.access.doors import needs, referral_for
from bothends.web.access.roles import Permission
from bothends.web.desk.views.refer import refused
from bothends.web.store.actions import recall as actions
from bothends.web.store.actions import refer
from bothends.web.store.actions.acknowledge import Said
from bothends.web.store.keyring import Keyring


@require_POST
@needs(Permission.APPROVE_REFERRAL, fresh=True)
def passphrase(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """Seal the pack as a PDF under a new passphrase, which is on this page and never again."""
    row = referral_for(keyring, referral_id)
    try:
        made = refer.lock(row, by=keyring, page=request.path)
    except BothendsError as wrong:
        return refused(request, row.case, wrong)
    shown = {"row": row, "to": refer.addressed(row, by=keyring), "passphrase": made}
    return render(request, "desk/passphrase.html", shown)


@require_POST
@needs(Permission.TAKE_PACK)
def answered(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """Record what a recipient told by telephone or letter."""
    row = referral_for(keyring, referral_id)
    said = Said(request.POST.get("choice", ""), request.POST.get("message", ""))
    code = request.POST.get("code", "")[:100]
    try:
        actions.enter(row, said=said, code=code, pepper=settings.DESK.pepper, by=keyring, page=request.path)
    except BothendsError as wrong:
        return refused(request, row.case, wrong)
    return redirect("referral", referral_id=row.pk)


@require_POST
@needs(Permission.TAKE_PACK, fresh=True)
def recall(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """Ask for the pack back, with a reason."""
    row = referral_for(keyring, referral_id)
    try:
        actions.recall(row, reason=request.POST.get("reason", ""), by=keyring, page=request.path)
    except BothendsError as wrong:
        return refused(request, row.case, wrong)
    return redirect("referral", referral_id=row.pk)
