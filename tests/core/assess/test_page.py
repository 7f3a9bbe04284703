"""The page in docs/ is the page the tables write."""

from __future__ import annotations

from pathlib import Path

from bothends.core.assess.page import page


def test_the_committed_page_is_up_to_date() -> None:
    """To renew it: write what `page()` returns to docs/indicators.md."""
    committed = Path(__file__).resolve().parents[3] / "docs" / "indicators.md"
    assert committed.read_text(encoding="utf-8") == page()
