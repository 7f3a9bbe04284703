"""Log-ins, refusals and log-outs in the trail."""

from __future__ import annotations

from django.db import transaction

from bothends.web.store.audit import STRANGER, record
from bothends.web.store.keyring import actor_of
from bothends.web.store.models import Member


@transaction.atomic
def entered(*, by: Member) -> None:
    """A member opened their own keys."""
    record(by=actor_of(by), action="unlocked")


@transaction.atomic
def refused(*, login: str) -> None:
    """A wrong name or password. A name nobody has is not written down: it may be a password typed too early."""
    known = Member.objects.filter(login=login).first()
    record(by=STRANGER, action="login_refused", subject=f"member:{known.login}" if known else "")


@transaction.atomic
def left(*, by: Member) -> None:
    """A member logged out."""
    record(by=actor_of(by), action="logged_out")
