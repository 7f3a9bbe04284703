"""Template tags of both sites: `{% say "code" %}` in the page's language, and the stylesheet's address."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django import template
from django.conf import settings
from django.template import Context

from bothends.web.wording import from_settings
from bothends.web.wording import say as wording

register = template.Library()
STYLE = Path(__file__).parent / "static" / "style.css"


@register.simple_tag(takes_context=True)
def say(context: Context, code: str, **values: object) -> str:
    """The sentence of a code in the page's language. What the desk's settings say need not be given."""
    return wording(
        code, context.get("language") or "en", **{**from_settings(settings.DESK.settings), **values}
    )


@register.simple_tag
@cache
def stylesheet() -> str:
    """Address of the one stylesheet. It changes with the content, so browsers may keep it for good."""
    digest = blake2b(STYLE.read_bytes(), digest_size=6).hexdigest()
    return f"/{settings.STATIC_URL.strip('/')}/{STYLE.name}?{digest}"


@register.simple_tag
def desk_name() -> str:
    """The organisation's name as desk.toml gives it."""
    name: str = settings.DESK.settings["name"]
    return name
