"""The thread: no word of it in clear anywhere, the code in no address or log, nothing sealed to a vault opened.

Guards P1, P6 and P11 for what reporter and desk write to each other.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as chosen
from django.db import connection
from django.test import Client

from bothends.core.crypto.receipt import new_receipt, parse
from bothends.core.errors import WrongKey, WrongPlace
from bothends.web.public import back
from bothends.web.store.actions import intake, thread
from bothends.web.store.actions.thread import Words
from bothends.web.store.audit import first_break
from bothends.web.store.models import AuditEvent, AuditHead, StoredReport
from bothends.web.store.seats import report_seat, thread_seat
from bothends.web.wording import languages, say
from tests import cast
from tests.web.desk_story import PEPPER, member, until_case
from tests.web.public.conftest import as_public

SAID = ("gentle-otter", "copper-heron", "amber-lapwing", "velvet-crane")


@pytest.fixture
def code(desk: cast.Desk) -> str:
    """A report under a code, as the public site would find it."""
    made = new_receipt()
    intake.receive(cast.report(), receipt=made, sent_tag=b"one", pepper=chosen.DESK.pepper)
    return made


def stored() -> str:
    """Every value of every table, as a thief of the database reads it, bytes as text where they are text."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{name}"')
            found += [_readable(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def _readable(value: object) -> str:
    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
    return raw.decode("latin-1")


def whole_story(code: str, settings: object) -> list[str]:
    """Asha writes and corrects, Ben and Carol answer around a hand-over; returns every address and header."""
    row, outside = StoredReport.objects.get(), []
    member("ben").post(f"/reports/{row.pk}/answer/", {"text": SAID[0]})
    until_case(row)
    member("carol").post(f"/reports/{row.pk}/answer/", {"text": SAID[1]})
    member("carol").get(f"/cases/{row.in_case.case_id}/")
    as_public(settings)
    asha = Client()
    pages = [asha.post("/en/return/", {"code": code}), asha.get("/en/report/")]
    pages += [
        asha.post(f"/en/report/add/{what}/", {"text": SAID[2 + n]}) for n, what in enumerate(back.FORMS)
    ]
    pages += [asha.get("/en/report/"), asha.post("/en/report/erase/", {"sure": "yes"})]
    for page in pages:
        title = re.findall("<title>.*?</title>", page.content.decode(), re.DOTALL)
        outside.append(f"{page.request['PATH_INFO']} {dict(page.headers)} {title} {page.cookies}")
    assert SAID[1] in pages[1].content.decode()
    return outside


def test_no_word_of_a_thread_and_no_code_is_in_clear_in_the_database(code: str, settings: object) -> None:
    whole_story(code, settings)
    everything = stored()
    assert "thread_opened" in everything  # the search does see what is stored
    assert not [word for word in (*SAID, code, *cast.SECRET_WORDS) if word in everything]


def test_the_code_is_in_no_address_title_header_or_log(
    code: str, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    outside = whole_story(code, settings)
    assert len(outside) == 6
    everything = "\n".join(outside) + caplog.text
    assert not [word for word in (code, *SAID) if word in everything]


def test_the_reporters_opener_opens_no_report(code: str) -> None:
    row = StoredReport.objects.get()
    open_own = thread._opener(row, parse(code), chosen.DESK.pepper)
    with pytest.raises(WrongKey):
        open_own(row.body, report_seat(row.pk))


def test_one_reporters_code_opens_no_message_of_another(desk: cast.Desk) -> None:
    first, second = new_receipt(), new_receipt()
    for number, one in enumerate((first, second)):
        intake.receive(cast.report(), receipt=one, sent_tag=bytes([number]), pepper=PEPPER)
        thread.write(one, words=Words("message", SAID[number]), pepper=PEPPER)
    mine, other = (thread._row(one, PEPPER) for one in (first, second))
    mine.thread.update(body=other.thread.get().body)
    with pytest.raises(WrongKey):
        thread.recall(first, pepper=PEPPER)
    with pytest.raises(WrongKey):
        thread.opener(mine.reporter_box, receipt=second, pepper=PEPPER, about=thread_seat(mine.pk))


def test_messages_put_in_another_order_or_mouth_do_not_open(code: str) -> None:
    for word in SAID[:2]:
        thread.write(code, words=Words("message", word), pepper=chosen.DESK.pepper)
    row = StoredReport.objects.get()
    row.thread.filter(number=2).update(side="desk")
    with pytest.raises(WrongPlace):
        thread.recall(code, pepper=chosen.DESK.pepper)


def test_the_public_process_holds_no_module_that_opens_a_vault() -> None:
    script = (
        "import django, sys; django.setup(); import bothends.web.urls_public\n"
        "print([m for m in sys.modules if m in {'bothends.core.crypto.unseal', 'bothends.web.store.keyring',"
        " 'bothends.web.store.actions.answer', 'bothends.web.access.doors'}])"
    )
    environment = {
        **os.environ,
        "BOTHENDS_SITE": "public",
        "DJANGO_SETTINGS_MODULE": "bothends.web.settings",
    }
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_place_to_write_says_not_to_ask_the_person(language: str) -> None:
    asks = {"en": "do not ask the person", "ja": "尋ねないで"}[language]
    for form in back.FORMS.values():
        assert asks in say(form.lead, language)


def test_the_trail_of_a_thread_is_whole_and_names_no_minute_of_the_reporter(
    code: str, settings: object
) -> None:
    whole_story(code, settings)
    assert first_break(AuditEvent.objects.order_by("seq"), AuditHead.objects.get()) is None
    theirs = AuditEvent.objects.filter(actor="stranger")
    assert {one.action for one in theirs} >= {"reporter_wrote", "erasure_asked"}
    assert {(one.at.minute, one.at.second) for one in theirs} == {(0, 0)}
