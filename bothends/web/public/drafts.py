"""Answers between pages: a row boxed under a key that only the stranger's cookie holds (promise P6).

The cookie is 32 random bytes. Tag, key and sending tag are derived from it with keyed BLAKE2b; none leads
back to it or to another.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.keys import KEY_BYTES, lock, new_key, unlock
from bothends.core.errors import Refused
from bothends.core.read import Reading
from bothends.web.store.actions import intake

COOKIE = "draft"


class Gone(Refused):
    """The cookie is there and its draft is not: expired, or left by the quick exit."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a browser needs to seal by itself: the row the bytes will have, and whom they are sealed to."""

    row: str
    recipient: str
    wrapped: bytes
    vault: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What one stranger has answered so far. Once `sent` it holds the receipt and nothing else.

    `suggested` names the answers that came from a reading and were not yet seen by the stranger.
    """

    answers: dict[str, str] = field(default_factory=dict, repr=False)
    suggested: tuple[str, ...] = ()
    chat: Reading | None = field(default=None, repr=False)
    typed: Reading | None = field(default=None, repr=False)
    receipt: str | None = field(default=None, repr=False)
    sent: bool = False
    sealing: Sealing | None = None
    pictured: bool = False  # the words hold what was read in pictures, and the stranger has not seen it yet

    @property
    def empty(self) -> bool:
        return not any(self.answers.values()) and self.chat is None


def cookie_of(request: HttpRequest) -> bytes | None:
    """The 32 bytes of the stranger's cookie; None when there is none or it is damaged."""
    return bytes_of(request, COOKIE)


def bytes_of(request: HttpRequest, cookie: str) -> bytes | None:
    """The 32 bytes of any of this site's cookies."""
    try:
        secret = urlsafe_b64decode(request.COOKIES.get(cookie, "").encode() + b"=")
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == KEY_BYTES else None


def load(request: HttpRequest) -> Draft:
    """The stranger's draft, an empty one for a newcomer. Raises Gone."""
    secret = cookie_of(request)
    if secret is None:
        return Draft()
    box = intake.draft_body(tag=_tag(secret))
    if box is None:
        raise Gone("Nothing was sent. Start again.")
    return _opened(box, secret)


def change(secret: bytes, step: Callable[[Draft], Draft]) -> Draft:
    """Apply one change under the row's lock, so that two tabs do not undo each other. Raises Gone.

    A draft that was sent is not changed any more; the caller sees it in what is returned. What `step` stores
    is committed together with the draft.
    """
    changed = Draft()

    def rewritten(box: bytes | None) -> bytes | None:
        nonlocal changed
        if box is None:
            raise Gone("Nothing was sent. Start again.")
        before = _opened(box, secret)
        changed = before if before.sent else step(before)
        return None if changed == before else _boxed(changed, secret)

    minutes = settings.DESK.settings["draft_minutes"]
    intake.change_draft(tag=_tag(secret), change=rewritten, minutes=minutes)
    return changed


def begin() -> bytes:
    """Store an empty draft and return the new cookie's bytes."""
    secret = new_key()
    minutes = settings.DESK.settings["draft_minutes"]
    intake.keep_draft(tag=_tag(secret), body=_boxed(Draft(), secret), minutes=minutes)
    return secret


def closed(draft: Draft) -> Draft:
    """What is left when the report is stored: the receipt, and no answer."""
    return replace(Draft(), receipt=draft.receipt, sent=True)


def drop(request: HttpRequest) -> None:
    """Delete the stranger's draft, if there is one."""
    secret = cookie_of(request)
    if secret is not None:
        intake.drop_draft(tag=_tag(secret))


def sent_tag(secret: bytes) -> bytes:
    """Names the one sending of this draft, so that sending again stores nothing."""
    return _derived(secret, b"bothends sent", 16)


def give_cookie(response: HttpResponse, secret: bytes) -> None:
    """A cookie that ends with the browser session and that no script and no other site can use."""
    value = urlsafe_b64encode(secret).decode().rstrip("=")
    response.set_cookie(COOKIE, value, httponly=True, samesite="Strict", secure=settings.HTTPS)


def take_cookie(response: HttpResponse) -> None:
    """Expire the cookie."""
    response.delete_cookie(COOKIE, samesite="Strict")


def _tag(secret: bytes) -> bytes:
    return _derived(secret, b"bothends tag", 16)


def _boxed(draft: Draft, secret: bytes) -> bytes:
    return lock(to_json(draft), key=_derived(secret, b"bothends draft", KEY_BYTES), about=_tag(secret))


def _opened(box: bytes, secret: bytes) -> Draft:
    body = unlock(box, key=_derived(secret, b"bothends draft", KEY_BYTES), about=_tag(secret))
    return from_json(body, Draft)


def _derived(secret: bytes, label: bytes, size: int) -> bytes:
    return hashlib.blake2b(key=secret, person=label, digest_size=size).digest()
