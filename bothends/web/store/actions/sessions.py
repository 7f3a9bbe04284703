"""A member's sessions: list them, end one, end all. Kept in Django's own table, found by reading each row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from bothends.web.store.audit import record
from bothends.web.store.keyring import actor_of
from bothends.web.store.models import Member


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session as its member sees it. `name` stands for its key, which is never shown."""

    name: str
    began: datetime
    touched: datetime
    here: bool


def of(member: Member, *, here: str) -> list[Sitting]:
    """The sessions of a member, newest first. `here` is the key of the one that asks."""
    found = [
        Sitting(
            _name(row.session_key), _moment(said, "began"), _moment(said, "touched"), row.session_key == here
        )
        for row, said in _rows(member)
    ]
    return sorted(found, key=lambda one: one.began, reverse=True)


@transaction.atomic
def end(*, name: str, by: Member, page: str) -> None:
    """End one of one's own sessions. Another's name is no name here."""
    for row, _ in _rows(by):
        if _name(row.session_key) == name:
            row.delete()
            record(by=actor_of(by), action="session_ended", subject=f"member:{by.login}", page=page)


def end_all(member: Member, *, but: str | None = None) -> None:
    """End every session of a member, within the action that gives the reason."""
    for row, _ in _rows(member):
        if row.session_key != but:
            row.delete()


def _rows(member: Member) -> Iterator[tuple[Session, dict[str, object]]]:
    for row in Session.objects.filter(expire_date__gte=timezone.now()):
        said = row.get_decoded()
        half = said.get("half")
        if said.get("_auth_user_id") == str(member.pk) or half == member.pk:
            yield row, said


def _name(key: str) -> str:
    secret = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(key.encode(), key=secret, digest_size=8).hexdigest()


def _moment(said: dict[str, object], name: str) -> datetime:
    seconds = said.get(name)
    return datetime.fromtimestamp(seconds if isinstance(seconds, int) else 0, tz=UTC)
