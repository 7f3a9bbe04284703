"""The directory as members see it: what is verified, too old, changed, doubted, and what is blocked by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothends.core.refer.update import cells, plan
from bothends.web.store.actions.directory import take_in
from bothends.web.store.audit import MACHINE
from bothends.web.store.directory import directory
from bothends.web.store.models import Verification
from tests import cast
from tests.web.desk_story import HOW, RECIPIENT, member, until_proposed

BANGKOK = "gap-ken-tha-bangkok"


def text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def verify(browser: Client, entry: str) -> None:
    answer = browser.post(f"/directory/{entry}/", {"how": HOW, "recipient": str(RECIPIENT.to_public())})
    assert answer.status_code == 302, answer.content


def take(entry_id: str, **other: str) -> int:
    """Take in one newer row, as a file of it would."""
    here = directory()
    entry = here.find(entry_id)
    assert entry is not None
    row = cells(entry) | {"checked_on": "2026-11-25"} | other
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in row.values())
    verified = frozenset(here.verifications)
    made = plan(
        f"{','.join(row)}\n{quoted}\n",
        here.index.by_id.values(),
        frozenset(here.countries),
        verified=verified,
    )
    return take_in([made], by=MACHINE)


def test_a_verification_is_shown_with_who_when_and_how_long_it_counts(desk: cast.Desk) -> None:
    carol = member("carol")
    verify(carol, BANGKOK)
    page = text(carol, f"/directory/{BANGKOK}/")
    until = timezone.now().date() + timedelta(days=180)
    assert f"counts until {until.isoformat()}" in page
    assert HOW in page
    assert "verified by this desk" in text(carol, "/directory/")


@pytest.mark.parametrize(
    ("column", "badge", "sent"),
    [("covers", "verified by this desk", 302), ("phone", "row changed: verify anew", 409)],
)
def test_a_newer_row_leaves_the_verification_and_says_when_it_must_be_renewed(
    column: str, badge: str, sent: int, desk: cast.Desk
) -> None:
    story = until_proposed()
    before = Verification.objects.values().get()
    assert take(story.entry, **{column: "KHM" if column == "covers" else "+84 24 000 0000"}) == 1
    assert Verification.objects.values().get() == before
    carol = member("carol")
    assert badge in text(carol, "/directory/")
    answer = member("dana").post(f"/referrals/{story.referral.pk}/approve/")
    assert answer.status_code == sent, answer.content
    verify(carol, story.entry)
    assert "row changed" not in text(carol, "/directory/")


def test_a_verification_that_grew_old_is_shown_and_blocks_what_was_proposed(desk: cast.Desk) -> None:
    story = until_proposed()
    Verification.objects.update(on=timezone.now().date() - timedelta(days=181))
    assert "verify again" in text(member("carol"), "/directory/")
    answer = member("dana").post(f"/referrals/{story.referral.pk}/approve/")
    assert answer.status_code == 409
    story.referral.refresh_from_db()
    assert (story.referral.state, story.referral.parcel) == ("proposed", None)


def test_a_verification_of_a_row_that_is_gone_stays_in_the_list(desk: cast.Desk) -> None:
    carol = member("carol")
    verify(carol, BANGKOK)
    Verification.objects.update(entry="gone-from-the-files")
    assert "no longer in the directory" in text(carol, "/directory/")


def test_what_is_doubted_closed_or_no_route_says_so_on_its_page(desk: cast.Desk) -> None:
    carol = member("carol")
    sweden = text(carol, "/directory/q18333534/")
    assert "marked as closed" in sweden
    assert "end of 2021" in sweden
    assert "marked as closed" in text(carol, "/directory/?sending=Sweden&host=Cambodia")
    assert "takes no single case" in text(carol, "/directory/amnesty/")
    assert "switches local police on" in text(carol, "/directory/police-khm/")
    assert "Confirm that it exists" in text(carol, "/directory/gap-vnm-khm-phnom-penh/")
