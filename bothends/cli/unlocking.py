"""A member at the command line: password and second factor, with the budgets of the log-in page."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from bothends.core.errors import Refused, WrongKey

if TYPE_CHECKING:
    from bothends.web.access.roles import Permission
    from bothends.web.store.keyring import Keyring

WRONG = "Login, password or code is wrong. Try again."


def keyring(login: str, *, needs: Permission, page: str) -> Keyring:
    """The keyring of a member whose role lists `needs`. Django has been started. Raises Refused."""
    from django.conf import settings

    from bothends.web.access import tries
    from bothends.web.access.roles import may
    from bothends.web.store.actions import factors
    from bothends.web.store.keyring import Keyring, unwrap
    from bothends.web.store.models import Member

    member = Member.objects.filter(login=login, active=True).first()
    password, code = _asked("Password: "), _asked("Code of the authenticator, or a recovery code: ")
    if member is None:
        raise Refused(WRONG)
    costs = tries.password_again(member)
    if wait := tries.spend(costs):
        raise Refused(f"Too many tries. Wait {wait} seconds and try again.")
    try:
        ring = Keyring(member, unwrap(member, password=password))
    except WrongKey:
        raise Refused(WRONG) from None
    pepper = settings.DESK.pepper
    if not factors.pass_totp(code, by=ring) and not factors.pass_recovery(
        code, by=ring, pepper=pepper, page=page
    ):
        raise Refused(WRONG)
    tries.repay(costs)
    if not may(member.role, needs):
        raise Refused(f"A {member.role} may not do this: {needs.value}.")
    return ring


def _asked(what: str) -> str:
    """From the terminal without showing it; or one line of standard input when that is no terminal."""
    return getpass.getpass(what) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
