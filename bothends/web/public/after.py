"""The way out: receipt, quick exit, what we keep. Coming back by code is back.py."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bothends.core.crypto.receipt import grouped
from bothends.web.public import drafts, returning
from bothends.web.public.drafts import Gone
from bothends.web.public.page import page
from bothends.web.public.views import gone

# After the report: the same advice for everybody, because nothing may depend on who is right (P3).
ADVICE = (
    "ask_nothing_more",
    "pay_nothing",
    "keep_what_you_have",
    "do_not_publish",
    "reporter_in_danger",
    "support_if_money_lost",
)


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, language: str) -> HttpResponse:
    """The code, for as long as the draft lives. POST: it is written down, take it off this device."""
    if request.method == "POST":
        return forgotten(request, reverse("first", args=[language]))
    try:
        draft = drafts.load(request)
    except Gone:
        return gone(request, language)
    if not draft.sent or draft.receipt is None:
        return HttpResponseRedirect(reverse("check", args=[language]), status=303)
    advice = [f"advice.{code}" for code in ADVICE]
    return page(request, "receipt", language=language, code=grouped(draft.receipt), advice=advice)


@require_safe
def leave(request: HttpRequest, language: str) -> HttpResponse:
    """Quick exit: a plain link, so that it works in every browser and in one step."""
    return forgotten(request, settings.DESK.settings["exit_to"])


@require_safe
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    return page(request, "privacy", language=language)


def forgotten(request: HttpRequest, target: str, *, answer: HttpResponse | None = None) -> HttpResponse:
    """Drop draft and return, expire every cookie, have the browser clear the site; go to `target` or show `answer`."""
    drafts.drop(request)
    returning.drop(request)
    answer = answer or HttpResponseRedirect(target, status=303)
    drafts.take_cookie(answer)
    returning.take_cookie(answer)
    answer.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Strict")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
