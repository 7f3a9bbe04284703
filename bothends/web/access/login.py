"""Logging in is unwrapping one's own identity: there is no password hash to steal besides the box itself."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from bothends.core.crypto.keys import new_salt, password_key
from bothends.core.errors import WrongKey
from bothends.web.store.keyring import unwrap
from bothends.web.store.models import Member


class UnwrapIdentity(BaseBackend):
    """Authenticates a member and leaves the opened identity on it as `member.unwrapped`, for this request."""

    def authenticate(
        self, request: HttpRequest | None, login: str = "", password: str = "", **_: Any
    ) -> Member | None:
        member = Member.objects.filter(login=login, active=True).first()
        if member is None:
            password_key(password, new_salt())  # the same work, so that time does not tell who is a member
            return None
        try:
            member.unwrapped = unwrap(member, password=password)  # type: ignore[attr-defined]  # for this request only
        except WrongKey:
            return None
        return member

    def get_user(self, user_id: int) -> Member | None:
        return Member.objects.filter(pk=user_id, active=True).first()


def typed_login(request: HttpRequest) -> str:
    """What was typed as a login name. Without noughts: PostgreSQL refuses to look for one."""
    return request.POST.get("login", "").replace("\0", "").strip()[:64]
