"""A member's opened identity between pages: in the session row, boxed under a key only the cookie holds.

It ends on logout, after idle minutes, and when the process restarts (half of the key is this process's own).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bothends.core.crypto.keys import Identity, lock, unlock
from bothends.core.errors import WrongKey

COOKIE = "unlock"
_BOX, _TOUCHED = "unlocked", "touched"
_PROCESS = secrets.token_bytes(32)
# Writing the session on every page would cost a disk write each; a minute's slack costs nothing.
_SLACK = 60


def keep(request: HttpRequest, response: HttpResponse, identity: Identity) -> None:
    """Box the identity into the session and give the browser the only copy of the other half of the key."""
    cookie = secrets.token_urlsafe(32)
    box = lock(identity.secret.encode(), key=_key(cookie), about=_about(request))
    request.session[_BOX] = base64.b64encode(box).decode()
    request.session[_TOUCHED] = int(time.time())
    response.set_cookie(COOKIE, cookie, secure=settings.HTTPS, httponly=True, samesite="Strict")


def identity_of(request: HttpRequest) -> Identity | None:
    """The member's identity, or None when locked (idle, restarted, cookie missing)."""
    box, cookie = request.session.get(_BOX), request.COOKIES.get(COOKIE)
    if not box or not cookie or _idle(request):
        return None
    try:
        secret = unlock(base64.b64decode(box), key=_key(cookie), about=_about(request))
    except WrongKey:
        return None
    return Identity.parse(secret.decode())


def forget(request: HttpRequest) -> None:
    """Lock: drop the boxed identity."""
    request.session.pop(_BOX, None)


def _idle(request: HttpRequest) -> bool:
    now, touched = int(time.time()), int(request.session.get(_TOUCHED, 0))
    if now - touched > settings.DESK.settings["idle_minutes"] * 60:
        forget(request)
        return True
    if now - touched > _SLACK:
        request.session[_TOUCHED] = now
    return False


def _key(cookie: str) -> bytes:
    return hashlib.blake2b(cookie.encode(), key=_PROCESS, person=b"bothends session", digest_size=32).digest()


def _about(request: HttpRequest) -> bytes:
    return f"session:{request.user.pk}".encode()
