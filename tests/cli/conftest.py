from __future__ import annotations

import pytest

from tests import cast


@pytest.fixture
def desk(db: None) -> cast.Desk:
    """A founded desk with one member a role."""
    return cast.found()
