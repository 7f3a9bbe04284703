"""Letters and exports go the way of a referral; a reporter's contact only with the reporter's leave."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pyrage
import pytest
from django.test import Client

from bothends.core.report import Contact, Reporter
from bothends.web.store.models import AuditEvent, Disclosure, Referral, StoredReport, Verification
from tests import cast
from tests.web.desk_story import BASIS, HOW, RECIPIENT, Story, first_route, member, told, until_case

FILLED = {"blank-recipient": "The Ministry", "blank-signatory": "C. Tester"}
ETH = "0x52908400098527886E0F7030069857D2E4169EE7"


def story(sharing: str = "desk_only", *, hand_over: bool = False) -> Story:
    """A case whose first route Carol verified; `hand_over`: the mission has it."""
    report = cast.report()
    person = replace(report.person, contacts=(*report.person.contacts, Contact("wallet_eth", ETH)))
    reporter = Reporter(kind="target", sharing=sharing, contact=report.reporter.contact)
    row = told(replace(report, reporter=reporter, person=person))
    case = until_case(row)
    carol = member("carol")
    entry = first_route(carol, case)
    carol.post(f"/directory/{entry}/", {"how": HOW, "recipient": str(RECIPIENT.to_public())})
    made = Story(row, case, entry, Referral())
    if hand_over:
        answer = carol.post(f"/cases/{case.pk}/propose/", {"entry": entry, **BASIS})
        assert answer.status_code == 302
        approved(answer.headers["Location"])
    return made


def approved(path: str) -> None:
    assert member("dana").post(f"{path}approve/").status_code == 302


def proposed(browser: Client, one: Story, kind: str, form: dict[str, str]) -> str:
    answer = browser.post(f"/cases/{one.case.pk}/hand/{kind}/", {"entry": one.entry, **BASIS, **form})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def taken(path: str) -> dict[str, bytes]:
    answer = member("carol").post(f"{path}take/")
    assert answer.status_code == 200
    opened = zipfile.ZipFile(io.BytesIO(pyrage.decrypt(bytes(answer.content), [RECIPIENT])))
    return {name.partition(".")[2]: opened.read(name) for name in opened.namelist()}


def test_a_letter_needs_every_blank_two_members_and_a_ledger_line(desk: cast.Desk) -> None:
    one, carol = story(), member("carol")
    path = f"/cases/{one.case.pk}/hand/consular_request/"
    answer = carol.post(path, {"entry": one.entry, **BASIS, "blank-signatory": "C. Tester"})
    assert answer.status_code == 400
    assert "to whom it is addressed" in answer.content.decode()
    letter = proposed(carol, one, "consular_request", FILLED)
    assert carol.post(f"{letter}take/").status_code == 409
    assert carol.post(f"{letter}approve/").status_code == 403
    approved(letter)
    text = taken(letter)["txt"].decode()
    assert "Barakawanjiru Otieno, said to be a national of Kenya" in text
    assert "ashareports" not in text
    ledger = carol.get(f"/cases/{one.case.pk}/ledger/").content.decode()
    assert "letter, name, nationality, country, place" in ledger
    again = carol.get(f"/cases/{one.case.pk}/propose/", {"entry": one.entry}).content.decode()
    assert "Build the pack" in again, "a letter does not stand in the way of the referral itself"


def test_the_fine_is_worked_out_from_the_desks_own_table_where_it_has_one(
    desk: cast.Desk, settings: object
) -> None:
    one, carol = story(), member("carol")
    form = {**FILLED, "days": "91"}
    first = proposed(carol, one, "fine_waiver", form)
    pdf = carol.get(f"{first}pack.pdf")
    assert pdf.content.startswith(b"%PDF")
    own = settings.DESK.path / "overstay.csv"
    head = "country,from_day,to_day,currency,per_day,most,note,source,checked_on,mark\n"
    try:
        own.write_text(f"{head}MMR,1,,MMK,7,,,The desk asked,2026-11-01,R\n")
        second = proposed(carol, one, "fine_waiver", form)
    finally:
        own.unlink()
    approved(second)
    text = taken(second)["txt"].decode()
    assert "a fine of MMK 637 would be due" in text
    assert "The desk asked (2026-11-01)" in text


def test_nobody_gets_anything_whose_channel_is_not_verified_or_held(desk: cast.Desk) -> None:
    case = until_case()
    carol = member("carol")
    entry = first_route(carol, case)
    for kind in ("htcds", "ftm", "consular_request"):
        page = carol.get(f"/cases/{case.pk}/hand/{kind}/").content.decode()
        assert "Nobody can get this now" in page
        form = {"entry": entry, **BASIS, **FILLED}
        assert carol.post(f"/cases/{case.pk}/hand/{kind}/", form).status_code == 400
    assert not Referral.objects.exists()


def test_what_a_machine_reads_is_made_only_for_a_recipient_with_a_key(desk: cast.Desk) -> None:
    one, carol = story(), member("carol")
    Verification.objects.update(recipient="")
    for kind in ("htcds", "ftm"):
        answer = carol.post(f"/cases/{one.case.pk}/hand/{kind}/", {"entry": one.entry, **BASIS})
        assert answer.status_code == 400
        assert "has no key" in answer.content.decode()


def test_an_export_for_investigators_holds_nothing_of_the_person_and_needs_two(desk: cast.Desk) -> None:
    one, carol = story(), member("carol")
    path = f"/cases/{one.case.pk}/hand/ftm/"
    refused = carol.post(path, {"entry": one.entry, **BASIS, "lines": "account whatsapp +254700900123"})
    assert refused.status_code == 400
    assert carol.post(path, {"entry": one.entry, **BASIS, "necessity": ""}).status_code == 400
    export = proposed(carol, one, "ftm", {"lines": "account telegram boss_seven"})
    approved(export)
    files = taken(export)
    lines = [json.loads(line) for line in files["ftm.json"].decode().splitlines()]
    assert {line["schema"] for line in lines} == {"CryptoWallet", "Address", "UserAccount"}
    everything = files["ftm.json"] + files["txt"]
    for word in ("Barakawanjiru", "David", "254700900123", "ashareports", "sunfish", one.case.code):
        assert word.encode() not in everything
    assert Disclosure.objects.count() == 1


def test_htcds_holds_the_recipients_fields_and_contacts_only_when_asked(desk: cast.Desk) -> None:
    one, carol = story(), member("carol")
    plain = proposed(carol, one, "htcds", {})
    approved(plain)
    files = taken(plain)
    assert b"Barakawanjiru" in files["csv"]
    assert b"+254700900123" not in files["csv"] + files["txt"]
    assert files["xlsx"].startswith(b"PK")
    asked = proposed(carol, one, "htcds", {"contacts": "yes"})
    approved(asked)
    assert b"+254700900123" in taken(asked)["csv"]


@pytest.mark.parametrize("sharing", ["desk_only", "anonymous"])
def test_a_contact_not_shared_is_never_passed_on(desk: cast.Desk, sharing: str) -> None:
    from bothends.core.errors import Refused
    from bothends.web.store.actions import refer

    one, carol = story(sharing, hand_over=True), member("carol")
    form = {"entry": one.entry, **BASIS, "report": str(one.report.pk)}
    page = carol.get(f"/cases/{one.case.pk}/hand/contact/").content.decode()
    assert 'id="report-' not in page
    assert carol.post(f"/cases/{one.case.pk}/hand/contact/", form).status_code == 400
    keys = desk.keyring("carol")
    to = refer.addressed(Referral.objects.get(), by=keys)
    with pytest.raises(Refused):
        refer.propose(one.case, addressed=replace(to, report=str(one.report.pk)), pack=b"", by=keys, page="")


def test_a_shared_contact_goes_to_whoever_has_the_case_and_stops_when_it_is_taken_back(
    desk: cast.Desk,
) -> None:
    one, carol = story("share_contact", hand_over=True), member("carol")
    form = {"report": str(one.report.pk)}
    first = proposed(carol, one, "contact", form)
    approved(first)
    assert b"ashareports@example.org" in taken(first)["txt"]
    assert "reporter_contact" in carol.get(f"/cases/{one.case.pk}/ledger/").content.decode()
    printed = carol.post(
        f"/cases/{one.case.pk}/ledger/print/", {"language": "en", "kind": "txt"}
    ).content.decode()
    assert "reporter_contact" not in printed, "the person's ledger does not speak of the reporter"
    second, third = proposed(carol, one, "contact", form), proposed(carol, one, "contact", form)
    approved(third)
    StoredReport.objects.update(sharing_now="desk_only")
    assert member("dana").post(f"{second}approve/").status_code == 409
    assert carol.post(f"{third}take/").status_code == 409
    assert AuditEvent.objects.filter(action="report_opened", subject=f"report:{one.report.pk}").exists()


def test_a_contact_goes_to_nobody_who_has_not_the_case(desk: cast.Desk) -> None:
    one, carol = story("share_contact"), member("carol")
    form = {"entry": one.entry, **BASIS, "report": str(one.report.pk)}
    assert carol.post(f"/cases/{one.case.pk}/hand/contact/", form).status_code == 400


def test_the_notice_is_printed_for_the_person_and_written_down(desk: cast.Desk) -> None:
    one, carol = story(), member("carol")
    blanks = {
        "contact": "Desk Road 1",
        "authority": "The Authority",
        "keeps": "a year",
        "signatory": "C. Tester",
    }
    form = {f"blank-{name}": value for name, value in blanks.items()}
    answer = carol.post(f"/cases/{one.case.pk}/hand/data_protection_notice/", {**form, "as": "txt"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "The Authority" in text
    assert "ashareports" not in text
    assert AuditEvent.objects.filter(action="notice_printed").count() == 1
    assert not Referral.objects.exists()
