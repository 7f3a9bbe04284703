"""Small chats with all their messages in hand, as tests want them."""

from __future__ import annotations

from bothends.core.intake import decode as encodings
from bothends.core.intake import recognise
from bothends.core.intake.source import Bytes, Part
from bothends.core.intake.transcript import Transcript, whole


def read_chat(content: bytes, *, name: str = "") -> Transcript:
    return whole(recognise.read_chat(content, name=name))


def read_text(text: str) -> Transcript:
    return whole(recognise.read_text(text))


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """(text, notes) of a file."""
    held = Bytes.of(content)
    codec, notes = encodings.encoding(held)
    return "".join(Part(held, codec).blocks()), notes
