"""Log-ins, refusals and log-outs in the trail, and what a member is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bothends.web.store.audit import STRANGER, record
from bothends.web.store.keyring import actor_of
from bothends.web.store.models import AuditEvent, Member

LOGGED_IN = "logged_in"
REFUSALS = ("login_refused", "factor_refused")


@dataclass(frozen=True, slots=True)
class Notice:
    """The log-in before this one, and what was refused under this name since then."""

    last: datetime | None
    refused: int


@transaction.atomic
def opened(*, by: Member) -> None:
    """The password fitted. Nothing is open until the second factor."""
    record(by=actor_of(by), action="password_accepted")


@transaction.atomic
def entered(*, by: Member) -> None:
    """Password and second factor: the member is in."""
    record(by=actor_of(by), action=LOGGED_IN)


@transaction.atomic
def unlocked(*, by: Member) -> None:
    """A member opened their own keys again, with the password, in a session that had both."""
    record(by=actor_of(by), action="unlocked")


@transaction.atomic
def confirmed(*, by: Member, page: str) -> None:
    """A second factor again, before a step that matters."""
    record(by=actor_of(by), action="factor_confirmed", page=page)


@transaction.atomic
def refused(*, login: str) -> None:
    """A wrong name or password. A name nobody has is not written down: it may be a password typed too early."""
    known = Member.objects.filter(login=login).first()
    record(by=STRANGER, action="login_refused", subject=f"member:{known.login}" if known else "")


@transaction.atomic
def factor_refused(*, by: Member) -> None:
    """The right password and a wrong second factor: whoever it was knows the password."""
    record(by=STRANGER, action="factor_refused", subject=f"member:{by.login}")


@transaction.atomic
def left(*, by: Member) -> None:
    """A member logged out."""
    record(by=actor_of(by), action="logged_out")


def notice(member: Member) -> Notice:
    """What to show a member who has just come in."""
    ins = AuditEvent.objects.filter(actor=actor_of(member), action=LOGGED_IN).order_by("-seq")
    before = ins[1:2].first()
    tried = AuditEvent.objects.filter(subject=f"member:{member.login}", action__in=REFUSALS)
    return Notice(before.at if before else None, tried.filter(seq__gt=before.seq if before else 0).count())
