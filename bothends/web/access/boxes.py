"""Short secrets in a session row, each boxed under a key of two halves: the browser's cookie and this process.

Neither the database nor the cookie is enough, and a restart closes all of them.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bothends.core.crypto.keys import lock, unlock
from bothends.core.errors import WrongKey

_PROCESS = secrets.token_bytes(32)


def new_cookie(response: HttpResponse, name: str) -> str:
    """Give the browser its half; returns it."""
    half = secrets.token_urlsafe(32)
    response.set_cookie(name, half, secure=settings.HTTPS, httponly=True, samesite="Strict")
    return half


def put(request: HttpRequest, name: str, secret: bytes, *, cookie: str, about: str) -> None:
    """Box a secret into the session. `about` says whose and what for; it must be the same on opening."""
    request.session[name] = base64.b64encode(lock(secret, key=_key(cookie), about=about.encode())).decode()


def look(request: HttpRequest, name: str, *, cookie: str | None, about: str) -> bytes | None:
    """Open a box of this session; None when there is none or it does not open."""
    box = request.session.get(name)
    if not box or not cookie:
        return None
    try:
        return unlock(base64.b64decode(box), key=_key(cookie), about=about.encode())
    except WrongKey:
        return None


def _key(cookie: str) -> bytes:
    return hashlib.blake2b(cookie.encode(), key=_PROCESS, person=b"bothends session", digest_size=32).digest()
