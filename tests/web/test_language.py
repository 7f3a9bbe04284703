"""Which languages are offered: only those with a catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings as of_desk

from bothends.core.errors import BadInput
from bothends.web.language import offered


@pytest.mark.parametrize("chosen", [["en", "xx"], []])
def test_a_language_without_a_catalogue_is_named_at_start(settings: object, chosen: list[str]) -> None:
    other = {**of_desk.DESK.settings, "languages": chosen}
    settings.DESK = replace(of_desk.DESK, settings=other)
    with pytest.raises(BadInput, match="languages may be en, ja"):
        offered()


def test_the_order_of_the_desk_is_the_order_offered(settings: object) -> None:
    other = {**of_desk.DESK.settings, "languages": ["ja", "en"]}
    settings.DESK = replace(of_desk.DESK, settings=other)
    assert [one.code for one in offered()] == ["ja", "en"]
