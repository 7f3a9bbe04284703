"""A recipient acknowledges a pack by its code: one page, no account, nothing shown of the case.

Choice and message are looked at before the code is, so an incomplete form says nothing about any code.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bothends.core.crypto.receipt import parse
from bothends.core.errors import BadInput, NotAReceipt, Refused
from bothends.web.public.page import page
from bothends.web.store.actions import acknowledge as actions
from bothends.web.store.actions import pace
from bothends.web.store.actions.acknowledge import CHOICES, LONGEST, NoPack, Said

# The wording of each answer, in the order of CHOICES.
WORDING = {
    "received": "acknowledge.received",
    "cannot_act": "acknowledge.cannot_act",
    "not_our_national": "acknowledge.not_our_national",
    "wrong_recipient": "acknowledge.wrong_recipient",
    "destroyed": "acknowledge.destroyed",
}


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: HttpRequest, language: str) -> HttpResponse:
    """Type the code, choose an answer, send. A wrong code costs the whole site a little time."""
    if request.method != "POST":
        return _ask(request, language)
    said = Said(request.POST.get("choice", ""), request.POST.get("message", ""))
    try:
        actions.checked(said)
    except BadInput:
        if said.choice not in CHOICES:
            return _ask(request, language, status=422, wrong_choice="acknowledge.wrong_choice")
        return _ask(request, language, status=422, wrong_message="acknowledge.wrong_message")
    return _answer(request, language, said)


def _answer(request: HttpRequest, language: str, said: Said) -> HttpResponse:
    try:
        code = parse(request.POST.get("code", "")[:100])
        seconds = pace.seconds_to_wait()
        if seconds:
            answer = _ask(request, language, status=429, wrong_code="return.wait", seconds=seconds)
            answer.headers["Retry-After"] = str(seconds)
            return answer
        standing = actions.answer(code, said=said, pepper=settings.DESK.pepper)
    except NotAReceipt:
        return _ask(request, language, status=422, wrong_code="return.mistyped")
    except NoPack:
        pace.wrong_code()
        return _ask(request, language, status=404, wrong_code="acknowledge.not_found")
    except Refused:
        return _ask(request, language, status=409, wrong_code="acknowledge.many")
    return page(request, "acknowledged", language=language, standing=standing)


def _ask(request: HttpRequest, language: str, *, status: int = 200, **wrong: object) -> HttpResponse:
    chosen = request.POST.get("choice", "")
    return page(
        request,
        "acknowledge",
        language=language,
        status=status,
        choices=[(code, say, code == chosen) for code, say in WORDING.items()],
        typed=request.POST.get("code", "")[:100],
        message=request.POST.get("message", "")[: LONGEST * 2],
        limit=LONGEST,
        **wrong,
    )
