"""Between the password and the second factor: nobody is logged in, no page of the desk opens.

The second factor's secret is sealed to the identity, so the identity waits here, for ten minutes at most, boxed for
this one purpose: `unlocked` reads another box, under another cookie, and does not open this one.
"""

from __future__ import annotations

import time

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from bothends.core.crypto.keys import Identity
from bothends.web.access import boxes, device, unlocked
from bothends.web.store.actions import session
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Member

COOKIE = "half"
SECONDS = 10 * 60
_WHO, _SINCE, _BOX = "half", "half_since", "half_box"


def begin(request: HttpRequest, response: HttpResponse, keyring: Keyring) -> None:
    """The password fitted. A new session, so that one planted before is worth nothing."""
    request.session.flush()
    request.session.set_expiry(SECONDS)
    request.session[_WHO], request.session[_SINCE] = keyring.member.pk, int(time.time())
    cookie = boxes.new_cookie(response, COOKIE)
    secret = keyring.identity.secret.encode()
    boxes.put(request, _BOX, secret, cookie=cookie, about=_about(keyring.member.pk))


def of(request: HttpRequest) -> Keyring | None:
    """Who waits for their second factor in this browser."""
    who, since = request.session.get(_WHO), int(request.session.get(_SINCE, 0))
    if who is None or int(time.time()) - since > SECONDS:
        return None
    member = Member.objects.filter(pk=who, active=True).first()
    secret = boxes.look(request, _BOX, cookie=request.COOKIES.get(COOKIE), about=_about(who))
    if member is None or secret is None:
        return None
    identity = Identity.parse(secret.decode())
    # Whoever joined anew in between has another identity.
    return Keyring(member, identity) if identity.recipient == member.recipient else None


def finish(request: HttpRequest, response: HttpResponse, keyring: Keyring) -> None:
    """The second factor fitted: log in, unlock, and know this browser from now on."""
    request.session.flush()
    login(request, keyring.member)
    session.entered(by=keyring.member)
    unlocked.begin(request, response, keyring.identity)
    response.delete_cookie(COOKIE)
    device.remember(request, response, keyring.member.login)


def _about(who: int) -> str:
    return f"halfway:{who}"
