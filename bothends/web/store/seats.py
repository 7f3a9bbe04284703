"""Where each sealed column belongs: the one place that names tables and schemas of sealed bytes."""

from __future__ import annotations

from uuid import UUID

from bothends.core.crypto.seal import Seat
from bothends.web.store.models import Case

IDENTITY = "identity/1"
REPORT = "report/1"
CASE = "case/1"
CASE_KEY = "case_key/1"
REFERRAL = "referral/1"
PACK = "pack/1"
LEDGER = "ledger/1"
DECISION = "decision/1"
TOTP = "totp/1"
PASSKEY = "passkey/1"
MATCH_KEY = "match_key/1"
MATCH_KEY_SEAT = Seat("match_key", "1", MATCH_KEY)


def grant_seat(vault: str, member: int | None) -> Seat:
    """`member` None is the recovery identity."""
    return Seat("grant", f"{vault}:{member or 'recovery'}", IDENTITY)


def report_seat(report: UUID) -> Seat:
    return Seat("report", str(report), REPORT)


def case_seat(case: Case) -> Seat:
    """The revision is part of the seat, so an older body put back does not open as the newer one."""
    return Seat("case", f"{case.pk}:{case.revision}", CASE)


def factor_seat(member: int, schema: str) -> Seat:
    """A factor belongs to its member; which of their rows it is does not matter."""
    return Seat("factor", str(member), schema)


def wrapped_seat(login: str) -> bytes:
    return f"member:{login}".encode()


def thread_seat(report: UUID) -> bytes:
    return f"reporter:{report}".encode()
