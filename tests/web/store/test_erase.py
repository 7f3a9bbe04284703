"""Closing, erasing and expiring: who may, what goes, what stays, and what the certificate says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bothends.core.errors import BadInput, BothendsError, Refused
from bothends.web.store.actions import assess, close, erase, expire
from bothends.web.store.models import AuditEvent, Case, CaseKey, Draft, ReportKey, StoredReport
from tests import cast
from tests.web.desk_story import member, told, until_case, until_proposed

TIMES = expire.Times(reports=90, cases=730)


def test_a_supporters_key_fits_the_report_no_more_after_the_hand_over(desk: cast.Desk) -> None:
    row = told()
    ben = desk.keyring("ben")
    assert ben.report_body(row)
    assess.make_case(row, by=ben, page="")
    with pytest.raises(Refused, match="casework vault"):
        ben.report_body(row)
    assert desk.keyring("carol").report_body(row)


def test_an_erased_report_opens_for_nobody_and_its_receipt_finds_nothing(desk: cast.Desk) -> None:
    row = told()
    made = erase.erase_report(row, by="stranger")
    assert not StoredReport.objects.exists()
    assert not ReportKey.objects.exists()
    assert (made.kind, made.row, made.cause) == ("report", str(row.pk), "reporter_asked")
    assert AuditEvent.objects.get(seq=made.event).digest == made.digest
    with pytest.raises(Refused, match="erased"):
        desk.keyring("ben").report_body(row)


def test_a_report_of_a_case_is_erased_with_the_case_only(desk: cast.Desk) -> None:
    row = told()
    case = until_case(row)
    with pytest.raises(Refused, match="with the case"):
        erase.erase_report(row, by="stranger")
    assert [one.kind for one in erase.erase_case(case, by="member:dana", cause="law")] == ["case", "report"]
    assert not Case.objects.exists()
    assert not StoredReport.objects.exists()


def test_the_key_goes_even_where_a_body_could_not_be_removed(desk: cast.Desk) -> None:
    case = until_case()
    CaseKey.objects.filter(case=case).delete()
    assert member("carol").get(f"/cases/{case.pk}/").status_code == 404


def test_the_certificate_holds_no_personal_word(desk: cast.Desk) -> None:
    case = until_case()
    for one in erase.erase_case(case, by="member:dana", cause="person_asked"):
        assert not [word for word in cast.SECRET_WORDS if word in erase.as_text(one)]


def test_an_approver_erases_on_the_pages_and_prints_the_certificate(desk: cast.Desk) -> None:
    story, dana = until_proposed(), member("dana")
    answer = dana.post(f"/cases/{story.case.pk}/erase/", {"cause": "person_asked"}, follow=True)
    page = answer.content.decode()
    assert "Certificate of erasure" in page
    assert str(story.case.pk) in page
    event = AuditEvent.objects.get(action="case_erased:person_asked")
    assert dana.get(f"/erasures/{event.seq}/?json").json()["digest"] == event.digest
    assert dana.get(f"/erasures/{event.seq - 1}/").status_code == 404
    assert f"/erasures/{event.seq}/" in dana.get("/erasures/").content.decode()


def test_an_approver_erases_a_report_by_the_number_in_the_queue(desk: cast.Desk) -> None:
    row, dana = told(), member("dana")
    number = row.pk.hex[:8].upper()
    assert dana.post("/erasures/report/", {"number": number, "cause": "expired"}).status_code == 409
    assert dana.post("/erasures/report/", {"number": "zzz", "cause": "law"}).status_code == 404
    answer = dana.post("/erasures/report/", {"number": number, "cause": "law"}, follow=True)
    assert "Certificate of erasure" in answer.content.decode()
    assert not StoredReport.objects.exists()


def test_a_case_is_closed_with_a_reason_and_reopened(desk: cast.Desk) -> None:
    case, carol = until_case(), member("carol")
    page = f"/cases/{case.pk}/"
    assert carol.post(f"{page}close/", {"reason": "bored"}).status_code == 409
    assert carol.post(f"{page}close/", {"reason": "other", "words": "x"}).status_code == 409
    assert carol.post(f"{page}close/", {"reason": "taken_over"}).status_code == 302
    assert "case closed (takenover)" in carol.get(page).content.decode()
    assert "closed" in carol.get("/cases/").content.decode()
    assert Case.objects.get().closed_at is not None
    assert carol.post(f"{page}reopen/").status_code == 302
    assert Case.objects.get().closed_at is None


def test_a_case_with_a_waiting_referral_is_not_closed(desk: cast.Desk) -> None:
    story = until_proposed()
    with pytest.raises(Refused, match="waits for approval"):
        close.close_case(story.case, reason="taken_over", by=desk.keyring("carol"), page="")


def test_a_report_is_closed_without_a_case_and_leaves_the_queue(desk: cast.Desk) -> None:
    row, ben = told(), member("ben")
    assert ben.post(f"/reports/{row.pk}/close/", {"reason": "?"}).status_code == 409
    assert ben.post(f"/reports/{row.pk}/close/", {"reason": "not_ours"}).status_code == 302
    assert row.pk.hex[:8].upper() not in ben.get("/reports/").content.decode()
    assert ben.get(f"/reports/{row.pk}/").status_code == 404


# state, days since it arrived, days since it was closed → gone?
EXPIRY = (
    ("new", 89, None, False),
    ("new", 91, None, True),
    ("opened", 91, None, False),
    ("opened", 731, None, True),
    ("closed", 200, 89, False),
    ("closed", 200, 91, True),
)


@pytest.mark.parametrize(("state", "arrived", "closed", "gone"), EXPIRY)
def test_a_report_is_erased_when_its_time_has_passed(
    desk: cast.Desk, state: str, arrived: int, closed: int | None, gone: bool
) -> None:
    row, now = told(), timezone.now()
    row.state, row.received_at = state, now - timedelta(days=arrived)
    row.closed_on = None if closed is None else (now - timedelta(days=closed)).date()
    row.save()
    expire.expire(now=now, times=TIMES)
    assert StoredReport.objects.exists() != gone


@pytest.mark.parametrize(
    ("status", "days", "gone"), [("active", 9999, False), ("closed", 729, False), ("closed", 731, True)]
)
def test_a_closed_case_is_erased_when_its_time_has_passed(
    desk: cast.Desk, status: str, days: int, gone: bool
) -> None:
    case, now = until_case(), timezone.now()
    closed = now - timedelta(days=days) if status == "closed" else None
    Case.objects.filter(pk=case.pk).update(
        status=status, closed_at=closed, opened_at=now - timedelta(days=9999)
    )
    assert [one.kind for one in expire.expire(now=now, times=TIMES)] == (["case", "report"] if gone else [])
    assert StoredReport.objects.exists() != gone


def test_expired_drafts_are_swept_and_a_look_changes_nothing(desk: cast.Desk) -> None:
    now = timezone.now()
    Draft.objects.create(tag=b"old", body=b"x", expires_at=now - timedelta(minutes=1))
    Draft.objects.create(tag=b"fresh", body=b"x", expires_at=now + timedelta(minutes=1))
    assert expire.due(now=now, times=TIMES).drafts == 1
    assert Draft.objects.count() == 2
    expire.expire(now=now, times=TIMES)
    assert bytes(Draft.objects.get().tag) == b"fresh"


def test_what_somebody_has_just_worked_on_does_not_expire(desk: cast.Desk) -> None:
    row = told()
    StoredReport.objects.update(state="opened")
    with pytest.raises(Refused, match="just worked"):
        erase.erase_report(row, by="machine", cause="expired")


def test_an_unknown_cause_is_refused(desk: cast.Desk) -> None:
    with pytest.raises(BothendsError) as refused:
        erase.erase_report(told(), by="member:dana", cause="because")
    assert isinstance(refused.value, BadInput)
    assert StoredReport.objects.exists()
