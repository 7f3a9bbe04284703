"""Which budget a try at the door spends. The numbers stand in `budget.LIMITS`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from bothends.web.access import device
from bothends.web.store.actions import budget
from bothends.web.store.actions.budget import DEVICE, FACTOR, LOGIN, SITE, Cost
from bothends.web.store.models import Member


def password(request: HttpRequest, login: str) -> list[Cost]:
    """A known browser has its own budget; all others share the name's and the site's."""
    name = device.known(request, login)
    return [Cost(DEVICE, f"{name}:{login}")] if name else [Cost(LOGIN, login), Cost(SITE)]


def password_again(member: Member) -> list[Cost]:
    """Inside a session, where no stranger comes."""
    return [Cost(DEVICE, f"unlock:{member.pk}")]


def factor(request: HttpRequest, member: Member) -> list[Cost]:
    """After the right password. A known browser is not slowed by another that has learnt the password."""
    return [Cost(FACTOR, f"{device.known(request, member.login) or ''}:{member.pk}")]


def invitation() -> list[Cost]:
    """Codes at /join/ come from browsers nobody knows yet."""
    return [Cost(SITE, "join")]


def spend(costs: list[Cost]) -> int:
    """0, or the seconds until there may be another try."""
    return budget.spend(costs, pepper=settings.DESK.pepper)


def repay(costs: list[Cost]) -> None:
    """The try was right."""
    budget.repay(costs, pepper=settings.DESK.pepper)
