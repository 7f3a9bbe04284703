"""Log in, join by an invitation, unlock again after a quiet while, log out."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothends.core.errors import BothendsError
from bothends.web.access import halfway, tries, unlocked
from bothends.web.access.login import typed_login
from bothends.web.access.roles import Permission, may
from bothends.web.desk.answers import next_of, too_many
from bothends.web.store.actions import invitations, session
from bothends.web.store.actions.budget import Cost
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Member

_HOMES = (
    (Permission.READ_QUEUE, "queue"),
    (Permission.READ_CASES, "cases"),
    (Permission.READ_AUDIT, "audit"),
)


@login_not_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The password, which opens the member's own key. Nobody is logged in before the second factor."""
    if request.user.is_authenticated:
        return redirect("home")
    if request.method == "GET":
        return render(request, "desk/login.html")
    name = typed_login(request)
    costs = tries.password(request, name)
    if wait := tries.spend(costs):
        return too_many(request, wait, back="login")
    keyring = _opened(request, name, costs)
    if keyring is None:
        return render(request, "desk/login.html", {"wrong": True}, status=403)
    session.opened(by=keyring.member)
    return _halfway(request, keyring)


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """An invitation's code and a password of one's own; the second factor comes next."""
    if request.method == "GET":
        return render(request, "desk/join.html")
    costs = tries.invitation()
    if wait := tries.spend(costs):
        return too_many(request, wait, back="join")
    code, password = request.POST.get("code", "")[:200], request.POST.get("password", "")
    try:
        login = invitations.invited(code, pepper=settings.DESK.pepper).login
        tries.repay(costs)
        if password != request.POST.get("again"):
            return _join_again(request, code, login, "The two passwords differ. Type both again.")
        keyring = invitations.join(code, password=password, pepper=settings.DESK.pepper)
    except BothendsError as wrong:
        return _join_again(request, code, "", str(wrong))
    return _halfway(request, keyring)


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """The password again, after idle minutes or a restart, in a session that had the second factor."""
    member = cast(Member, request.user)
    if request.method == "GET":
        return render(request, "desk/unlock.html", {"next": request.GET.get("next", "")})
    costs = tries.password_again(member)
    if wait := tries.spend(costs):
        return too_many(request, wait, back="unlock")
    keyring = _opened(request, member.login, costs)
    if keyring is None:
        return render(request, "desk/unlock.html", {"wrong": True, "next": next_of(request)}, status=403)
    session.unlocked(by=member)
    response = redirect(next_of(request) or "home")
    unlocked.keep(request, response, keyring.identity)
    return response


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """To the first list this member's role may see."""
    role = cast(Member, request.user).role
    for permission, page in _HOMES:
        if may(role, permission):
            return redirect(page)
    return redirect("directory")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out and lock. Only the cookie of a known browser stays: it opens nothing (access/device.py)."""
    session.left(by=cast(Member, request.user))
    logout(request)
    response = redirect("login")
    response.delete_cookie(unlocked.COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _opened(request: HttpRequest, name: str, costs: list[Cost]) -> Keyring | None:
    member = authenticate(request, login=name, password=request.POST.get("password", ""))
    if not isinstance(member, Member):
        session.refused(login=name)
        return None
    tries.repay(costs)
    return Keyring(member, member.unwrapped)  # type: ignore[attr-defined]  # put there by the login


def _halfway(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    response = redirect("second" if keyring.member.factors.exists() else "second_setup")
    halfway.begin(request, response, keyring)
    return response


def _join_again(request: HttpRequest, code: str, login: str, wrong: str) -> HttpResponse:
    shown = {"code": code, "login": login, "wrong": wrong}
    return render(request, "desk/join.html", shown, status=400)
