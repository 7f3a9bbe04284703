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
STATIC = Path(__file__).parent / "static"
SCRIPT = STATIC / "built" / "seal.js"


@register.simple_tag(takes_context=True)
def say(context: Context, code: str, **values: object) -> str:
    """The sentence of a code in the page's language. What the desk's settings say need not be given."""
    return wording(
        code, context.get("language") or "en", **{**from_settings(settings.DESK.settings), **values}
    )


@register.simple_tag
def stylesheet() -> str:
    """Address of the one stylesheet."""
    return _address("style.css")


@register.simple_tag
def passkey_script() -> str:
    """Address of the desk's one script. The public site has none."""
    return _address("passkey.js")


@cache
def _address(name: str) -> str:
    """It changes with the content, so browsers may keep the file for good."""
    digest = blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
    return f"/{settings.STATIC_URL.strip('/')}/{name}?{digest}"


@register.simple_tag
@cache
def script() -> str:
    """Address of the one script, by its content; empty where it was not built, and then it is not offered."""
    if not SCRIPT.is_file():
        return ""
    digest = blake2b(SCRIPT.read_bytes(), digest_size=6).hexdigest()
    return f"/{settings.STATIC_URL.strip('/')}/built/{SCRIPT.name}?{digest}"


@register.simple_tag
def desk_name() -> str:
    """The organisation's name as desk.toml gives it."""
    name: str = settings.DESK.settings["name"]
    return name
