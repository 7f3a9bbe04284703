"""P6 Sealed, at the door too: no invitation code, recovery code, authenticator secret or password stands in clear.

Every column of every table is read, while somebody is being invited, sets up a factor and is logged in.
"""

from __future__ import annotations

import base64
import re

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from bothends.web.store.actions import factors
from tests import cast
from tests.web.access.test_invitations import NEW_PASSWORD, invite, join
from tests.web.access.test_second_factor import set_up
from tests.web.desk_story import halfway, member


def every_cell() -> bytes:
    """All of the database's rows, session rows decoded beside."""
    found = [b""]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for one in (cell for row in cursor.fetchall() for cell in row):
                found.append(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode())
    found += [repr(row.get_decoded()).encode() for row in Session.objects.all()]
    return b"\n".join(found)


def shapes(secret: str) -> list[bytes]:
    """A secret as it may be written: as it is, without blanks, as base64, in hexadecimal, TOTP's as its bytes."""
    plain = secret.replace(" ", "")
    spelled = {
        secret.encode(),
        plain.encode(),
        base64.b64encode(plain.encode()),
        plain.encode().hex().encode(),
    }
    if re.fullmatch(r"[A-Z2-7]{32}", plain):
        spelled.add(base64.b32decode(plain))
    return list(spelled)


def test_no_secret_of_the_door_stands_in_any_column(desk: cast.Desk) -> None:
    used, open_code = invite(), invite("kofi")
    browser, _, _ = join(used)
    pending = re.findall(r'id="secret">([A-Z2-7 ]+)<', browser.get("/second/setup/").content.decode())[0]
    before = every_cell()
    secret, codes = set_up(browser)
    carol = member("carol")
    halfway("dana")
    own = factors.new_recovery_codes(by=desk.keyring("carol"), pepper=settings.DESK.pepper)
    assert carol.get("/account/").status_code == 200
    after = every_cell()
    assert b"carol" in after, "the search looks at the right place"
    secrets = [used, open_code, pending, secret, *codes, *own, cast.TOTP_SECRET, cast.PASSWORD, NEW_PASSWORD]
    secrets += [desk.keyring("carol").identity.secret, Client().cookies.output()]
    told = [one for one in secrets if one for shape in shapes(one) if shape in before + after]
    assert len(told) == 0
