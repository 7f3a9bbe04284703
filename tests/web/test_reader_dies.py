"""The process that reads may die: the desk loses no report, and says so where it cannot read."""

from __future__ import annotations

from bothends.web.store.seats import ANSWERS
from tests import cast
from tests.web.conftest import Using
from tests.web.desk_story import member
from tests.web.test_opening import opened, sealed_report

TOLD = {"words": "marigold-lantern: they took my passport", "kind": "target"}


def test_sealed_words_that_no_reader_survives_are_kept_whole(using: Using, desk: cast.Desk) -> None:
    row = sealed_report(TOLD)
    using("tests.apart.doomed")
    assert "marigold-lantern" in opened(row)


def test_a_desk_that_cannot_read_says_so_and_reads_the_report_later(using: Using, desk: cast.Desk) -> None:
    row = sealed_report(TOLD)
    using("tests.apart.no_kernel")
    page = member("ben").get(f"/reports/{row.pk}/")
    assert page.status_code == 422
    assert "nothing was read" in page.content.decode()
    assert "altered" not in page.content.decode()
    row.refresh_from_db()
    assert row.body_schema == ANSWERS
    using("bothends.apart")
    assert "marigold-lantern" in opened(row)
