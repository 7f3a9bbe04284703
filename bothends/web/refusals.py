"""Pages for what went wrong, on both sites: they tell nothing about anyone, and say the next step."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bothends.web.language import of_path
from bothends.web.wording import languages

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_LARGE):
        return _refuse(request, "too_large", 413)
    return _refuse(request, "bad", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refuse(request, "bad", 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token did not fit: most often the page was open too long, or cookies are refused."""
    return _refuse(request, "forged", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refuse(request, "not_found", 404)


def broken(request: HttpRequest) -> HttpResponse:
    return _refuse(request, "broken", 500)


def _refuse(request: HttpRequest, why: str, status: int) -> HttpResponse:
    public = settings.ROOT_URLCONF == "bothends.web.urls_public"
    language = of_path(request) if public else "en"
    shown = {
        "frame": "public/base.html" if public else "base.html",
        "language": language,
        "direction": languages()[language].direction,
        "title": f"refusal.{why}_title",
        "sentence": f"refusal.{why}",
        "home": f"/{language}/" if public else "/",
    }
    return render(request, "refusal.html", shown, status=status)
