"""A reporter's short-lived return: the typed code in a row boxed under a cookie, so that it is typed once.

The same kind of row as a draft (docs/decisions/0005), under another cookie with other derivations. It holds
the code and nothing else, lives fifteen idle minutes, and goes with the quick exit.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bothends.core.crypto.keys import KEY_BYTES, lock, new_key, unlock
from bothends.core.errors import Refused, WrongKey
from bothends.web.public.drafts import bytes_of
from bothends.web.store.actions import intake

COOKIE = "return"
IDLE_MINUTES = 15


class NotBack(Refused):
    """No code was typed on this device, or too long ago."""


def begin(receipt: str) -> bytes:
    """Keep the code for the pages that follow; returns the new cookie's bytes."""
    secret = new_key()
    box = lock(receipt.encode(), key=_key(secret), about=_tag(secret))
    intake.keep_draft(tag=_tag(secret), body=box, minutes=IDLE_MINUTES)
    return secret


def receipt_of(request: HttpRequest) -> str:
    """The code typed before, and the fifteen minutes begin anew. Raises NotBack."""
    secret = bytes_of(request, COOKIE)
    box = intake.draft_body(tag=_tag(secret)) if secret else None
    if secret is None or box is None:
        raise NotBack("Type the code again.")
    try:
        receipt = unlock(box, key=_key(secret), about=_tag(secret)).decode()
    except WrongKey:
        raise NotBack("Type the code again.") from None
    intake.prolong_draft(tag=_tag(secret), minutes=IDLE_MINUTES)
    return receipt


def drop(request: HttpRequest) -> None:
    """Forget the code, if one is kept."""
    secret = bytes_of(request, COOKIE)
    if secret is not None:
        intake.drop_draft(tag=_tag(secret))


def give_cookie(response: HttpResponse, secret: bytes) -> None:
    """A cookie that ends with the browser session and that no script and no other site can use."""
    value = urlsafe_b64encode(secret).decode().rstrip("=")
    response.set_cookie(COOKIE, value, httponly=True, samesite="Strict", secure=settings.HTTPS)


def take_cookie(response: HttpResponse) -> None:
    """Expire the cookie."""
    response.delete_cookie(COOKIE, samesite="Strict")


def _tag(secret: bytes) -> bytes:
    return hashlib.blake2b(key=secret, person=b"bothends backtag", digest_size=16).digest()


def _key(secret: bytes) -> bytes:
    return hashlib.blake2b(key=secret, person=b"bothends back", digest_size=KEY_BYTES).digest()
