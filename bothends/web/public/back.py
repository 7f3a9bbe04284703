"""Coming back by code: how far we are, answers, adding something, withdrawing consent, erasing.

The code is typed into a form once and is in no address. Every page after it reads it from the boxed return.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bothends.core.crypto.receipt import parse
from bothends.core.errors import BadInput, NotAReceipt, Refused
from bothends.web.public import returning
from bothends.web.public.after import forgotten
from bothends.web.public.page import page
from bothends.web.public.returning import NotBack
from bothends.web.store.actions import pace, thread
from bothends.web.store.actions.thread import LONGEST, Nothing, Thread, Words

Page = Callable[..., HttpResponse]

STATES = {
    "new": "return.new",
    "opened": "return.opened",
    "case": "return.case",
    "closed": "return.closed",
}
KINDS = {
    "message": "thread.kind_message",
    "correction": "thread.kind_correction",
    "withdrawal": "thread.kind_withdrawal",
    "erasure_asked": "thread.kind_erasure_asked",
    "answer": "thread.kind_answer",
    "erasure_kept": "thread.kind_erasure_kept",
}
# What a code in place of words says, when the reporter reads it again.
CHOICES = {"desk_only": "withdraw.desk_only", "anonymous": "withdraw.anonymous"}
PASSED = {
    "mission": "passed.mission",
    "organisation": "passed.organisation",
    "ministry": "passed.ministry",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A page on which the reporter writes: its kind of message and its wording."""

    kind: str
    title: str
    lead: str
    label: str


FORMS = {
    "write": Form("message", "write.title", "write.lead", "write.label"),
    "correct": Form("correction", "correct.title", "correct.lead", "correct.label"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, language: str) -> HttpResponse:
    """Type the code. A mistyped one costs nothing; a wrong one costs the whole site a little time."""
    if request.method != "POST":
        return page(request, "return", language=language)
    typed = request.POST.get("code", "")[:100]
    try:
        return _enter(request, language, parse(typed))
    except NotAReceipt:
        return page(request, "return", language=language, status=422, wrong="return.mistyped", typed=typed)
    except Nothing:
        pace.wrong_code()
        return page(request, "return", language=language, status=404, wrong="return.not_found", typed=typed)


def _enter(request: HttpRequest, language: str, receipt: str) -> HttpResponse:
    seconds = pace.seconds_to_wait()
    if seconds:
        typed = request.POST.get("code", "")[:100]
        answer = page(
            request,
            "return",
            language=language,
            status=429,
            wrong="return.wait",
            seconds=seconds,
            typed=typed,
        )
        answer.headers["Retry-After"] = str(seconds)
        return answer
    thread.exists(receipt, pepper=settings.DESK.pepper)
    returning.drop(request)
    answer = _to("thread", language)
    returning.give_cookie(answer, returning.begin(receipt))
    return answer


def came_back(view: Page) -> Page:
    """Hand the page the code that was typed before; without one, ask for it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest, language: str, **path: str) -> HttpResponse:
        try:
            return view(request, language, returning.receipt_of(request), **path)
        except (NotBack, Nothing):
            late = bool(request.COOKIES.get(returning.COOKIE))
            minutes, status = returning.IDLE_MINUTES, 410 if late else 403
            answer = page(request, "return", language=language, status=status, late=late, minutes=minutes)
            returning.take_cookie(answer)
            return answer

    return guarded


@came_back
def read(request: HttpRequest, language: str, receipt: str) -> HttpResponse:
    """Everything the code shows. POST: done, take it off this device."""
    if request.method == "POST":
        return forgotten(request, reverse("first", args=[language]))
    told = thread.recall(receipt, pepper=settings.DESK.pepper)
    return page(
        request,
        "thread",
        language=language,
        told=told,
        state=STATES.get(told.state, "return.opened"),
        lines=_lines(told),
        passed=[(PASSED[kind], month) for kind, month in told.passed_on],
        choice=CHOICES.get(told.sharing_now),
        saved="saved" in request.GET,
    )


@came_back
def add(request: HttpRequest, language: str, receipt: str, what: str) -> HttpResponse:
    """Write about oneself, or correct what was told."""
    form = FORMS.get(what)
    if form is None:
        raise Http404
    shown: dict[str, Any] = {"form": form, "what": what, "limit": LONGEST}
    if request.method != "POST":
        thread.exists(receipt, pepper=settings.DESK.pepper)
        return page(request, "add", language=language, **shown)
    typed = request.POST.get("text", "")
    try:
        thread.write(receipt, words=Words(form.kind, typed), pepper=settings.DESK.pepper)
    except Nothing:
        raise
    except BadInput:
        wrong = "write.too_long" if typed.strip() else "write.empty"
        return page(request, "add", language=language, status=422, wrong=wrong, typed=typed, **shown)
    except Refused:
        return page(request, "add", language=language, status=409, wrong="write.many", typed=typed, **shown)
    return _to("thread", language, saved=True)


@came_back
def withdraw(request: HttpRequest, language: str, receipt: str) -> HttpResponse:
    """Make the choice about one's own contact stricter."""
    told = thread.recall(receipt, pepper=settings.DESK.pepper)
    chosen = request.POST.get("sharing", "")
    if request.method == "POST" and chosen in CHOICES:
        thread.withdraw(receipt, to=chosen, pepper=settings.DESK.pepper)
        return _to("thread", language, saved=True)
    wrong = "tell.bad_choice" if request.method == "POST" else ""
    left = [(code, say) for code, say in CHOICES.items() if _stricter(code, told.sharing_now)]
    return page(
        request,
        "withdraw",
        language=language,
        status=422 if wrong else 200,
        wrong=wrong,
        choices=left,
        told=told,
    )


@came_back
def erase(request: HttpRequest, language: str, receipt: str) -> HttpResponse:
    """A page that says what erasing does and does not do; POST: do it, or ask the desk."""
    told = thread.recall(receipt, pepper=settings.DESK.pepper)
    shown: dict[str, Any] = {
        "told": told,
        "passed": [(PASSED[kind], month) for kind, month in told.passed_on],
    }
    if request.method != "POST":
        return page(request, "erase", language=language, **shown)
    if request.POST.get("sure") != "yes":
        return page(request, "erase", language=language, status=422, wrong="erase.not_sure", **shown)
    if not thread.erase(receipt, pepper=settings.DESK.pepper):
        return _to("thread", language, saved=True)
    answer = page(request, "erased", language=language)
    return forgotten(request, "", answer=answer)


def _lines(told: Thread) -> list[dict[str, object]]:
    """Messages as the page shows them: who, what kind, which day, the words or the sentence of a code."""
    return [
        {
            "from_desk": line.side == thread.DESK,
            "kind": KINDS.get(line.kind, "thread.kind_message"),
            "at": line.at,
            "say": CHOICES.get(line.text, "") if line.kind == "withdrawal" else "",
            "text": line.text,
        }
        for line in told.lines
    ]


def _stricter(code: str, now: str) -> bool:
    return thread.STRICTNESS[code] > thread.STRICTNESS[now]


def _to(name: str, language: str, *, saved: bool = False) -> HttpResponse:
    """303, so that a reload sends nothing again. The mark says only that something was stored."""
    return HttpResponseRedirect(reverse(name, args=[language]) + ("?saved" if saved else ""), status=303)
