"""A new authenticator before it has shown its first code: the secret waits in the session, boxed."""

from __future__ import annotations

import pyotp
import segno
from django.http import HttpRequest

from bothends.web.access import boxes, halfway, unlocked
from bothends.web.store.keyring import Keyring

# What the app on the phone shows. A phone is looked through: it says nothing about what kind of desk this is.
ISSUER = "desk"
_BOX = "pending"


def pending(request: HttpRequest, by: Keyring) -> str:
    """The secret being set up in this session; a new one when there is none."""
    cookie = request.COOKIES.get(unlocked.COOKIE if request.user.is_authenticated else halfway.COOKIE, "")
    about = f"pending:{by.member.pk}"
    kept = boxes.look(request, _BOX, cookie=cookie, about=about)
    if kept:
        return kept.decode()
    secret = pyotp.random_base32()
    boxes.put(request, _BOX, secret.encode(), cookie=cookie, about=about)
    return secret


def done(request: HttpRequest) -> None:
    """It is set up, or given up."""
    request.session.pop(_BOX, None)


def picture(secret: str, login: str) -> str:
    """The QR code as a data: address of an SVG picture, black on white in every colour scheme."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)
    return segno.make(uri, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff")


def readable(secret: str) -> str:
    """The secret in groups of four, to type."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
