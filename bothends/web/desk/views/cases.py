"""The list of cases, one case, its contact details on request, and corrections to its record."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bothends.core.case import CaseFile
from bothends.core.errors import BothendsError
from bothends.core.refer.rules import FLAGS
from bothends.web.access.doors import case_for, needs
from bothends.web.access.roles import Permission
from bothends.web.desk.corrections import corrected
from bothends.web.desk.matches import matches_shown
from bothends.web.desk.routes import routing_for
from bothends.web.desk.shown import (
    also_shown,
    corrections_shown,
    draft_languages,
    findings_shown,
    person_shown,
)
from bothends.web.desk.threads import hints, threads_shown
from bothends.web.store.actions import assess, match_index, recall, refer
from bothends.web.store.actions.close import CASE_ENDINGS
from bothends.web.store.actions.erase import CAUSES
from bothends.web.store.actions.thread import ASKED
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, StoredReport, ThreadMessage

# Clear marks only: that something waits, never what.
NEW_MESSAGE = Exists(ThreadMessage.objects.filter(report__in_case__case=OuterRef("pk"), waiting=True))
ASKS = Exists(StoredReport.objects.filter(in_case__case=OuterRef("pk"), erasure=ASKED))


@require_GET
@needs(Permission.READ_CASES)
def cases(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Cases by urgency; nothing of what they say."""
    listed = Case.objects.filter(key__isnull=False).select_related("owner").defer("body")
    counted = listed.annotate(
        waiting=Count("referrals", filter=Q(referrals__state="proposed")),
        referred=Count("referrals", filter=Q(referrals__state__in=("approved", "taken"))),
    )
    overdue = recall.late(today=timezone.now().date(), days=settings.DESK.settings["remind_days"])
    counted = counted.annotate(late=Count("referrals", filter=Q(referrals__in=overdue)))
    counted = counted.annotate(written=NEW_MESSAGE, asks=ASKS)
    ordered = counted.order_by("status", "urgency_rank", "opened_at")
    return render(request, "desk/cases.html", {"cases": ordered})


@require_GET
@needs(Permission.OPEN_CASE)
def case(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """One case, opened and written down."""
    row = case_for(keyring, case_id)
    file = assess.open_case(row, by=keyring, page=request.path)
    return render(request, "desk/case.html", _page(request, row, file, keyring))


@require_POST
@needs(Permission.REVEAL_CONTACT, fresh=True)
def reveal(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Contact details, as text and never as a link, next to the sentence not to use them (P1)."""
    row = case_for(keyring, case_id)
    contacts = assess.reveal_contacts(row, by=keyring, page=request.path)
    return render(request, "desk/contacts.html", {"case": row, "contacts": contacts})


@require_POST
@needs(Permission.OPEN_CASE)
def correct(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """Write what a member corrected in the record, and what they noted that holds a referral."""
    row = case_for(keyring, case_id)
    file = assess.open_case(row, by=keyring, page=request.path)
    try:
        today = timezone.now().date().isoformat()
        changed = corrected(file, request.POST, by=keyring.member.login, on=today)
        assess.correct_case(row, file=changed, by=keyring, page=request.path)
    except BothendsError as wrong:
        return render(
            request, "desk/case.html", {**_page(request, row, file, keyring), "wrong": str(wrong)}, status=400
        )
    return redirect("case", case_id=row.pk)


def _page(request: HttpRequest, row: Case, file: CaseFile, keyring: Keyring) -> dict[str, object]:
    decided = refer.decisions(row, by=keyring)
    routing = routing_for(file, decided, today=timezone.now().date())
    flags = file.flags()
    referrals = [(one, refer.addressed(one, by=keyring)) for one in row.referrals.order_by("proposed_at")]
    ledger = refer.ledger(row, by=keyring)
    back = recall.states(row, [one for one, _ in referrals], by=keyring, today=timezone.now().date())
    reports = StoredReport.objects.filter(in_case__case=row).order_by("in_case__linked_at", "pk")
    threads = threads_shown(reports, by=keyring, page=request.path)
    return {
        "case": row,
        "file": file,
        "shown": findings_shown(file.findings),
        "person": person_shown(file.person, file.also),
        "also": also_shown(file.also),
        "corrections": corrections_shown(file),
        "draft_languages": draft_languages(file.person.languages),
        "routing": routing,
        "decided": decided,
        "flags": [(code, meaning, code in flags) for code, meaning in FLAGS.items()],
        "referrals": [(one, to, back[one.pk]) for one, to in referrals],
        "told": {to.entry_id for one, to in referrals if one.state != "recalled"},
        **matches_shown(match_index.index(row, file=file, by=keyring), by=keyring, page=request.path),
        "threads": threads,
        "erasure_asked": any(one.asks for one in threads),
        "hints": hints(),
        "ledger": [(line, to, back.get(line.referral_id, "")) for line, to in ledger],
        "endings": CASE_ENDINGS,
        "causes": [one for one in CAUSES if one.chosen],
    }
