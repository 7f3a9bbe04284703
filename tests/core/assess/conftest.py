from __future__ import annotations

import pytest

from bothends.core.assess.record import Tables
from bothends.data import folder


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The reviewed tables of this installation, read once."""
    return Tables.load(folder())
