"""The page "What did they say?": read what was attached or typed, and suggest answers from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest

from bothends.core.intake.form import suggested
from bothends.core.read import Reading
from bothends.web.public import pictures, reading
from bothends.web.public.answers import attached
from bothends.web.public.drafts import Draft


def read_words(request: HttpRequest, answers: dict[str, str], draft: Draft) -> Callable[[Draft], Draft]:
    """Read file and text in memory; return the step that puts what is kept into the draft. Raises BadInput.

    The bytes of the file are gone when this returns.
    """
    chat = _chat(request, draft)
    language = request.resolver_match.kwargs["language"] if request.resolver_match else "en"
    typed = _typed(answers["words"], draft, language)

    def step(before: Draft) -> Draft:
        kept = replace(before, answers={**before.answers, **answers}, chat=chat, typed=typed)
        return _suggesting(kept)

    return step


def _chat(request: HttpRequest, draft: Draft) -> Reading | None:
    upload = attached(request)
    if upload is not None:
        return reading.reading_of_chat(upload.read(), upload.name or "")
    return None if request.POST.get("drop_export") else draft.chat


def _typed(words: str, draft: Draft, language: str) -> Reading | None:
    if not words:
        return None
    if words == draft.answers.get("words") and draft.typed is not None:
        return draft.typed
    return reading.reading_of_text(words, pictures.chat_of(words, language))


def _suggesting(draft: Draft) -> Draft:
    """Fill empty answers from the readings. What the stranger wrote or has seen is never overwritten."""
    own = {name: value for name, value in draft.answers.items() if name not in draft.suggested and value}
    found: dict[str, str] = {}
    for one in (draft.typed, draft.chat):  # the chat is the closer record and has the last word
        if one is not None:
            found |= suggested(one.person, country_name=reading.country_name)
    fresh = {name: value for name, value in found.items() if name.removesuffix("_kind") not in own}
    return replace(draft, answers={**own, **fresh}, suggested=tuple(sorted(fresh)))
