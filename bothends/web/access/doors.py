"""Every door of the desk. `needs` guards a page; the `…_for` functions are the only getters of rows.

What is missing and what is forbidden look the same from outside.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from bothends.web.access import unlocked
from bothends.web.access.roles import Permission, may
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import Case, CaseReport, Factor, MatchEntry, Member, Referral, StoredReport

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Keyring, Rest], HttpResponse]


def needs(
    permission: Permission | None, *, fresh: bool = False
) -> Callable[[Page[Rest]], Callable[Concatenate[HttpRequest, Rest], HttpResponse]]:
    """Let in a logged-in, unlocked member whose role lists `permission`; hand the page their keyring.

    None is a member's own page, for every role. `fresh`: password or second factor within five minutes, or else
    they are asked for it first and press the button again; what the form held is not repeated for them.
    """

    def guard(page: Page[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Rest.args, **more: Rest.kwargs) -> HttpResponse:
            member = cast(Member, request.user)
            if permission and not may(member.role, permission):
                raise PermissionDenied
            identity = unlocked.identity_of(request)
            if identity is None:
                return _to_unlock(request)
            if fresh and not unlocked.is_fresh(request):
                return _to_confirm(request)
            return page(request, Keyring(member, identity), *args, **more)

        cast(Any, guarded).permission = permission
        return cast(Callable[Concatenate[HttpRequest, Rest], HttpResponse], guarded)

    return guard


def _to_confirm(request: HttpRequest) -> HttpResponse:
    # Every page that asks for this is a button of the page above it: /cases/1/contacts/ of /cases/1/.
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    return HttpResponseRedirect(f"{reverse('confirm')}?{urlencode({'next': above})}")


def _to_unlock(request: HttpRequest) -> HttpResponse:
    back = {"next": request.path} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{reverse('unlock')}?{urlencode(back)}")


def member_for(keyring: Keyring, login: str) -> Member:
    """A member of this desk, for whoever may see the list of them."""
    found = Member.objects.filter(login=login).first()
    if found is None or not may(keyring.member.role, Permission.READ_MEMBERS):
        raise Http404
    return found


def factor_for(keyring: Keyring, factor: int) -> Factor:
    """One of the member's own second factors."""
    found = keyring.member.factors.filter(pk=factor).first()
    if found is None:
        raise Http404
    return found


def report_for(keyring: Keyring, report: UUID) -> StoredReport:
    """A report that has not become a case. After the hand-over nobody opens it here (P11)."""
    found = StoredReport.objects.filter(pk=report, state__in=("new", "opened")).first()
    if found is None or not may(keyring.member.role, Permission.OPEN_REPORT):
        raise Http404
    return found


def case_for(keyring: Keyring, case: UUID) -> Case:
    """A case that still has its key."""
    found = Case.objects.filter(pk=case, key__isnull=False).first()
    if found is None or not may(keyring.member.role, Permission.OPEN_CASE):
        raise Http404
    return found


def entry_for(keyring: Keyring, entry: int) -> MatchEntry:
    """An entry of the index whose case or report this member may open."""
    found = MatchEntry.objects.select_related("case", "report").filter(pk=entry).first()
    if found is None:
        raise Http404
    if found.case_id is not None:
        case_for(keyring, found.case_id)
    else:
        report_for(keyring, cast(UUID, found.report_id))
    return found


def referral_for(keyring: Keyring, referral: UUID) -> Referral:
    """A referral of a case this member may open."""
    found = Referral.objects.select_related("case").filter(pk=referral).first()
    if found is None:
        raise Http404
    case_for(keyring, found.case_id)
    return found


def thread_for(keyring: Keyring, report: UUID) -> StoredReport:
    """A report whose thread this member may read: before the hand-over with the report, after it with the case."""
    link = CaseReport.objects.select_related("report").filter(report=report).first()
    if link is None:
        return report_for(keyring, report)
    case_for(keyring, link.case_id)
    return link.report
