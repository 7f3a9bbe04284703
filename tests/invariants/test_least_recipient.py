"""P4 Least recipient: one verified recipient, its fields only, two members, sealed to it, in the ledger."""

from __future__ import annotations

import io
import zipfile

import pyrage
import pytest

from bothends.web.store.models import Disclosure, Referral, Verification
from tests import cast
from tests.web.desk_story import BASIS, RECIPIENT, first_route, member, until_case, until_proposed


def parcel(story_referral: Referral) -> bytes:
    page = f"/referrals/{story_referral.pk}"
    assert member("dana").post(f"{page}/approve/").status_code == 302
    answer = member("carol").post(f"{page}/take/")
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_parcel_opens_for_the_recipient_and_for_nobody_else(desk: cast.Desk) -> None:
    sealed = parcel(until_proposed().referral)
    assert zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sealed, [RECIPIENT]))).namelist()
    for other in [*desk.opened.vaults.values(), desk.opened.recovery]:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(other.secret)])


def test_the_reporter_is_in_no_part_of_the_parcel(desk: cast.Desk) -> None:
    opened = zipfile.ZipFile(io.BytesIO(pyrage.decrypt(parcel(until_proposed().referral), [RECIPIENT])))
    everything = b"".join(opened.read(name) for name in opened.namelist() if not name.endswith(".pdf"))
    assert b"Barakawanjiru" in everything
    for word in ("ashareports", "desk_only", "reporter_contact"):
        assert word.encode() not in everything


def test_nothing_is_proposed_to_a_channel_nobody_verified(desk: cast.Desk) -> None:
    case = until_case()
    carol = member("carol")
    answer = carol.post(f"/cases/{case.pk}/propose/", {"entry": first_route(carol, case), **BASIS})
    assert answer.status_code == 409
    assert not Referral.objects.exists()


def test_whoever_proposed_cannot_approve(desk: cast.Desk) -> None:
    story = until_proposed()
    assert member("carol").post(f"/referrals/{story.referral.pk}/approve/").status_code == 403


def test_the_action_itself_refuses_the_proposer(desk: cast.Desk) -> None:
    from bothends.core.errors import SecondMember
    from bothends.web.store.actions import refer

    story = until_proposed()
    with pytest.raises(SecondMember):
        refer.approve(story.referral, by=desk.keyring("carol"), page="")


def test_the_database_itself_refuses_one_member_for_both(desk: cast.Desk) -> None:
    from django.db import IntegrityError, transaction
    from django.utils import timezone

    story = until_proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(approved_by=story.referral.proposed_by, approved_at=timezone.now())


def test_a_pack_is_not_taken_before_it_is_approved(desk: cast.Desk) -> None:
    story = until_proposed()
    assert member("carol").post(f"/referrals/{story.referral.pk}/take/").status_code == 409


def test_the_ledger_is_written_with_the_approval(desk: cast.Desk) -> None:
    story = until_proposed()
    assert not Disclosure.objects.exists()
    parcel(story.referral)
    page = member("carol").get(f"/cases/{story.case.pk}/").content.decode()
    ledger = page.split('id="ledger"', 1)[1]
    assert "carol and dana" in ledger
    assert "nationality" in ledger


def test_a_key_changed_after_the_proposal_stops_the_approval(desk: cast.Desk) -> None:
    story = until_proposed()
    Verification.objects.update(recipient=str(pyrage.x25519.Identity.generate().to_public()))
    assert member("dana").post(f"/referrals/{story.referral.pk}/approve/").status_code == 409


def test_the_same_recipient_is_not_asked_twice(desk: cast.Desk) -> None:
    story = until_proposed()
    answer = member("carol").post(f"/cases/{story.case.pk}/propose/", {"entry": story.entry, **BASIS})
    assert answer.status_code == 409
    assert "already" in answer.content.decode()
