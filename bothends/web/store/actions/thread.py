"""The reporter's side of the thread: read, write, withdraw, erase. Opens with the typed receipt only.

The public pages reach this file, so it may not import `unseal` or the keyring. The desk's side is answer.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bothends.core.codec import from_json, to_json
from bothends.core.crypto.own import Opener, opener
from bothends.core.crypto.receipt import lookup_tag
from bothends.core.crypto.seal import seal
from bothends.core.errors import BadInput, Refused
from bothends.web.store.actions.erase import erase_report
from bothends.web.store.actions.intake import find, to_the_hour
from bothends.web.store.audit import STRANGER, record
from bothends.web.store.models import Case, CaseReport, PassedOn, StoredReport, ThreadMessage
from bothends.web.store.seats import message_seat, thread_seat

REPORTER, DESK = "reporter", "desk"
LONGEST = 4000
MOST_WAITING = 20  # messages nobody at the desk has opened; more would only fill the disk
# Each choice with how strict it is: a withdrawal only ever makes it stricter.
STRICTNESS = {"": 0, "share_contact": 0, "desk_only": 1, "anonymous": 2}
# What a reporter is told of a recipient. A kind in no row is told as an authority, never as nothing.
TOLD_AS = {"mission": "mission", "organisation": "organisation"}
ASKED, KEPT = "asked", "kept"


class Nothing(Refused):
    """There is no report under this code: never was, or it was erased."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is sealed of a message. `kind`: message, correction, withdrawal, erasure_asked, answer, erasure_kept."""

    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One opened message. `at` is cut to the hour."""

    side: str
    kind: str
    at: datetime
    text: str = field(repr=False)
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """All that a receipt shows: a state, own messages and answers, kinds of recipients with their month."""

    state: str
    in_case: bool
    sharing_now: str
    erasure: str
    lines: tuple[Line, ...] = field(repr=False)
    passed_on: tuple[tuple[str, date], ...]


def exists(receipt: str, *, pepper: bytes) -> None:
    """Raises Nothing when there is no report under this code. One indexed look-up."""
    if find(receipt, pepper=pepper) is None:
        raise Nothing("There is nothing under this code.")


def recall(receipt: str, *, pepper: bytes) -> Thread:
    """What the reporter sees on coming back. Raises Nothing."""
    row = _row(receipt, pepper)
    passed = row.passed_on.order_by("month", "kind").values_list("kind", "month")
    return Thread(
        state=row.state,
        in_case=row.state == "case",
        sharing_now=row.sharing_now,
        erasure=row.erasure,
        lines=_opened(row, _opener(row, receipt, pepper)),
        passed_on=tuple((kind, date.fromisoformat(f"{month}-01")) for kind, month in passed),
    )


@transaction.atomic
def write(receipt: str, *, words: Words, pepper: bytes) -> None:
    """Add the reporter's message. Sent twice in a row, it is kept once. Raises Nothing, BadInput, Refused."""
    row = _row(receipt, pepper, lock=True)
    text = checked(words.text)
    earlier = _opened(row, _opener(row, receipt, pepper))
    if earlier and (earlier[-1].side, earlier[-1].kind, earlier[-1].text) == (REPORTER, words.kind, text):
        return
    if sum(one.waiting for one in earlier) >= MOST_WAITING:
        raise Refused("Many of your messages wait to be read. Come back when somebody has read them.")
    _from_reporter(row, Words(words.kind, text), action="reporter_wrote")


@transaction.atomic
def withdraw(receipt: str, *, to: str, pepper: bytes) -> None:
    """Make the reporter's sharing choice stricter, at once. A looser choice changes nothing."""
    row = _row(receipt, pepper, lock=True)
    if STRICTNESS.get(to, 0) <= STRICTNESS[row.sharing_now]:
        return
    row.sharing_now = to
    row.save(update_fields=["sharing_now"])
    _from_reporter(row, Words("withdrawal", to), action="consent_withdrawn")


@transaction.atomic
def erase(receipt: str, *, pepper: bytes) -> bool:
    """Erase the report (True), or ask the desk to, when it has become a case (False). Raises Nothing."""
    row = _row(receipt, pepper, lock=True)
    if row.state != "case":
        erase_report(row, by=STRANGER)
        return True
    if row.erasure != ASKED:
        row.erasure = ASKED
        row.save(update_fields=["erasure"])
        _from_reporter(row, Words("erasure_asked", ""), action="erasure_asked")
    return False


def append(row: StoredReport, *, side: str, words: Words) -> ThreadMessage:
    """Seal one message to the report's own key and to the reporter. The caller holds the report's lock.

    The report's key goes along to casework at the hand-over, so from then on a supporter opens no message (P11).
    """
    number = (row.thread.aggregate(last=Max("number"))["last"] or 0) + 1
    return ThreadMessage.objects.create(
        report=row,
        number=number,
        side=side,
        at=to_the_hour(timezone.now()),
        waiting=side == REPORTER,
        body=seal(
            to_json(words),
            to=[row.recipient, row.reporter_recipient],
            seat=message_seat(row.pk, number, side),
        ),
    )


def mark_passed_on(case: Case, *, kind: str, on: date) -> None:
    """Note for each report of a case to what kind of recipient it went, and in which month."""
    told = TOLD_AS.get(kind, "ministry")
    for link in CaseReport.objects.filter(case=case):
        PassedOn.objects.get_or_create(report_id=link.report_id, kind=told, month=on.isoformat()[:7])


def checked(text: str) -> str:
    """A message's text, line ends made plain. Raises BadInput when empty or too long."""
    plain = text.replace("\r\n", "\n").strip()
    if not plain:
        raise BadInput("There is nothing written. Write something, or go back.")
    if len(plain) > LONGEST:
        raise BadInput(f"This is longer than {LONGEST} characters. Shorten it; nothing was sent.")
    return plain


def line_of(one: ThreadMessage, body: bytes) -> Line:
    """A message's row and its opened body as one line."""
    words = from_json(body, Words)
    return Line(one.side, words.kind, one.at, words.text, one.waiting)


def _row(receipt: str, pepper: bytes, *, lock: bool = False) -> StoredReport:
    rows = StoredReport.objects.select_for_update() if lock else StoredReport.objects
    found = rows.filter(lookup_tag=lookup_tag(receipt, pepper=pepper)).first()
    if found is None:
        raise Nothing("There is nothing under this code.")
    return found


def _opener(row: StoredReport, receipt: str, pepper: bytes) -> Opener:
    return opener(row.reporter_box, receipt=receipt, pepper=pepper, about=thread_seat(row.pk))


def _opened(row: StoredReport, open_own: Opener) -> tuple[Line, ...]:
    rows: Iterable[ThreadMessage] = row.thread.order_by("number")
    return tuple(line_of(one, open_own(one.body, message_seat(row.pk, one.number, one.side))) for one in rows)


def _from_reporter(row: StoredReport, words: Words, *, action: str) -> None:
    append(row, side=REPORTER, words=words)
    record(by=STRANGER, action=action, subject=f"report:{row.pk}", at=_at(STRANGER))


def _at(by: str) -> datetime:
    """The minute at which a stranger came back is theirs; a member's is the trail's."""
    now = timezone.now()
    return to_the_hour(now) if by == STRANGER else now
