"""Opening a report, and handing it over as a case."""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from bothends.core.case import CaseFile
from bothends.core.codec import from_json, to_json
from bothends.core.crypto.keys import Identity
from bothends.core.crypto.seal import seal
from bothends.core.errors import Refused
from bothends.core.minimise import minimise
from bothends.core.report import Contact, Report, Sharing
from bothends.web.store.actions.opening import told_in
from bothends.web.store.actions.thread import STRICTNESS
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, CaseKey, CaseReport, MatchEntry, ReportKey, StoredReport, Vault
from bothends.web.store.seats import case_key_seat, case_seat, report_key_seat, report_seat


@transaction.atomic
def open_report(row: StoredReport, *, by: Keyring, page: str) -> Report:
    """Unseal one report for one member, and write that down."""
    told = _told(row, by)
    if row.state == "new":
        row.state = "opened"
        row.save(update_fields=["state"])
    record(by=by.actor, action="report_opened", subject=f"report:{row.pk}", page=page)
    return told


@transaction.atomic
def make_case(row: StoredReport, *, by: Keyring, page: str) -> Case:
    """Carry person and findings into a case with a key of its own. The reporter stays behind (P4).

    Whoever may hand over need not be able to open the case afterwards (P11): only public halves seal it. The
    report's own key goes along to the casework vault, so the intake vault opens that report no more.
    """
    row = StoredReport.objects.select_for_update().get(pk=row.pk)
    told = _told(row, by)
    case = _new_case(row, by)
    key = Identity.new()
    file = CaseFile(
        code=case.code,
        person=told.person,
        findings=minimise(told.findings, hide=_of_the_reporter(told)),
        opened_on=case.opened_at.date().isoformat(),
        also=told.also,
    )
    case.recipient = key.recipient
    case.body = seal(to_json(file), to=[key.recipient], seat=case_seat(case))
    # First the trail, which lets one writer in at a time: a vault that is renewed meanwhile stays whole.
    record(by=by.actor, action="case_made", subject=f"case:{case.pk}", page=page)
    case.save(force_insert=True)
    _keys_to_casework(case, key, row, by.report(row))
    CaseReport.objects.create(case=case, report=row, linked_at=case.opened_at)
    # The card does not change with the hand-over; whoever cannot open it may still pass it on.
    MatchEntry.objects.filter(report=row).update(case=case, report=None)
    row.state = "case"
    row.save(update_fields=["state"])
    return case


def _keys_to_casework(case: Case, key: Identity, row: StoredReport, report_key: Identity) -> None:
    casework = Vault.objects.get(name="casework").recipient
    boxed = seal(key.secret.encode(), to=[casework], seat=case_key_seat(case.pk))
    CaseKey.objects.create(case=case, body=boxed)
    moved = seal(report_key.secret.encode(), to=[casework], seat=report_key_seat(row.pk))
    ReportKey.objects.filter(report=row).update(vault="casework", body=moved)


def _told(row: StoredReport, by: Keyring) -> Report:
    """The opened report, with the sharing the reporter has chosen since. A contact withdrawn is gone for good."""
    told = told_in(row, by=by)
    if STRICTNESS[row.sharing_now] <= STRICTNESS[told.reporter.sharing]:
        return told
    contact = None if row.sharing_now == "anonymous" else told.reporter.contact
    stricter = replace(told.reporter, sharing=cast(Sharing, row.sharing_now), contact=contact)
    told = replace(told, reporter=stricter)
    row.body = seal(to_json(told), to=[row.recipient], seat=report_seat(row.pk))
    row.save(update_fields=["body"])
    return told


def _of_the_reporter(told: Report) -> list[str]:
    """How the reporter can be reached, as it might stand in a quoted line."""
    contact = told.reporter.contact or ""
    return [one for one in (contact, contact.partition("@")[0]) if one.strip()]


def _new_case(row: StoredReport, by: Keyring) -> Case:
    return Case(
        id=uuid4(),
        opened_at=timezone.now(),
        urgency=row.urgency,
        urgency_rank=row.urgency_rank,
        owner=by.member,
    )


@transaction.atomic
def open_case(case: Case, *, by: Keyring, page: str) -> CaseFile:
    """Unseal one case for one member, and write that down."""
    file = from_json(by.case_body(case), CaseFile)
    record(by=by.actor, action="case_opened", subject=f"case:{case.pk}", page=page)
    return file


@transaction.atomic
def reveal_contacts(case: Case, *, by: Keyring, page: str) -> tuple[Contact, ...]:
    """The person's contact details, after an explicit request that is written down each time (P1)."""
    file = from_json(by.case_body(case), CaseFile)
    record(by=by.actor, action="contact_revealed", subject=f"case:{case.pk}", page=page)
    return file.person.contacts


@transaction.atomic
def correct_case(case: Case, *, file: CaseFile, by: Keyring, page: str) -> Case:
    """Seal the corrected file as the next revision. Two people at once: the second is told, nothing is lost."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.revision != case.revision:
        raise Refused("Somebody else changed this case meanwhile. Open it again and repeat your change.")
    fresh.revision += 1
    fresh.body = seal(to_json(file), to=[fresh.recipient], seat=case_seat(fresh))
    fresh.save(update_fields=["revision", "body"])
    record(by=by.actor, action="case_corrected", subject=f"case:{case.pk}", page=page)
    return fresh
