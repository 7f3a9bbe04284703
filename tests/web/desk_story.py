"""The desk as members use it, through its pages: log in, and the few steps from a report to a parcel."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyrage
from django.test import Client

from bothends.core.crypto.receipt import new_receipt
from bothends.core.report import Report
from bothends.web.store.actions.intake import receive
from bothends.web.store.models import Case, Factor, Referral, StoredReport
from tests import cast

PEPPER = b"p" * 32
RECIPIENT = pyrage.x25519.Identity.generate()
BASIS = {"ground": "vital_interests", "necessity": "Held by force, and cannot be asked without danger."}
HOW = "Called the switchboard from their own website and compared the key."


def member(login: str) -> Client:
    """A browser in which this member has logged in, with password and second factor, and unlocked."""
    client = halfway(login)
    answer = client.post("/second/", {"code": code_for(login)})
    assert answer.status_code == 302, answer.content
    return client


def halfway(login: str, *, password: str = cast.PASSWORD) -> Client:
    """A browser in which the password was right and the second factor has not been shown."""
    client = Client()
    answer = client.post("/login/", {"login": login, "password": password})
    assert answer.status_code == 302, answer.content
    return client


def grow_old(browser: Client, *, seconds: int = 301) -> None:
    """Let this much time pass since the member last showed password or factor."""
    session = browser.session
    session["fresh"] -= seconds
    session.save()


def code_for(login: str) -> str:
    """The authenticator's code of this moment, as if the half minute since its last use had passed."""
    Factor.objects.filter(member__login=login).update(used_step=None)
    return cast.code_now()


def told(report: Report | None = None, *, sent_tag: bytes = b"one") -> StoredReport:
    """A report has come in."""
    return receive(report or cast.report(), receipt=new_receipt(), sent_tag=sent_tag, pepper=PEPPER)


@dataclass(frozen=True)
class Story:
    """A case made by Ben, with a mission whose channel Carol verified and a referral she proposed."""

    report: StoredReport
    case: Case
    entry: str
    referral: Referral


def until_case(report: StoredReport | None = None) -> Case:
    row = report or told()
    assert member("ben").post(f"/reports/{row.pk}/case/").status_code == 200
    return Case.objects.get(reports__report=row)


def until_proposed() -> Story:
    row = told()
    case = until_case(row)
    carol = member("carol")
    entry = first_route(carol, case)
    answer = carol.post(f"/directory/{entry}/", {"how": HOW, "recipient": str(RECIPIENT.to_public())})
    assert answer.status_code == 302, answer.content
    answer = carol.post(f"/cases/{case.pk}/propose/", {"entry": entry, **BASIS})
    assert answer.status_code == 302, answer.content
    return Story(row, case, entry, Referral.objects.get(case=case))


def first_route(browser: Client, case: Case) -> str:
    """The id of the first proposed route on the case's page."""
    page = browser.get(f"/cases/{case.pk}/").content.decode()
    return re.findall(r'href="/directory/([a-z0-9-]+)/"', page)[0]
