"""Invite by a one-time code; join with it. For a login that exists it is the way back after a lost password."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bothends.core.crypto.codes import invitation_tag
from bothends.core.crypto.keys import Identity, new_salt
from bothends.core.crypto.receipt import new_receipt, parse
from bothends.core.errors import BadInput, NotAReceipt, Refused
from bothends.web.store.actions import sessions
from bothends.web.store.actions.members import check_login, check_role
from bothends.web.store.audit import record
from bothends.web.store.keyring import Keyring, wrap
from bothends.web.store.models import Invitation, Member
from bothends.web.store.strength import check_password

VALID_DAYS = 7


@transaction.atomic
def invite(*, login: str, role_name: str, by: str, pepper: bytes, page: str = "") -> str:
    """Make an invitation and return its code, which is stored nowhere. An earlier one for the login dies.

    For a member's login it keeps their role; when it is used, their old key, grants and factors are gone.
    """
    check_login(login)
    check_role(role_name)
    member = Member.objects.filter(login=login).first()
    if member and not member.active:
        raise Refused("This member is switched off. Switch them on first.")
    now, code = timezone.now(), new_receipt()
    Invitation.objects.filter(expires_at__lt=now).delete()
    Invitation.objects.filter(login=login).delete()
    Invitation.objects.create(
        tag=invitation_tag(code, pepper=pepper),
        login=login,
        role=member.role if member else role_name,
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=VALID_DAYS),
    )
    action = "member_invited_anew" if member else "member_invited"
    record(by=by, action=action, subject=f"member:{login}", page=page)
    return code


@transaction.atomic
def withdraw(*, login: str, by: str, page: str = "") -> None:
    """The code no longer works. Nothing else changes."""
    if Invitation.objects.filter(login=login).delete()[0]:
        record(by=by, action="invitation_withdrawn", subject=f"member:{login}", page=page)


def invited(typed: str, *, pepper: bytes) -> Invitation:
    """The invitation of a typed code. Raises BadInput; used, expired and never made look the same."""
    try:
        tag = invitation_tag(parse(typed), pepper=pepper)
    except NotAReceipt:
        raise BadInput("One or more digits are mistyped. Please compare each group of five.") from None
    found = Invitation.objects.filter(tag=tag, expires_at__gte=timezone.now()).first()
    if found is None:
        raise BadInput("This code is not valid, or not any more. Ask your administrator for a new one.")
    return found


@transaction.atomic
def join(typed: str, *, password: str, pepper: bytes) -> Keyring:
    """Use up an invitation: a member with a fresh identity under their own password, who holds no key yet."""
    # Locked first: of two who use one code at the same moment, the second finds it used.
    list(Invitation.objects.select_for_update().values_list("pk"))
    invitation = invited(typed, pepper=pepper)
    words = [invitation.login, settings.DESK.settings["name"], "bothends"]
    check_password(password, words=words)
    identity, salt = Identity.new(), new_salt()
    fresh = {
        "recipient": identity.recipient,
        "salt": salt,
        "wrapped": wrap(identity, password=password, salt=salt, login=invitation.login),
        "made_at": timezone.now(),
    }
    member = Member.objects.filter(login=invitation.login).first()
    if member is None:
        member = Member.objects.create(login=invitation.login, role=invitation.role, **fresh)
        action = "member_joined"
    else:
        _begin_anew(member, fresh)
        action = "member_joined_anew"
    invitation.delete()
    record(by=f"member:{member.login}", action=action, subject=f"member:{member.login}")
    return Keyring(member, identity)


def _begin_anew(member: Member, fresh: dict[str, object]) -> None:
    """The old identity opens nothing from here on: its grants, factors, codes and sessions go with it."""
    if not member.active:
        raise Refused("This member is switched off. Ask your administrator.")
    for name, value in fresh.items():
        setattr(member, name, value)
    member.save(update_fields=list(fresh))
    member.grants.all().delete()
    member.factors.all().delete()
    member.recovery_codes.all().delete()
    sessions.end_all(member)
