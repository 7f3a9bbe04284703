"""Who has been told: what stands of this case, and of others that are perhaps about the same person."""

from __future__ import annotations

from django.db import transaction

from bothends.core.case import CaseFile
from bothends.core.refer.ledger import Line
from bothends.core.refer.profiles import PROFILES
from bothends.core.refer.twice import Told
from bothends.web.store.actions import match, match_index, recall, refer
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, Referral

STANDS = ("proposed", "approved", "taken")


@transaction.atomic
def told(case: Case, *, file: CaseFile, by: Keyring, page: str) -> list[Told]:
    """Referrals that stand, oldest first; opening those of a linked case is written down there (P7)."""
    found = [_told(one, to, case) for one, to in _standing(case, by)]
    entry = match_index.index(case, file=file, by=by)
    for suggested in match.suggestions(entry, by=by, page=page):
        other, judged = suggested.entry.case, suggested.judged
        if other is None or (judged and not suggested.open and judged.said.verdict == "different"):
            continue
        rows = _standing(other, by)
        if rows:
            record(by=by.actor, action="ledger_read", subject=f"case:{other.pk}", page=page)
        found += [_told(one, to, other, linked=True) for one, to in rows]
    return found


@transaction.atomic
def read(case: Case, *, by: Keyring, page: str) -> list[Line]:
    """The ledger, opened for a member and written down (P7)."""
    record(by=by.actor, action="ledger_read", subject=f"case:{case.pk}", page=page)
    return _lines(case, by)


@transaction.atomic
def printed(case: Case, *, by: Keyring, page: str) -> list[Line]:
    """The ledger, to be printed for the person."""
    record(by=by.actor, action="ledger_printed", subject=f"case:{case.pk}", page=page)
    return _lines(case, by)


@transaction.atomic
def notice_printed(case: Case, *, by: Keyring, page: str) -> None:
    """The data-protection notice was made for the person."""
    record(by=by.actor, action="notice_printed", subject=f"case:{case.pk}", page=page)


def _lines(case: Case, by: Keyring) -> list[Line]:
    """One line a disclosure, oldest first."""
    return [
        Line(
            on=row.at.date().isoformat(),
            reference=to.reference,
            recipient=to.recipient_name,
            kind=to.kind,
            fields=to.fields,
            why=to.why,
            ground=to.ground,
            necessity=to.necessity,
            decided_by=(row.referral.proposed_by.login, _login(row.referral)),
            answer=answer_of(row.referral, by=by),
        )
        for row, to in refer.ledger(case, by=by)
    ]


def answer_of(row: Referral, *, by: Keyring) -> str:
    """Code of what became of a disclosure; see core/refer/ledger.py, ANSWERS."""
    if row.state == "recalled":
        return "recalled"
    if answered := recall.answers(row, by=by):
        return answered[-1].choice
    if row.taken_at is None:
        return "not_handed_over"
    return "no_answer"


def _login(row: Referral) -> str:
    return row.approved_by.login if row.approved_by else ""


def _standing(case: Case, by: Keyring) -> list[tuple[Referral, refer.Addressed]]:
    """Letters and exports are no referral of the case: who got one may still be asked to act."""
    rows = case.referrals.filter(state__in=STANDS).order_by("proposed_at")
    return [(one, to) for one in rows if (to := refer.addressed(one, by=by)).profile in PROFILES]


def _told(row: Referral, to: refer.Addressed, case: Case, *, linked: bool = False) -> Told:
    since = (row.approved_at or row.proposed_at).date().isoformat()
    return Told(to.entry_id, to.recipient_name, to.kind, since, case.code, linked, row.state != "proposed")
