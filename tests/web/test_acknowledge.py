"""A pack that has left: acknowledged by code or by telephone, recalled, asked about; sealed to a passphrase."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from zipfile import ZipFile

import pyrage
import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, WrongPasswordError

from bothends.core.crypto.receipt import new_receipt
from bothends.web.store.models import (
    Acknowledgement,
    AuditEvent,
    Pace,
    RecipientAnswer,
    Referral,
    Verification,
)
from tests import cast
from tests.web.desk_story import (
    BASIS,
    HOW,
    RECIPIENT,
    Story,
    first_route,
    member,
    told,
    until_case,
    until_proposed,
)

STAFF_ONLY = ("sessions", "AuthenticationMiddleware", "unlocked.ends", "LoginRequiredMiddleware")
OPEN = [one for one in settings.MIDDLEWARE if not any(staff in one for staff in STAFF_ONLY)]


def taken(story: Story) -> bytes:
    """The parcel, approved by Dana and taken by Carol."""
    assert member("dana").post(f"/referrals/{story.referral.pk}/approve/").status_code == 302
    answer = member("carol").post(f"/referrals/{story.referral.pk}/take/")
    assert answer.status_code == 200
    return bytes(answer.content)


def code_of(parcel: bytes) -> str:
    """The code as the recipient reads it in the opened pack."""
    opened = ZipFile(io.BytesIO(pyrage.decrypt(parcel, [RECIPIENT])))
    data = next(name for name in opened.namelist() if name.endswith(".json"))
    code: str = json.loads(opened.read(data))["frame"]["answer_code"]
    return code


def answered(code: str, *, choice: str = "received", message: str = "") -> tuple[int, str]:
    """What a stranger's browser gets for this code."""
    with override_settings(ROOT_URLCONF="bothends.web.urls_public", MIDDLEWARE=OPEN):
        posted = {"code": code, "choice": choice, "message": message}
        answer = Client().post("/en/acknowledge/", posted)
    return answer.status_code, answer.content.decode()


def until_passphrase() -> Story:
    """As until_proposed, to a recipient who has no key."""
    row = told()
    case = until_case(row)
    carol = member("carol")
    entry = first_route(carol, case)
    assert carol.post(f"/directory/{entry}/", {"how": HOW, "recipient": ""}).status_code == 302
    assert carol.post(f"/cases/{case.pk}/propose/", {"entry": entry, **BASIS}).status_code == 302
    return Story(row, case, entry, Referral.objects.get(case=case))


def test_the_code_of_the_pack_acknowledges_it_and_the_desk_reads_the_answer(desk: cast.Desk) -> None:
    story = until_proposed()
    code = code_of(taken(story))
    status, page = answered(" ".join(code), choice="cannot_act", message="mudlark office is closed")
    assert (status, "recalled" in page) == (200, False)
    for word in ("Barakawanjiru", story.case.code, "Zebrafinchpark", "embassy", "KEN"):
        assert word not in page
    carol = member("carol")
    referral = carol.get(f"/referrals/{story.referral.pk}/").content.decode()
    assert "they cannot act" in referral
    assert "mudlark office is closed" in referral
    case = carol.get(f"/cases/{story.case.pk}/").content.decode()
    assert "they cannot act" in case.split('id="ledger"')[1]


def test_an_answer_lies_sealed(desk: cast.Desk) -> None:
    code = code_of(taken(until_proposed()))
    answered(code, choice="wrong_recipient", message="mudlark")
    row = RecipientAnswer.objects.get()
    assert b"mudlark" not in bytes(row.body)
    assert b"wrong_recipient" not in bytes(row.body)
    known = Acknowledgement.objects.get()
    assert code.encode() not in bytes(known.tag)
    assert not AuditEvent.objects.filter(action="pack_acknowledged").get().page


def test_a_wrong_code_a_receipt_and_a_pack_before_approval_look_the_same_and_are_paced(
    desk: cast.Desk,
) -> None:
    until_proposed()
    pages = set()
    for code in (new_receipt(), new_receipt()):
        status, page = answered(code)
        assert status == 404
        pages.add(re.sub(r'value="[^"]*"', "", page))
    assert len(pages) == 1
    assert Pace.objects.get(name="wrong_codes").level < 600
    Pace.objects.update(level=0, at=timezone.now() + timedelta(seconds=30))
    assert answered(new_receipt())[0] == 429


def test_an_incomplete_form_says_nothing_about_its_code(desk: cast.Desk) -> None:
    code = code_of(taken(until_proposed()))
    seen = set()
    for tried in (code, new_receipt()):
        status, page = answered(tried, choice="")
        assert status == 422
        seen.add(re.sub(r'value="[^"]*"', "", page))
    assert len(seen) == 1
    assert answered(code[:-1])[0] == 422
    assert answered(code, message="x" * 1001)[0] == 422
    assert not RecipientAnswer.objects.exists()


def test_twenty_answers_and_no_more(desk: cast.Desk) -> None:
    code = code_of(taken(until_proposed()))
    assert [answered(code)[0] for _ in range(21)] == [200] * 20 + [409]


def test_a_recalled_pack_says_so_to_whoever_acknowledges_it_and_is_handed_out_no_more(
    desk: cast.Desk,
) -> None:
    story = until_proposed()
    code, page = code_of(taken(story)), f"/referrals/{story.referral.pk}"
    carol = member("carol")
    assert carol.post(f"{page}/recall/", {"reason": "short"}).status_code == 409
    assert (
        carol.post(f"{page}/recall/", {"reason": "The person was released and asks for it."}).status_code
        == 302
    )
    assert "This referral is recalled" in answered(code, choice="destroyed")[1]
    shown = carol.get(f"{page}/").content.decode()
    assert "The person was released" in shown
    assert "Please destroy every copy" in shown
    letter = shown.split('class="letter"')[1].split("</section>")[0]
    assert "Barakawanjiru" not in letter
    assert carol.post(f"{page}/take/").status_code == 409
    assert b"released" not in bytes(Acknowledgement.objects.get().recall or b"")


def test_an_expired_pack_says_so(desk: cast.Desk) -> None:
    code = code_of(taken(until_proposed()))
    Acknowledgement.objects.update(expires_on=timezone.now().date() - timedelta(days=1))
    assert "has expired" in answered(code)[1]


def test_a_member_records_what_the_telephone_told_with_the_code_or_without(desk: cast.Desk) -> None:
    story = until_proposed()
    code, page = code_of(taken(story)), f"/referrals/{story.referral.pk}"
    carol = member("carol")
    wrong = {"choice": "received", "code": new_receipt(), "message": ""}
    assert carol.post(f"{page}/answered/", wrong).status_code == 409
    for given in (code, ""):
        told_us = {"choice": "received", "code": given, "message": ""}
        assert carol.post(f"{page}/answered/", told_us).status_code == 302
    shown = carol.get(f"{page}/").content.decode()
    assert shown.count("told to carol") == 2
    assert shown.count("without the code") == 1


def test_a_pack_without_answer_stands_on_the_list_after_the_days_that_were_set(desk: cast.Desk) -> None:
    story = until_proposed()
    code = code_of(taken(story))
    carol = member("carol")
    assert "unanswered" not in carol.get("/cases/").content.decode()
    days = settings.DESK.settings["remind_days"]
    Referral.objects.update(approved_at=timezone.now() - timedelta(days=days))
    assert "1 unanswered" in carol.get("/cases/").content.decode()
    answered(code)
    assert "unanswered" not in carol.get("/cases/").content.decode()


def test_without_a_key_the_pack_is_a_pdf_under_a_passphrase_shown_once(desk: cast.Desk) -> None:
    story = until_passphrase()
    page = f"/referrals/{story.referral.pk}"
    assert Verification.objects.get().recipient == ""
    assert member("carol").post(f"{page}/approve/").status_code == 403
    dana = member("dana")
    assert dana.post(f"{page}/passphrase/").status_code == 409
    assert dana.post(f"{page}/approve/").status_code == 302
    assert member("carol").post(f"{page}/take/").status_code == 409
    assert member("carol").post(f"{page}/passphrase/").status_code == 403
    shown = dana.post(f"{page}/passphrase/").content.decode()
    passphrase = re.findall(r"(?:[2-9a-z]{5}-){4}[2-9a-z]{5}", shown)[0]
    assert passphrase not in dana.get(f"{page}/").content.decode()
    answer = member("carol").post(f"{page}/take/")
    assert answer.headers["Content-Type"] == "application/pdf"
    parcel = bytes(answer.content)
    for row in (*Referral.objects.values_list("body", "pack", "parcel"), *AuditEvent.objects.values_list()):
        assert passphrase not in repr([bytes(one) if isinstance(one, memoryview) else one for one in row])

    with pytest.raises((FileNotDecryptedError, WrongPasswordError)):
        PdfReader(io.BytesIO(parcel)).pages[0].extract_text()
    reader = PdfReader(io.BytesIO(parcel), password=passphrase)
    assert "Barakawanjiru" in reader.pages[0].extract_text()
    data = next(rows[0] for name, rows in reader.attachments.items() if name.endswith(".json"))
    assert answered(json.loads(data)["frame"]["answer_code"])[0] == 200
    assert b"Barakawanjiru" not in parcel


def test_a_new_passphrase_replaces_the_lost_one(desk: cast.Desk) -> None:
    story = until_passphrase()
    page = f"/referrals/{story.referral.pk}"
    dana = member("dana")
    dana.post(f"{page}/approve/")
    one, two = (
        re.findall(r"(?:[2-9a-z]{5}-){4}[2-9a-z]{5}", dana.post(f"{page}/passphrase/").content.decode())[0]
        for _ in range(2)
    )
    assert one != two
    parcel = bytes(Referral.objects.get().parcel or b"")
    assert not PdfReader(io.BytesIO(parcel)).decrypt(one)
    assert PdfReader(io.BytesIO(parcel)).decrypt(two)


def test_a_recipient_with_a_key_gets_no_passphrase(desk: cast.Desk) -> None:
    story = until_proposed()
    taken(story)
    assert member("dana").post(f"/referrals/{story.referral.pk}/passphrase/").status_code == 409


def test_the_address_to_acknowledge_at_is_the_public_site(monkeypatch: pytest.MonkeyPatch) -> None:
    from bothends.web.desk import packing

    assert packing.public_page() == ""
    monkeypatch.setitem(settings.DESK.settings, "public_hosts", ["tell.example.org"])
    monkeypatch.setitem(settings.DESK.settings, "https", True)
    assert packing.public_page() == "https://tell.example.org/en/acknowledge/"
