"""The people in every test. All of them are invented.

Asha was being scammed and reports. Ben supports, Carol works on cases, Dana approves, Amir counts,
Eve keeps the machine running and may open nothing. Baraka is the person perhaps held.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from unittest.mock import patch

import pyotp

from bothends.core.crypto.keys import SALT_BYTES, password_key
from bothends.core.findings import Evidence, Finding, Findings, Urgency
from bothends.core.report import Contact, Person, Place, Report, Reporter
from bothends.web.store import keyring
from bothends.web.store.actions import factors, members
from bothends.web.store.keyring import Keyring, unwrap
from bothends.web.store.models import Member

PASSWORD = "seven calm herons by the lake"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # what everybody's authenticator holds
ROLES = {
    "ben": "supporter",
    "carol": "caseworker",
    "dana": "approver",
    "amir": "analyst",
    "eve": "administrator",
}
# Argon2 was most of the time of a test of the desk. It is the real one with its real cost, but the same password and
# salt give the same key: each is worked out once a process. Who is no member is still made to wait (access/login.py).
patch.object(keyring, "password_key", lru_cache(maxsize=1_024)(password_key)).start()
# Words that must be found nowhere in clear. Each is rare enough that a hit is a leak.
SECRET_WORDS = ("Barakawanjiru", "sunfish-lantern", "+254700900123", "Zebrafinchpark", "ashareports")


@dataclass(frozen=True)
class Desk:
    """A founded desk with one member a role, and the recovery identity its founder printed."""

    opened: members.Opened

    def keyring(self, login: str) -> Keyring:
        member = Member.objects.get(login=login)
        return Keyring(member, unwrap(member, password=PASSWORD))


def code_now() -> str:
    """What an authenticator with the secret shows at this moment."""
    return pyotp.TOTP(TOTP_SECRET).now()


def found() -> Desk:
    """Set up a desk as `bothends setup` does, and add the cast."""
    opened = members.found_desk()
    for login, role in ROLES.items():
        # The same salt each time, so that the key of this member is known from the test before.
        with patch.object(members, "new_salt", partial(_salt, login)):
            member = members.add_member(login=login, role_name=role, password=PASSWORD, by=members.SETUP)
        members.grant(member=member, vaults=opened.vaults, by=members.SETUP)
        factors.add_totp(member, secret=TOTP_SECRET, code=code_now())
    return Desk(opened)


def _salt(login: str) -> bytes:
    return sha256(login.encode()).digest()[:SALT_BYTES]


def report() -> Report:
    """Asha tells what the man she knew as David said to her."""
    line = Evidence(
        text="sunfish-lantern: they took my passport, I am held in Zebrafinchpark",
        at="2026-11-02T21:14:00",
        spans=((17, 38, "document_retention"),),
    )
    return Report(
        channel="public_form",
        reporter=Reporter(kind="target", sharing="desk_only", contact="ashareports@example.org"),
        person=Person(
            name="Barakawanjiru Otieno",
            aliases=("David",),
            contacts=(Contact("phone", "+254700900123"),),
            nationality="KEN",
            country="MMR",
            place=Place("Zebrafinchpark", "compound", "MMR"),
            platform="whatsapp",
            last_contact="2026-11-02",
            words="sunfish-lantern",
        ),
        findings=Findings(
            found=True,
            score=0.9,
            evidence=(line,),
            indicators=(Finding("document_retention", (line,)),),
            tactics=(Finding("money_request", ()),),
            urgency=Urgency("soon", ("held",)),
            advice=("stop_contact", "ask_nothing_more", "pay_nothing"),
            rules="test",
        ),
        received_on="2026-11-03",
    )
