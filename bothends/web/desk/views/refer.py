"""Decide on a hold, propose a pack, look at it, approve it as another member, take the sealed parcel."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothends.core.errors import BadInput, BothendsError
from bothends.core.refer.lawful import BY_CODE
from bothends.core.refer.parcel import pdf_of
from bothends.core.refer.profiles import PROFILES
from bothends.core.refer.routing import Route
from bothends.core.refer.twice import repeats
from bothends.web.access.doors import case_for, needs, referral_for
from bothends.web.access.roles import Permission, may
from bothends.web.desk.basis import basis_of, proposing
from bothends.web.desk.packing import packed, recall_letter
from bothends.web.desk.routes import routing_for
from bothends.web.store.actions import assess
from bothends.web.store.actions import recall as after
from bothends.web.store.actions import refer as actions
from bothends.web.store.actions.acknowledge import CHOICES
from bothends.web.store.actions.ledger import told
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Acknowledgement, Case


@require_POST
@needs(Permission.DECIDE_HOLD)
def decide(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Release a hold or allow local police, with the reason."""
    row = case_for(keyring, case_id)
    decided = actions.Decided(
        kind=request.POST.get("kind", ""),
        code=request.POST.get("code", "")[:40],
        reason=request.POST.get("reason", "")[:1000],
    )
    try:
        actions.decide(row, decided=decided, by=keyring, page=request.path)
    except BothendsError as wrong:
        return refused(request, row, wrong)
    return redirect("case", case_id=row.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.PROPOSE_REFERRAL)
def propose(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Ask on what basis and why, with who has the case already; then build the pack and freeze it."""
    row = case_for(keyring, case_id)
    file = assess.open_case(row, by=keyring, page=request.path)
    decided = actions.decisions(row, by=keyring)
    today = timezone.now().date()
    typed = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and "entry" not in typed:
        return redirect("case", case_id=row.pk)  # the way back from unlocking keeps no query
    route = _chosen(typed.get("entry", ""), routing_for(file, decided, today=today).routes)
    again = repeats(route.id, route.kind, told(row, file=file, by=keyring, page=request.path))
    if request.method == "GET":
        return proposing(request, row, route, again)
    try:
        actions.check_open(route, _earlier(row, keyring))
        basis = basis_of(request.POST, again)
    except BadInput as wrong:
        return proposing(request, row, route, again, wrong=str(wrong))
    except BothendsError as wrong:
        return refused(request, row, wrong)
    try:
        addressed, pack = packed(file, route, today=today)
    except BothendsError as wrong:
        return refused(request, row, wrong)
    to = replace(addressed, ground=basis.ground, necessity=basis.necessity, despite=basis.despite)
    made = actions.propose(row, addressed=to, pack=pack, by=keyring, page=request.path)
    return redirect("referral", referral_id=made.pk)


@require_GET
@needs(Permission.OPEN_CASE)
def referral(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """To whom, why, which fields, in what state; and the buttons this member may press."""
    row = referral_for(keyring, referral_id)
    to = actions.addressed(row, by=keyring)
    known = (
        Acknowledgement.objects.filter(referral=row).select_related("recalled_by", "referral__case").first()
    )
    return render(
        request,
        "desk/referral.html",
        {
            "row": row,
            "to": to,
            "ground": BY_CODE.get(to.ground),
            "mine": row.proposed_by_id == keyring.member.pk,
            "may_approve": may(keyring.member.role, Permission.APPROVE_REFERRAL),
            "known": known,
            "expired": to.expires_on < timezone.now().date().isoformat(),
            "answers": after.answers(row, by=keyring),
            "choices": CHOICES,
            "recalled_because": after.reason(known, by=keyring) if known else "",
            "letter": recall_letter(to) if known and known.recalled_at else None,
        },
    )


@require_GET
@needs(Permission.OPEN_CASE)
def preview(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """The frozen pack's PDF, exactly as the recipient will get it."""
    row = referral_for(keyring, referral_id)
    pdf = pdf_of(actions.preview(row, by=keyring, page=request.path))
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": "inline"})


@require_POST
@needs(Permission.APPROVE_REFERRAL, fresh=True)
def approve(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """Approve as another member than the proposer."""
    row = referral_for(keyring, referral_id)
    try:
        actions.approve(row, by=keyring, page=request.path)
    except BothendsError as wrong:
        return refused(request, row.case, wrong)
    return redirect("referral", referral_id=row.pk)


@require_POST
@needs(Permission.TAKE_PACK, fresh=True)
def take(request: HttpRequest, keyring: Keyring, referral_id: UUID) -> HttpResponse:
    """Download the parcel, sealed to the recipient alone."""
    row = referral_for(keyring, referral_id)
    try:
        parcel = actions.take(row, by=keyring, page=request.path)
    except BothendsError as wrong:
        return refused(request, row.case, wrong)
    to = actions.addressed(row, by=keyring)
    name = f"referral-{to.reference}.{'zip.age' if to.key else 'pdf'}"
    return HttpResponse(
        parcel,
        content_type="application/octet-stream" if to.key else "application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(entry_id: str, routes: tuple[Route, ...]) -> Route:
    for route in routes:
        if route.id == entry_id:
            return route
    raise Http404


def _earlier(row: Case, keyring: Keyring) -> list[actions.Addressed]:
    open_ones = row.referrals.filter(state__in=("proposed", "approved", "taken"))
    found = [actions.addressed(one, by=keyring) for one in open_ones]
    return [one for one in found if one.profile in PROFILES]


def refused(request: HttpRequest, row: Case, wrong: BothendsError) -> HttpResponse:
    return render(request, "desk/refused.html", {"case": row, "wrong": str(wrong)}, status=409)
