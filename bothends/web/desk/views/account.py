"""A member's own page: last log-in and refusals, password, second factors, sessions."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bothends.core.errors import BothendsError
from bothends.web.access import tries
from bothends.web.access.doors import factor_for, needs
from bothends.web.access.roles import role
from bothends.web.desk.answers import too_many
from bothends.web.store.actions import factors, members, session, sessions
from bothends.web.store.keyring import Keyring


@require_GET
@needs(None)
def account(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Everything a member may know and change about their own login."""
    return _shown(request, keyring)


@require_POST
@needs(None)
def password(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """A new password for the same key. Every other session ends."""
    costs = tries.password_again(keyring.member)
    if wait := tries.spend(costs):
        return too_many(request, wait, back="account")
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    if new != request.POST.get("again"):
        return _shown(request, keyring, "The two new passwords differ. Nothing was changed.")
    try:
        members.change_password(
            old=old, new=new, by=keyring, here=request.session.session_key, page=request.path
        )
    except BothendsError as wrong:
        return _shown(request, keyring, str(wrong))
    tries.repay(costs)
    update_session_auth_hash(request, keyring.member)
    return redirect("account")


@require_POST
@needs(None)
def end_session(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """End one of one's own sessions."""
    sessions.end(name=request.POST.get("session", ""), by=keyring.member, page=request.path)
    return redirect("account")


@require_POST
@needs(None, fresh=True)
def remove_factor(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Remove a second factor, unless it is the only one."""
    typed = request.POST.get("factor", "")
    row = factor_for(keyring, int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0)
    try:
        factors.remove(row, by=keyring, page=request.path)
    except BothendsError as wrong:
        return _shown(request, keyring, str(wrong))
    return redirect("account")


def _shown(request: HttpRequest, keyring: Keyring, wrong: str = "") -> HttpResponse:
    member = keyring.member
    said = {
        "wrong": wrong,
        "sentence": role(member.role).sentence,
        "held": members.held_by(member),
        "waits": members.waits_for(member),
        "digits": members.check_digits(member),
        "notice": session.notice(member),
        "factors": member.factors.order_by("made_at", "pk"),
        "codes_left": member.recovery_codes.count(),
        "sessions": sessions.of(member, here=request.session.session_key or ""),
    }
    return render(request, "desk/account.html", said, status=400 if wrong else 200)
