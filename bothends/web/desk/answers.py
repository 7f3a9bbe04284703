"""Answers that several pages of the desk give."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from bothends.web.headers import WITH_SCRIPT


def too_many(request: HttpRequest, wait: int, *, back: str) -> HttpResponse:
    """429, with when to try again. The same words whoever was tried."""
    shown = {"wait": wait, "minutes": -(-wait // 60), "back": back}
    response = render(request, "desk/too_many.html", shown, status=429)
    response.headers["Retry-After"] = str(wait)
    return response


def with_script(response: HttpResponse) -> HttpResponse:
    """Let this page run the desk's own script file, and nothing else."""
    response.headers["Content-Security-Policy"] = WITH_SCRIPT
    return response


def next_of(request: HttpRequest) -> str:
    """The page asked for after this one; never on another site."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
