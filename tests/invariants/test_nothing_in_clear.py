"""P6 Sealed: after a whole story no personal word stands in any column, session, log line, mail or audit row.

Every column is classified: a new one that is neither CLEAR nor SEALED fails here.
"""

from __future__ import annotations

import base64
import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, models
from django.test import Client

from bothends.web.store.models import AuditEvent
from tests import cast
from tests.web.desk_story import member, until_proposed
from tests.web.public.conftest import as_public
from tests.web.public.steps import answer, attach, send

TYPED = ("Quillonmarsh", "heron-teacup-41", "brackenford", "+66812345678")


def store_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("store").get_models())


def everything_stored() -> bytes:
    """Every value of every table of the database, ours and Django's, as bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [value for row in cursor.fetchall() for value in row]
    return b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in map(as_plain, found))


def as_plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize("model", store_models(), ids=lambda one: one.__name__)
def test_every_column_is_clear_or_sealed(model: type[models.Model]) -> None:
    clear, sealed = model.CLEAR, model.SEALED
    columns = {one.name for one in model._meta.get_fields() if isinstance(one, models.Field)}
    assert columns == clear | sealed
    assert not clear & sealed


@pytest.mark.parametrize("model", store_models(), ids=lambda one: one.__name__)
def test_a_sealed_column_holds_bytes(model: type[models.Model]) -> None:
    for name in model.SEALED:
        assert isinstance(model._meta.get_field(name), models.BinaryField), name


def test_a_word_typed_by_the_reporter_is_nowhere(
    desk: cast.Desk, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    as_public(settings)
    caplog.set_level(logging.DEBUG)
    stranger = Client()
    attach(stranger, words=f"{TYPED[1]} he said it twice")
    answer(stranger, "name", name=TYPED[0])
    answer(stranger, "reach", contact_1=TYPED[3], contact_1_kind="phone")
    answer(stranger, "share", sharing="desk_only", contact=f"{TYPED[2]}@example.org")
    assert send(stranger).status_code == 200
    stored = everything_stored()
    assert AuditEvent.objects.filter(action="report_received").exists()
    for word in (*TYPED, "quiet_river_77", "Minh", "passport", "Bavet"):
        assert word.encode() not in stored, word
        assert word not in caplog.text, word
    assert not mail.outbox


def test_a_word_of_a_case_is_nowhere(desk: cast.Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    story = until_proposed()
    dana = member("dana")
    assert dana.post(f"/referrals/{story.referral.pk}/approve/").status_code == 302
    assert cast.SECRET_WORDS[0] in dana.get(f"/cases/{story.case.pk}/").content.decode()
    stored = everything_stored()
    for word in (*cast.SECRET_WORDS, "document_retention", "Embassy of Kenya"):
        assert word.encode() not in stored, word
        assert word not in caplog.text, word


def test_a_session_row_opens_nothing_without_the_cookie(desk: cast.Desk) -> None:
    browser = member("carol")
    session = browser.session
    box = base64.b64decode(session["unlocked"])
    secret = desk.keyring("carol").identity.secret.encode()
    assert secret not in box
    assert all(secret.decode() not in str(one.get_decoded()) for one in Session.objects.all())


def test_the_draft_cookie_and_its_row_say_nothing(desk: cast.Desk, settings: object) -> None:
    as_public(settings)
    stranger = Client()
    answer(stranger, "name", name=TYPED[0])
    stored = everything_stored()
    assert TYPED[0].encode() not in stored
    assert stranger.cookies["draft"].value.encode() not in stored
    assert TYPED[0] not in str(stranger.cookies)
