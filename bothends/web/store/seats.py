"""Where each sealed column belongs: the one place that names tables and schemas of sealed bytes."""

from __future__ import annotations

from uuid import UUID

from bothends.core.crypto.seal import Seat
from bothends.web.store.models import Case

IDENTITY = "identity/1"
REPORT = "report/1"
ANSWERS = "answers/1"
CASE = "case/1"
CASE_KEY = "case_key/1"
REPORT_KEY = "report_key/1"
REFERRAL = "referral/1"
PACK = "pack/1"
LEDGER = "ledger/1"
DECISION = "decision/1"
THREAD = "thread/1"
RECIPIENT_ANSWER = "recipient_answer/1"
RECALL = "recall/1"
TOTP = "totp/1"
PASSKEY = "passkey/1"
MATCH_KEY = "match_key/1"


def grant_seat(vault: str, member: int | None) -> Seat:
    """`member` None is the recovery identity."""
    return Seat("grant", f"{vault}:{member or 'recovery'}", IDENTITY)


def report_seat(report: UUID) -> Seat:
    return Seat("report", str(report), REPORT)


def answers_seat(report: UUID) -> Seat:
    """The same place as the report's; the schema says that nothing was read yet."""
    return Seat("report", str(report), ANSWERS)


def case_seat(case: Case) -> Seat:
    """The revision is part of the seat, so an older body put back does not open as the newer one."""
    return Seat("case", f"{case.pk}:{case.revision}", CASE)


def case_key_seat(case: UUID) -> Seat:
    return Seat("case_key", str(case), CASE_KEY)


def report_key_seat(report: UUID) -> Seat:
    return Seat("report_key", str(report), REPORT_KEY)


def match_key_seat(generation: int) -> Seat:
    return Seat("match_key", str(generation), MATCH_KEY)


def card_seat(entry: int) -> bytes:
    """A card belongs to its entry; bytes moved to another entry do not open."""
    return f"card:{entry}".encode()


def judgement_seat(one: int, two: int, number: int) -> bytes:
    return f"judgement:{one}:{two}:{number}".encode()


def rotation_seat(vault: str) -> Seat:
    """The vault's old identity, kept under the new one until every row was sealed anew."""
    return Seat("rotation", vault, IDENTITY)


def factor_seat(member: int, schema: str) -> Seat:
    """A factor belongs to its member; which of their rows it is does not matter."""
    return Seat("factor", str(member), schema)


def wrapped_seat(login: str) -> bytes:
    return f"member:{login}".encode()


def thread_seat(report: UUID) -> bytes:
    return f"reporter:{report}".encode()


def answer_seat(answer: UUID) -> Seat:
    return Seat("recipient_answer", str(answer), RECIPIENT_ANSWER)


def recall_seat(acknowledgement: UUID) -> Seat:
    return Seat("acknowledgement", str(acknowledgement), RECALL)


def message_seat(report: UUID, number: int, side: str) -> Seat:
    """Number and side are part of the seat, so messages cannot be swapped or put in the other one's mouth."""
    return Seat("thread", f"{report}:{number}:{side}", THREAD)
