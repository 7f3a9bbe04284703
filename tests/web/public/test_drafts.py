"""Answers between pages are sealed: whoever has the database has nothing."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from bothends.core.errors import WrongKey
from bothends.web.public import drafts
from bothends.web.store.models import Draft
from bothends.web.wording import say
from tests.web.public.chat import LINE
from tests.web.public.steps import answer, attach, send

SECRET_WORDS = "the blue gate behind the casino"


def everything_stored() -> bytes:
    """Every column of every row of every table, as bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for r in cursor for v in r
            ]
    return b"\n".join(found)


def test_no_typed_word_and_no_cookie_is_in_the_database(stranger: Client) -> None:
    attach(stranger, words=SECRET_WORDS)
    answer(stranger, "name", name="Minh Synthetic")
    cookie = stranger.cookies["draft"].value
    stored = everything_stored()
    assert stored.count(bytes(Draft.objects.get().tag))  # the search would find something that is there
    for secret in (SECRET_WORDS, "Minh Synthetic", LINE, cookie):
        assert secret.encode() not in stored
    assert urlsafe_b64decode(cookie + "=") not in stored


def test_no_typed_word_is_in_the_database_after_sending(stranger: Client) -> None:
    attach(stranger, words=SECRET_WORDS)
    send(stranger)
    for secret in (SECRET_WORDS, "Minh", LINE, stranger.cookies["draft"].value):
        assert secret.encode() not in everything_stored()


def test_a_draft_opens_with_its_own_cookie_only(stranger: Client) -> None:
    answer(stranger, "name", name="Minh Synthetic")
    box, other = bytes(Draft.objects.get().body), drafts.new_key()
    with pytest.raises(WrongKey):
        drafts._opened(box, other)


def test_the_draft_cookie_is_for_no_script_and_no_other_site_and_ends_with_the_browser(
    stranger: Client,
) -> None:
    cookie = answer(stranger, "you", kind="target").cookies["draft"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_with_https_the_draft_cookie_is_secure(stranger: Client, settings: object) -> None:
    settings.HTTPS = True
    assert answer(stranger, "you", kind="target").cookies["draft"]["secure"]


@pytest.mark.parametrize("path", ["tell/name", "check", "receipt"])
def test_an_expired_draft_says_that_nothing_was_sent(stranger: Client, path: str) -> None:
    answer(stranger, "name", name="Minh")
    Draft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    page = stranger.get(f"/en/{path}/")
    assert page.status_code == 410
    assert say("gone.lead", minutes=60) in page.content.decode().replace("&quot;", '"')
    assert not stranger.cookies["draft"].value


def test_answering_after_the_draft_expired_does_not_begin_a_half_report(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    Draft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert answer(stranger, "where", place="Bavet").status_code == 410
    assert answer(stranger, "where", place="Bavet").status_code == 303


def test_after_sending_an_expired_draft_says_that_the_report_is_stored(stranger: Client) -> None:
    answer(stranger, "name", name="Minh")
    send(stranger)
    Draft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    text = stranger.get("/en/receipt/").content.decode()
    assert say("gone.sent_lead") in text


@pytest.mark.parametrize("damaged", ["", "x", "AAAA", "%%%", "é" * 43, "A" * 44])
def test_a_damaged_cookie_is_a_newcomer(stranger: Client, damaged: str) -> None:
    stranger.cookies["draft"] = damaged
    assert stranger.get("/en/tell/name/").status_code == 200
