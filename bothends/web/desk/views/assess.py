"""The queue, one report, and the hand-over to a case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bothends.core.errors import BadInput, BothendsError, NotApart, SealError
from bothends.core.report import Report
from bothends.web.access.doors import needs, report_for
from bothends.web.access.roles import Permission, may
from bothends.web.desk.matches import matches_shown
from bothends.web.desk.shown import draft_languages, findings_shown, person_shown
from bothends.web.desk.threads import hints, threads_shown
from bothends.web.store.actions import assess, match_index
from bothends.web.store.actions.close import REPORT_ENDINGS
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import StoredReport, ThreadMessage

PAGE = 50
NEW_MESSAGE = Exists(ThreadMessage.objects.filter(report=OuterRef("pk"), waiting=True))


@require_GET
@needs(Permission.READ_QUEUE)
def queue(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Reports by urgency, oldest first; nothing of what they say."""
    waiting = StoredReport.objects.filter(state__in=("new", "opened")).order_by(
        "urgency_rank", "received_at", "id"
    )
    listed = waiting.only("id", "received_at", "urgency", "state", "channel").annotate(written=NEW_MESSAGE)
    start = max(0, _number(request.GET.get("from", "0")))
    shown = list(listed[start : start + PAGE + 1])
    return render(
        request,
        "desk/queue.html",
        {"reports": shown[:PAGE], "start": start, "further": start + PAGE if len(shown) > PAGE else None},
    )


@require_GET
@needs(Permission.OPEN_REPORT)
def report(request: HttpRequest, keyring: Keyring, report_id: UUID) -> HttpResponse:
    """One report, opened and written down: findings with their evidence, tactics beside them, advice."""
    row = report_for(keyring, report_id)
    try:
        told = assess.open_report(row, by=keyring, page=request.path)
    except (SealError, BadInput) as wrong:
        return _refused(request, row, wrong)
    threads = threads_shown([row], by=keyring, page=request.path)
    return render(
        request,
        "desk/report.html",
        {
            "row": row,
            "report": told,
            "shown": findings_shown(told.findings),
            "person": person_shown(told.person, told.also),
            "draft_languages": draft_languages(told.person.languages),
            "endings": REPORT_ENDINGS,
            "threads": threads,
            "hints": hints(),
            **_matches(row, told, keyring, request.path),
            "may_make_case": may(keyring.member.role, Permission.MAKE_CASE),
        },
    )


@require_POST
@needs(Permission.MAKE_CASE)
def make_case(request: HttpRequest, keyring: Keyring, report_id: UUID) -> HttpResponse:
    """Hand over. Who may not open cases returns to the queue."""
    row = report_for(keyring, report_id)
    try:
        case = assess.make_case(row, by=keyring, page=request.path)
    except (SealError, BadInput) as wrong:
        return _refused(request, row, wrong)
    if may(keyring.member.role, Permission.OPEN_CASE):
        return redirect("case", case_id=case.pk)
    return render(request, "desk/handed_over.html", {"code": case.code})


def _matches(row: StoredReport, told: Report, keyring: Keyring, page: str) -> dict[str, object]:
    """A member without casework opens no match key: the report is entered when one with casework opens it."""
    if not may(keyring.member.role, Permission.MATCH):
        return {}
    return matches_shown(match_index.index_report(row, told=told, by=keyring), by=keyring, page=page)


def _refused(request: HttpRequest, row: StoredReport, wrong: BothendsError) -> HttpResponse:
    """A body that does not open: damaged, moved, or sealed by a stranger's program to somebody else."""
    answer = {"row": row, "reason": str(wrong), "doubted": not isinstance(wrong, NotApart)}
    return render(request, "desk/unopened.html", answer, status=422)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
