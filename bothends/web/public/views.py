"""The way in: first page, one question a page, check, send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bothends.core.crypto.receipt import new_receipt
from bothends.core.errors import BadInput
from bothends.core.intake.form import from_answers
from bothends.core.told import is_prose, said
from bothends.web.language import asked_for
from bothends.web.public import drafts, pictures, reading
from bothends.web.public.answers import Wrong, mistakes, shown, typed
from bothends.web.public.drafts import Draft, Gone
from bothends.web.public.page import page
from bothends.web.public.questions import BY_CODE, FIRST, QUESTIONS, Question, neighbours, number
from bothends.web.public.words import read_words
from bothends.web.store.actions import intake
from bothends.web.tags import script


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """The first page in the language the browser asks for."""
    answer = first(request, asked_for(request))
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


@require_safe
def first(request: HttpRequest, language: str) -> HttpResponse:
    return page(request, "first", language=language, start=FIRST)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, language: str, question: str) -> HttpResponse:
    """One question: show it, or save it and go on."""
    asked = BY_CODE.get(question)
    if asked is None:
        raise Http404
    try:
        draft = drafts.load(request)
        if draft.sent:
            return _to("receipt", language)
        if request.method == "POST":
            return _save(request, language, asked, draft)
    except Gone:
        return gone(request, language)
    return _ask(request, language, asked, draft)


@require_safe
def check(request: HttpRequest, language: str) -> HttpResponse:
    """Everything that would be sent, with a way to change each part."""
    try:
        draft = drafts.load(request)
    except Gone:
        return gone(request, language)
    if draft.sent:
        return _to("receipt", language)
    secret = drafts.cookie_of(request)
    if secret is not None and not draft.empty:
        draft = drafts.change(secret, with_receipt)
    return _show_check(request, language, draft)


@require_POST
def send(request: HttpRequest, language: str) -> HttpResponse:
    """Store the report for good, then show the receipt. Pressing twice stores once."""
    secret = drafts.cookie_of(request)
    try:
        draft = drafts.change(secret, _stored(secret, language)) if secret else Draft()
    except Gone:
        return gone(request, language)
    if draft.sent:
        return _to("receipt", language)
    return _show_check(request, language, draft, status=422)


def _stored(secret: bytes, language: str) -> Callable[[Draft], Draft]:
    """The step that stores the report and forgets the answers: one transaction, one wait for the disk."""

    def step(draft: Draft) -> Draft:
        if draft.empty:
            return draft
        draft = with_receipt(draft)
        report = from_answers(
            draft.answers,
            said=said(draft.chat, draft.typed),
            country_code=reading.country_code,
            language=language,
            received_on=timezone.now().date().isoformat(),
        )
        intake.receive(
            report,
            receipt=draft.receipt or "",
            sent_tag=drafts.sent_tag(secret),
            pepper=settings.DESK.pepper,
        )
        return drafts.closed(draft)

    return step


def gone(request: HttpRequest, language: str) -> HttpResponse:
    """The draft expired or was left. Says whether its report had been sent before."""
    secret = drafts.cookie_of(request)
    was_sent = secret is not None and intake.was_sent(sent_tag=drafts.sent_tag(secret))
    answer = page(request, "gone", language=language, status=410, was_sent=was_sent, start=FIRST)
    drafts.take_cookie(answer)
    return answer


def _ask(
    request: HttpRequest,
    language: str,
    question: Question,
    draft: Draft,
    *,
    answers: dict[str, str] | None = None,
    wrong: dict[str, Wrong] | None = None,
) -> HttpResponse:
    before, after = neighbours(question.code)
    return page(
        request,
        "question",
        language=language,
        status=_status(wrong or {}),
        question=question,
        fields=shown(question, draft, answers=answers, wrong=wrong),
        number=number(question.code),
        count=len(QUESTIONS),
        before=before,
        after=after,
        changing="check" in request.GET or request.POST.get("then") == "check",
        draft=draft,
        pasted=not is_prose(draft.typed),
        has_errors=bool(wrong),
        picture_languages=pictures.CHOICES,
        may_seal=before is not None and draft.chat is None and bool(script()),
    )


def _status(wrong: dict[str, Wrong]) -> int:
    if not wrong:
        return 200
    return 413 if any(one.code == "tell.file_too_large" for one in wrong.values()) else 422


def _save(request: HttpRequest, language: str, question: Question, draft: Draft) -> HttpResponse:
    answers = typed(request, question)
    wrong = mistakes(question, answers, request)
    step = _answered(answers)
    if question.code == "words" and not wrong:
        step, wrong = _words(request, language, answers, draft)
    if wrong:
        return _ask(request, language, question, draft, answers=answers, wrong=wrong)
    secret = drafts.cookie_of(request) or drafts.begin()
    changed = drafts.change(secret, step)
    if changed.sent:
        return _to("receipt", language)
    if changed.pictured and pictures.given(request):
        return _once_more(request, language, question, secret)
    return _onwards(request, language, question, secret)


def _words(
    request: HttpRequest, language: str, answers: dict[str, str], draft: Draft
) -> tuple[Callable[[Draft], Draft], dict[str, Wrong]]:
    """The step for words, chat and pictures; or which of them could not be taken, and why."""
    seen = pictures.given(request)
    if seen:
        words = pictures.seen_in(request, answers["words"], language)
        if isinstance(words, Wrong):
            return _answered(answers), {pictures.FIELD: words}
        answers = {**answers, "words": words}
    try:
        step = read_words(request, answers, draft)
    except BadInput as unreadable:
        return _answered(answers), {"export": Wrong("tell.bad_file", said_by_core=str(unreadable))}
    return (lambda before: replace(step(before), pictured=seen)), {}


def _once_more(request: HttpRequest, language: str, question: Question, secret: bytes) -> HttpResponse:
    """Back to the same page, on which the stranger corrects what was read in the pictures."""
    address = reverse("tell", args=[language, question.code])
    checking = "?check" if request.POST.get("then") == "check" else ""
    answer = HttpResponseRedirect(f"{address}{checking}#words", status=303)
    drafts.give_cookie(answer, secret)
    return answer


def _onwards(request: HttpRequest, language: str, question: Question, secret: bytes) -> HttpResponse:
    _, after = neighbours(question.code)
    if after is None or request.POST.get("then") == "check":
        answer = _to("check", language)
    else:
        answer = _to("tell", language, after)
    drafts.give_cookie(answer, secret)
    return answer


def _answered(answers: dict[str, str]) -> Callable[[Draft], Draft]:
    """The step that takes over a page's answers; what stood on the page is no suggestion any more."""

    def step(draft: Draft) -> Draft:
        left = tuple(name for name in draft.suggested if name not in answers)
        return replace(draft, answers={**draft.answers, **answers}, suggested=left)

    return step


def with_receipt(draft: Draft) -> Draft:
    """The draft with the code its report will have, made once."""
    return draft if draft.receipt else replace(draft, receipt=new_receipt())


def _show_check(request: HttpRequest, language: str, draft: Draft, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "check",
        language=language,
        status=status,
        parts=[(one, shown(one, draft)) for one in QUESTIONS],
        draft=draft,
        lines=said(draft.chat, draft.typed).findings.evidence,
        pasted=not is_prose(draft.typed),
        drops_contact=draft.answers.get("sharing") == "anonymous" and bool(draft.answers.get("contact")),
    )


def _to(name: str, *path: str) -> HttpResponse:
    """303: the browser fetches the next page with GET, and reloading it sends nothing again."""
    return HttpResponseRedirect(reverse(name, args=path), status=303)
