"""Which languages the site offers, and which one a newcomer's browser asks for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from bothends.core.errors import BadInput
from bothends.web.wording import Language, languages


class Offered:
    """Path converter: one of the offered languages, anything else is no page."""

    regex = "[a-z]{2,3}(?:-[A-Za-z]{2,4})?"

    def to_python(self, value: str) -> str:
        if value not in settings.DESK.settings["languages"]:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


def offered() -> tuple[Language, ...]:
    """The languages of desk.toml, first one first. Raises BadInput for one that has no catalogue."""
    known, chosen = languages(), settings.DESK.settings["languages"]
    if not chosen or not known.keys() >= set(chosen):
        raise BadInput(f"desk.toml: languages may be {', '.join(known)}, and at least one of them.")
    return tuple(known[code] for code in chosen)


def asked_for(request: HttpRequest) -> str:
    """The best offered language of Accept-Language, else the first one offered."""
    codes = [one.code for one in offered()]
    for wanted, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for code in (wanted, wanted.partition("-")[0]):
            if weight > 0 and code in codes:
                return code
    return codes[0]


def of_path(request: HttpRequest) -> str:
    """The language a path names, for pages that were reached without a view; else the one asked for."""
    first = request.path_info.lstrip("/").partition("/")[0]
    return first if first in settings.DESK.settings["languages"] else asked_for(request)
