"""Screenshots on the page "What did they say?": read once, then text that the stranger corrects.

The pictures are gone when `seen_in` returns; nothing of them is stored but the words the stranger lets stand.
"""

from __future__ import annotations

import logging
from functools import cache

from django.http import HttpRequest

from bothends import apart
from bothends.core.errors import BadInput, NotApart
from bothends.core.intake.bubbles import FORMAT, ME, OTHER
from bothends.core.intake.transcript import Message, Transcript
from bothends.web.public.answers import Wrong
from bothends.web.public.questions import WORDS_LIMIT
from bothends.web.reading import read_pictures
from bothends.web.wording import say

FIELD, LANGUAGE = "pictures", "picture_language"
MOST = 8  # a page waits for them, some seconds each
_HEAD = 16  # bytes that tell a picture
_log = logging.getLogger(__name__)
# The languages of pictures by their own names, in the order of apart.LANGUAGES.
NAMES = (
    "English", "简体中文", "繁體中文", "日本語", "한국어", "ไทย", "Tiếng Việt", "Bahasa Indonesia", "Bahasa Melayu",
    "Filipino", "ខ្មែរ", "မြန်မာ", "ລາວ", "हिन्दी", "বাংলা", "اردو", "नेपाली", "සිංහල", "தமிழ்", "አማርኛ", "Kiswahili",
    "Français", "Español", "Português", "Русский", "العربية",
)  # fmt: skip
CHOICES = tuple(zip(apart.LANGUAGES, NAMES, strict=True))


@cache
def offered() -> bool:
    """Whether this site can read pictures at all. Otherwise the page does not speak of them."""
    return apart.sees()


def given(request: HttpRequest) -> bool:
    """Whether any picture came with this page."""
    return offered() and bool(request.FILES.getlist(FIELD))


def seen_in(request: HttpRequest, words: str, language: str) -> str | Wrong:
    """`words` with what the pictures say below it, one line a bubble; or why they were not taken."""
    uploads = request.FILES.getlist(FIELD)
    if len(uploads) > MOST:
        return Wrong("tell.many_pictures", MOST)
    contents = [one.read() for one in uploads]
    if not all(apart.is_picture(one[:_HEAD]) for one in contents):
        return Wrong("tell.no_picture")
    asked = request.POST.get(LANGUAGE, "")
    try:
        chat = read_pictures(contents, language=asked if asked in apart.LANGUAGES else None)
    except NotApart:
        _log.error(
            "No picture can be read: the reading process cannot be had, or Tesseract lacks a language."
        )
        return Wrong("tell.pictures_not_now")
    except BadInput as wrong:
        return Wrong("tell.bad_picture", said_by_core=str(wrong))
    together = "\n\n".join(part for part in (words, as_lines(chat, language)) if part)
    return together if len(together) <= WORDS_LIMIT else Wrong("tell.too_long", WORDS_LIMIT)


def as_lines(chat: Transcript, language: str) -> str:
    """One line a bubble, with its side in front: left is theirs, right is the stranger's own."""
    sides = {OTHER: say("pictures.they", language), ME: say("pictures.you", language)}
    return "\n".join(_line(sides.get(one.sender or "", ""), one.text) for one in chat.messages if one.text)


def chat_of(words: str, language: str) -> Transcript | None:
    """The corrected lines as a chat again; None where no line begins with a side."""
    sides = {say("pictures.they", language): OTHER, say("pictures.you", language): ME}
    messages = [_message(line.strip(), sides) for line in words.splitlines() if line.strip()]
    if not any(one.sender for one in messages):
        return None
    return Transcript(FORMAT, messages, owner=ME, other=OTHER)


def _message(line: str, sides: dict[str, str]) -> Message:
    side, colon, text = line.replace("\uff1a", ":", 1).partition(":")
    sender = sides.get(side.strip()) if colon else None
    return Message(at=None, sender=sender, text=text.strip() if sender else line)


def _line(side: str, text: str) -> str:
    flat = " ".join(text.split())
    return f"{side}: {flat}" if side else flat
