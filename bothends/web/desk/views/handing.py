"""Hand over something beside a pack: choose it, say to whom and on what basis, and lay it before another member."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput, BothendsError, Refused
from bothends.core.refer import lawful, letters
from bothends.core.refer.bundle import bundle
from bothends.core.refer.pack import kind_of
from bothends.core.refer.parcel import new_reference
from bothends.core.refer.sheet import to_pdf, to_text
from bothends.data import folder
from bothends.web.access.doors import case_for, needs
from bothends.web.access.roles import Permission
from bothends.web.desk import handing, printing
from bothends.web.desk.basis import basis_of
from bothends.web.desk.routes import routing_for
from bothends.web.store.actions import assess, contact
from bothends.web.store.actions import refer as actions
from bothends.web.store.actions.ledger import notice_printed
from bothends.web.store.directory import directory
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case


@require_GET
@needs(Permission.PROPOSE_REFERRAL)
def handings(request: HttpRequest, keyring: Keyring, case_id: UUID) -> HttpResponse:
    """What there is to hand over."""
    return render(
        request, "desk/handings.html", {"case": case_for(keyring, case_id), "kinds": handing.kinds()}
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PROPOSE_REFERRAL)
def hand(request: HttpRequest, keyring: Keyring, case_id: UUID, kind: str) -> HttpResponse:
    """One of them: the form, and what is made of it."""
    row = case_for(keyring, case_id)
    if kind not in handing.kinds():
        raise Http404
    file = assess.open_case(row, by=keyring, page=request.path)
    choices = contact.choices(row, by=keyring, page=request.path) if kind == handing.CONTACT else []
    letter = letters.load_letter(folder(), kind) if kind in letters.codes(folder()) else None
    asked = letter.blanks.items() if letter else ()
    shown = {
        "case": row,
        "kind": kind,
        "name": handing.kinds()[kind],
        "letter": letter,
        "languages": letters.languages(folder(), kind),
        "notice": kind == handing.NOTICE,
        "recipients": recipients(row, file, kind, keyring),
        "choices": choices,
        "grounds": lawful.GROUNDS,
        "typed": request.POST,
        "blanks": [(name, said, request.POST.get(f"blank-{name}", "")) for name, said in asked],
    }
    if request.method == "GET":
        return render(request, "desk/hand.html", shown)
    try:
        return _handed(request, keyring, row, file, kind, tuple(choices))
    except BothendsError as wrong:
        return render(request, "desk/hand.html", {**shown, "wrong": str(wrong)}, status=400)


def recipients(row: Case, file: CaseFile, kind: str, keyring: Keyring) -> dict[str, str]:
    """Who may get it, by entry: verified, not held back, and what this kind asks beyond that.

    A reporter's contact goes only to whoever has the case; entities without the person to any verified entry.
    """
    today, known = timezone.now().date(), directory()
    routes = routing_for(file, actions.decisions(row, by=keyring), today=today).routes
    held = {one.id for one in routes if one.blocked}
    open_ones = {one.id: one.name for one in routes if one.verified and not one.blocked}
    if kind == handing.CONTACT:
        told = {to.entry_id for one, to in actions.ledger(row, by=keyring)}
        return {code: name for code, name in open_ones.items() if code in told}
    if kind == handing.FTM:
        entries = {
            code: known.find(code) for code in known.verifications if known.verified(code, today=today)
        }
        open_ones |= {code: known.name_of(one) for code, one in entries.items() if one and code not in held}
    return open_ones


def _handed(
    request: HttpRequest,
    keyring: Keyring,
    row: Case,
    file: CaseFile,
    kind: str,
    choices: tuple[contact.Chosen, ...],
) -> HttpResponse:
    typed, today = request.POST.dict(), timezone.now().date()
    typed = {name: str(value) for name, value in typed.items()}
    if kind == handing.NOTICE:
        asked = handing.Asked(typed, file, row.code, today)
        sheet = handing.made(kind, asked).sheet
        notice_printed(row, by=keyring, page=request.path)
        return printing.answer(
            sheet, name=f"notice-{row.code}", kind="txt" if typed.get("as") == "txt" else "pdf"
        )
    entry_id = typed.get("entry", "")
    names = recipients(row, file, kind, keyring)
    entry = directory().find(entry_id)
    if entry_id not in names or entry is None:
        raise BadInput(
            "Choose a recipient from the list. Nobody is in it whose channel this desk has not verified."
        )
    basis = basis_of(typed, ())
    verification = directory().require_verified(entry_id, today=today)
    if not verification.recipient and kind in (handing.HTCDS, handing.FTM):
        raise Refused(
            "This channel has no key, and what a machine reads is sealed to a key. Record one first."
        )
    reference = new_reference()
    asked = handing.Asked(typed, file, reference, today, kind_of(entry), choices)
    made = handing.made(kind, asked)
    addressed = actions.Addressed(
        reference=reference,
        entry_id=entry_id,
        recipient_name=names[entry_id],
        kind=kind_of(entry),
        basis="",
        profile=kind,
        why=handing.kinds()[kind],
        caution=None,
        fields=made.fields,
        key=verification.recipient or "",
        made_on=today.isoformat(),
        expires_on=actions.expiry(today).isoformat(),
        ground=basis.ground,
        necessity=basis.necessity,
        report=made.report,
    )
    fonts = [Path(one) for one in settings.DESK.settings["fonts"]]
    parts = {
        "pdf": to_pdf(made.sheet, folder=folder(), fonts=fonts),
        "txt": to_text(made.sheet).encode(),
        **made.files,
    }
    parcel = bundle(f"{kind}-{reference}", today.isoformat(), parts)
    proposed = actions.propose(row, addressed=addressed, pack=parcel, by=keyring, page=request.path)
    return redirect("referral", referral_id=proposed.pk)
