"""Log in, unlock again after a quiet while, log out."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothends.core.crypto.keys import Identity
from bothends.web.access import unlocked
from bothends.web.access.roles import Permission, may
from bothends.web.store.actions import session
from bothends.web.store.models import Member

_HOMES = (
    (Permission.READ_QUEUE, "queue"),
    (Permission.READ_CASES, "cases"),
    (Permission.READ_AUDIT, "audit"),
)


@login_not_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Log in; the same password opens the member's keys."""
    if request.user.is_authenticated:
        return redirect("home")
    if request.method == "GET":
        return render(request, "desk/login.html")
    member, identity = _opened(request, request.POST.get("login", "").strip())
    if member is None or identity is None:
        return render(request, "desk/login.html", {"wrong": True}, status=403)
    login(request, member)
    return _unlocked(request, identity)


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """The password again, after idle minutes or a restart."""
    member = cast(Member, request.user)
    if request.method == "GET":
        return render(request, "desk/unlock.html", {"next": request.GET.get("next", "")})
    again, identity = _opened(request, member.login)
    if again is None or identity is None:
        return render(request, "desk/unlock.html", {"wrong": True, "next": _next(request)}, status=403)
    return _unlocked(request, identity)


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
    """Log out and lock."""
    session.left(by=cast(Member, request.user))
    logout(request)
    response = redirect("login")
    response.delete_cookie(unlocked.COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _opened(request: HttpRequest, name: str) -> tuple[Member | None, Identity | None]:
    member = authenticate(request, login=name, password=request.POST.get("password", ""))
    if member is None:
        session.refused(login=name)
        return None, None
    session.entered(by=member)
    return member, getattr(member, "unwrapped", None)


def _unlocked(request: HttpRequest, identity: Identity) -> HttpResponse:
    response = redirect(_next(request) or "home")
    unlocked.keep(request, response, identity)
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
