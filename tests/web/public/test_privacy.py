"""What we keep: said before anything is asked, including what we cannot protect against."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from bothends.web.wording import from_settings, sentences


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_says_everything_the_catalogue_has_about_it(stranger: Client, language: str) -> None:
    text = stranger.get(f"/{language}/privacy/").content.decode()
    filled = from_settings(settings.DESK.settings)
    assert (filled["minutes"], filled["report_days"], filled["case_days"]) == (60, 90, 730)
    for code, sentence in sentences(language).items():
        if code.startswith("privacy."):
            assert escape(sentence.format_map(filled)) in text
