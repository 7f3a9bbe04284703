"""What every desk page may ask: the desk's name, and what the member's role lists."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from bothends.web.access.roles import Permission, may


def member(request: HttpRequest) -> dict[str, object]:
    """`may.OPEN_CASE` and so on, and `here`; templates only show or hide, the doors decide."""
    role = getattr(getattr(request, "user", None), "role", "")
    return {
        "desk_name": settings.DESK.settings["name"],
        "may": {one.name: may(role, one) for one in Permission},
        "here": getattr(getattr(request, "resolver_match", None), "url_name", ""),
    }
