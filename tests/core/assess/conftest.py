"""The reviewed rows of this installation, read once."""

from __future__ import annotations

import pytest

from bothends.core.assess.lexicon import CODES, Lexicon
from bothends.core.assess.record import Tables
from bothends.data import built, folder


@pytest.fixture(scope="session")
def tables() -> Tables:
    return Tables.load(folder())


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return built.lexicon("lexicon", CODES)
