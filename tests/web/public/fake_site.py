"""The public site with the stand-in for reading, as a server process starts it."""

from __future__ import annotations

import pytest

from bothends.web.wsgi_public import application
from tests.web.public import fakes

fakes.use(pytest.MonkeyPatch())

__all__ = ["application"]
