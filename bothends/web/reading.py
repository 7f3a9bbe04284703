"""Both sites' one door to the process that reads strangers' files, with the limits of this desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from django.conf import settings

from bothends import apart
from bothends.apart import Limits
from bothends.core.assess.offers import Offer
from bothends.core.intake.transcript import Transcript
from bothends.core.read import Reading

TEXT_SECONDS = 20  # a typed text is short; a page waits for it


def read_chat(content: bytes, *, name: str = "") -> Reading:
    """What is kept of an attached chat. Raises Unreadable, Stopped, NotApart."""
    return apart.read_file(content, name=name, limits=_limits())


def read_text(text: str) -> Reading:
    """What is kept of a typed text. Raises Unreadable, Stopped, NotApart."""
    return apart.read_text(text, limits=_limits(most=TEXT_SECONDS))


def read_offer(text: str) -> Offer:
    """The signs of a lure in a job offer. Raises Unreadable, Stopped, NotApart."""
    return apart.check_offer(text, limits=_limits(most=TEXT_SECONDS))


def read_transcript(chat: Transcript) -> Reading:
    """What is kept of a chat whose sides are known already. Raises Unreadable, Stopped, NotApart."""
    return apart.read_transcript(chat, limits=_limits(most=TEXT_SECONDS))


def read_pictures(pictures: Sequence[bytes], *, language: str | None) -> Transcript:
    """Screenshots of one chat as a transcript. Raises BadInput, Unreadable, Stopped, NotApart."""
    unfenced: bool = settings.DESK.settings["reading_unfenced"]
    limits = msgspec.structs.replace(apart.PICTURE_LIMITS, unfenced=unfenced)
    return apart.read_pictures(pictures, language=language, limits=limits)


def _limits(*, most: int | None = None) -> Limits:
    chosen: dict[str, Any] = dict(settings.DESK.settings)
    seconds: int = chosen["reading_seconds"]
    return Limits(
        memory_mb=chosen["reading_memory_mb"],
        seconds=min(seconds, most or seconds),
        unfenced=chosen["reading_unfenced"],
    )
