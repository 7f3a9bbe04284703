"""The long page whose answers the reporter's browser seals before they leave it. Needs script, and is optional.

Nothing typed here reaches this process: it stores an age file for the row it named, and one answer in clear.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bothends.core.crypto.seal import checked_age_file
from bothends.core.errors import BadInput, Refused
from bothends.web.public import drafts
from bothends.web.public.answers import UPLOADS, Shown, shown
from bothends.web.public.drafts import Draft, Gone, Sealing
from bothends.web.public.page import page
from bothends.web.public.questions import DANGER, FIRST, QUESTIONS, Question
from bothends.web.public.views import gone, with_receipt
from bothends.web.store.actions import intake
from bothends.web.tags import script

LIMIT = 200 * 1024  # bytes of what is sealed: ten times the longest text the form takes
# This page alone may run our own script and ask our own server; everything else stays forbidden.
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:;"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


@require_http_methods(["GET", "POST"])
def sealed(request: HttpRequest, language: str) -> HttpResponse:
    """Show the page with a row and a recipient of its own; or store what a browser sealed for them."""
    if not script():
        raise Http404
    try:
        answer = _take(request, language) if request.method == "POST" else _show(request, language)
    except Gone:
        answer = gone(request, language)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _show(request: HttpRequest, language: str) -> HttpResponse:
    drafts.load(request)  # raises Gone, so that nobody types into a page that cannot be sent
    secret = drafts.cookie_of(request) or drafts.begin()
    draft = drafts.change(secret, _with_seat)
    if draft.sent:
        return _to_receipt(language)
    answer = page(
        request,
        "sealed",
        language=language,
        parts=[(one, _typed_fields(one, draft)) for one in QUESTIONS],
        sealing=draft.sealing,
        danger=Shown(DANGER, ""),
        limit=LIMIT,
        start=FIRST,
    )
    drafts.give_cookie(answer, secret)
    return answer


def _take(request: HttpRequest, language: str) -> HttpResponse:
    """The script reads the status only: 303 stored, 410 ask for a fresh row, anything else not stored."""
    secret = drafts.cookie_of(request)
    if secret is None:
        raise Gone("Nothing was sent. Start again.")
    try:
        body = checked_age_file(_decoded(request.POST.get("sealed", "")), limit=LIMIT)
    except BadInput as wrong:
        return HttpResponse(str(wrong), status=422, content_type="text/plain; charset=utf-8")
    drafts.change(secret, _stored(secret, body, urgent=request.POST.get("danger") == "yes"))
    return _to_receipt(language)


def _stored(secret: bytes, body: bytes, *, urgent: bool) -> Callable[[Draft], Draft]:
    def step(draft: Draft) -> Draft:
        if draft.sealing is None or draft.receipt is None:
            raise Gone("Nothing was sent. Open the page again.")
        own = draft.sealing
        key = intake.OwnKey(UUID(own.row), own.recipient, own.wrapped, own.vault)
        try:
            intake.receive_sealed(
                intake.BrowserSealed(key, body, urgent=urgent),
                receipt=draft.receipt,
                sent_tag=drafts.sent_tag(secret),
                pepper=settings.DESK.pepper,
            )
        except Refused as renewed:
            raise Gone(str(renewed)) from renewed
        return drafts.closed(draft)

    return step


def _with_seat(draft: Draft) -> Draft:
    if draft.sealing is not None:
        return draft
    own = intake.key_for_browser()
    return replace(with_receipt(draft), sealing=Sealing(str(own.row), own.recipient, own.wrapped, own.vault))


def _typed_fields(question: Question, draft: Draft) -> list[Shown]:
    """The question without its file: a chat would be stored whole until the desk opens it (P2)."""
    return [one for one in shown(question, draft) if one.field.kind not in UPLOADS]


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _to_receipt(language: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("receipt", args=[language]), status=303)
