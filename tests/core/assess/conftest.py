"""The lexicon of the repository, loaded once."""

from __future__ import annotations

import pytest

from bothends import data
from bothends.core.assess.lexicon import Lexicon, load


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load(data.folder())
