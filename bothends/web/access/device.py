"""A cookie by which the desk knows a browser that has logged in before.

Its budget of tries is its own, so a stranger who guesses at a name elsewhere does not lock the member out here. It
opens nothing and replaces no factor. (The idea: "device cookies", OWASP.)
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "known"
DAYS = 180


def remember(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """Sign a random name for this browser, good for this login name only. Keeps the one it has."""
    name = known(request, login) or secrets.token_urlsafe(16)
    signed = _signer(login).sign(name)
    response.set_cookie(
        COOKIE, signed, max_age=DAYS * 86400, secure=settings.HTTPS, httponly=True, samesite="Strict"
    )


def known(request: HttpRequest, login: str) -> str | None:
    """This browser's name, if it has logged in as `login`. Whether there is such a member plays no part."""
    try:
        return _signer(login).unsign(request.COOKIES.get(COOKIE, ""), max_age=DAYS * 86400)
    except signing.BadSignature:
        return None


def _signer(login: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"bothends known device of {login}")
