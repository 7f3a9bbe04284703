"""The page on which somebody looks at a job offer. Nothing typed here is stored, logged or passed on."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bothends.core.assess.offers import Offer
from bothends.core.errors import NotApart, Stopped, Unreadable
from bothends.web.public.page import page
from bothends.web.reading import read_offer

LIMIT = 20_000  # letters
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign as the page shows it: keys of the wording, and the words of the offer it rests on."""

    name: str
    why: str
    words: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, language: str) -> HttpResponse:
    """The empty box, or the signs in what was typed into it."""
    if request.method != "POST":
        return page(request, "offer", language=language)
    text = request.POST.get("offer", "").replace("\0", " ")
    wrong = "offer.empty" if not text.strip() else "offer.too_long" if len(text) > LIMIT else ""
    found = None if wrong else _checked(text)
    if found is None:
        wrong = wrong or "offer.not_now"
        return page(request, "offer", language=language, text=text[:LIMIT], wrong=wrong, limit=LIMIT)
    advice = [f"offer.{code}" for code in found.advice]
    return page(
        request, "offer", language=language, text=text, done=True, signs=_signs(found, text), advice=advice
    )


def _checked(text: str) -> Offer | None:
    try:
        return read_offer(text)
    except (NotApart, Stopped, Unreadable):
        _log.error("An offer could not be read: the reading process ended or cannot be had.")
        return None


def _signs(found: Offer, text: str) -> list[Sign]:
    return [
        Sign(
            f"lure.{one.code}_name",
            f"lure.{one.code}",
            tuple(dict.fromkeys(text[start:end].strip() for start, end in one.spans))[:4],
        )
        for one in found.signs
    ]
