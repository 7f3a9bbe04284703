"""Who works here: invite, grant, change a role, switch off and on."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bothends.core.crypto.receipt import grouped
from bothends.core.errors import BothendsError, Refused
from bothends.web.access.doors import member_for, needs
from bothends.web.access.login import typed_login
from bothends.web.access.roles import ROLES, Permission
from bothends.web.store.actions import invitations
from bothends.web.store.actions import members as actions
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Invitation, Member


@require_GET
@needs(Permission.READ_MEMBERS)
def members(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Members, what each opens and waits for, and open invitations."""
    return _shown(request, keyring)


@require_POST
@needs(Permission.INVITE_MEMBER, fresh=True)
def invite(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """A code for a new member, or for one who lost their password. Shown once."""
    login, role_name = typed_login(request), request.POST.get("role", "")
    try:
        _not_oneself(keyring, login)
        code = invitations.invite(
            login=login, role_name=role_name, by=keyring.actor, pepper=settings.DESK.pepper, page=request.path
        )
    except BothendsError as wrong:
        return _shown(request, keyring, str(wrong))
    shown = {"login": login, "code": grouped(code), "days": invitations.VALID_DAYS}
    return render(request, "desk/invited.html", shown)


@require_POST
@needs(Permission.INVITE_MEMBER)
def withdraw(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """An invitation that was not meant, or not used."""
    invitations.withdraw(login=typed_login(request), by=keyring.actor, page=request.path)
    return redirect("members")


@require_POST
@needs(Permission.GRANT_VAULTS, fresh=True)
def grant(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """What this member opens and the other's role lists."""
    member = member_for(keyring, typed_login(request))
    try:
        actions.grant_as(keyring, member=member)
    except BothendsError as wrong:
        return _shown(request, keyring, str(wrong))
    return redirect("members")


@require_POST
@needs(Permission.INVITE_MEMBER, fresh=True)
def change_role(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Another role; what it does not list closes at once."""
    member = member_for(keyring, typed_login(request))
    try:
        _not_oneself(keyring, member.login)
        lost = actions.change_role(
            member=member, role_name=request.POST.get("role", ""), by=keyring.actor, page=request.path
        )
    except BothendsError as wrong:
        return _shown(request, keyring, str(wrong))
    return _changed(request, member, lost)


@require_POST
@needs(Permission.INVITE_MEMBER, fresh=True)
def switch_off(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """A member who leaves, or who may have lost a device with everything on it."""
    member = member_for(keyring, typed_login(request))
    try:
        _not_oneself(keyring, member.login)
        lost = actions.switch_off(member=member, by=keyring.actor, page=request.path)
    except BothendsError as wrong:
        return _shown(request, keyring, str(wrong))
    return _changed(request, member, lost)


@require_POST
@needs(Permission.INVITE_MEMBER, fresh=True)
def switch_on(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Back again; a colleague grants anew."""
    member = member_for(keyring, typed_login(request))
    actions.switch_on(member=member, by=keyring.actor, page=request.path)
    return redirect("members")


def _not_oneself(keyring: Keyring, login: str) -> None:
    if keyring.member.login == login:
        raise Refused("Another administrator must do this for you, or the command line.")


def _changed(request: HttpRequest, member: Member, lost: list[str]) -> HttpResponse:
    return render(request, "desk/member_changed.html", {"member": member, "lost": lost})


def _shown(request: HttpRequest, keyring: Keyring, wrong: str = "") -> HttpResponse:
    mine = set(actions.held_by(keyring.member))
    rows = [
        {
            "member": one,
            "held": actions.held_by(one),
            "waits": (waits := actions.waits_for(one)),
            "mine_to_grant": [name for name in waits if name in mine],
            "digits": actions.check_digits(one),
            "oneself": one.pk == keyring.member.pk,
        }
        for one in Member.objects.order_by("-active", "login")
    ]
    said = {
        "wrong": wrong,
        "rows": rows,
        "roles": ROLES,
        "invitations": Invitation.objects.filter(expires_at__gte=timezone.now()).order_by("login"),
    }
    return render(request, "desk/members.html", said, status=400 if wrong else 200)
