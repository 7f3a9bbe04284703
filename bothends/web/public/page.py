"""What every public page has: its language, the other languages, the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bothends.web.language import offered
from bothends.web.wording import languages


def page(
    request: HttpRequest, template: str, *, language: str, status: int = 200, **shown: object
) -> HttpResponse:
    """Render public/<template>.html in `language`."""
    frame = {
        "language": language,
        "direction": languages()[language].direction,
        "others": _others(request, language),
    }
    return render(request, f"public/{template}.html", {**frame, **shown}, status=status)


def _others(request: HttpRequest, language: str) -> list[dict[str, str]]:
    """The same page in the other languages."""
    here = request.resolver_match
    shown = []
    for one in offered():
        if one.code == language:
            continue
        if here is None or here.url_name is None or "language" not in here.kwargs:
            url = reverse("first", args=[one.code])
        else:
            url = reverse(here.url_name, kwargs={**here.kwargs, "language": one.code})
        shown.append({"code": one.code, "name": one.name, "url": url, "direction": one.direction})
    return shown
