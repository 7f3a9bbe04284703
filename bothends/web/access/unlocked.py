"""A member's opened identity between pages, and how long a session lasts.

It locks after idle minutes and when the process restarts; the session itself ends after `session_hours`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from bothends.core.crypto.keys import Identity
from bothends.web.access import boxes

COOKIE = "unlock"
_BOX, _TOUCHED, _BEGAN, _FRESH = "unlocked", "touched", "began", "fresh"
# Writing the session on every page would cost a disk write each; a minute's slack costs nothing.
_SLACK = 60
FRESH_SECONDS = 5 * 60


def begin(request: HttpRequest, response: HttpResponse, identity: Identity) -> None:
    """A whole log-in, password and second factor: the session's clock starts here."""
    request.session[_BEGAN] = int(time.time())
    keep(request, response, identity)


def keep(request: HttpRequest, response: HttpResponse, identity: Identity) -> None:
    """Box the identity into the session and give the browser the only copy of the other half of the key."""
    cookie = boxes.new_cookie(response, COOKIE)
    boxes.put(request, _BOX, identity.secret.encode(), cookie=cookie, about=_about(request))
    request.session[_TOUCHED] = int(time.time())
    confirm(request)


def identity_of(request: HttpRequest) -> Identity | None:
    """The member's identity, or None when locked (idle, restarted, cookie missing)."""
    if not request.session.get(_BOX) or _idle(request):
        return None
    secret = boxes.look(request, _BOX, cookie=request.COOKIES.get(COOKIE), about=_about(request))
    return Identity.parse(secret.decode()) if secret else None


def confirm(request: HttpRequest) -> None:
    """Password or second factor was shown just now."""
    request.session[_FRESH] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Whether one was shown within the last five minutes."""
    return int(time.time()) - int(request.session.get(_FRESH, 0)) <= FRESH_SECONDS


def forget(request: HttpRequest) -> None:
    """Lock: drop the boxed identity."""
    request.session.pop(_BOX, None)


def ends(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: log out whoever is past the session's end, or has a session that no second factor began."""

    def within(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _over(request):
            logout(request)
        return get_response(request)

    return within


def _over(request: HttpRequest) -> bool:
    longest: int = settings.DESK.settings["session_hours"] * 3600
    return int(time.time()) - int(request.session.get(_BEGAN, 0)) > longest


def _idle(request: HttpRequest) -> bool:
    now, touched = int(time.time()), int(request.session.get(_TOUCHED, 0))
    if now - touched > settings.DESK.settings["idle_minutes"] * 60:
        forget(request)
        return True
    if now - touched > _SLACK:
        request.session[_TOUCHED] = now
    return False


def _about(request: HttpRequest) -> str:
    return f"session:{request.user.pk}"
