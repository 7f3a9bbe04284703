"""The strangers' site as the test client sees it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from bothends.web.store.actions.members import Opened, found_desk

STAFF_ONLY = ("sessions", "AuthenticationMiddleware", "unlocked.ends", "LoginRequiredMiddleware")


@pytest.fixture
def desk(db: None) -> Opened:
    """A desk with its vaults, and nobody in it."""
    return found_desk()


@pytest.fixture
def stranger(desk: Opened, settings: object) -> Client:
    """Asha's browser on the public site."""
    as_public(settings)
    return Client()


def as_public(chosen: object) -> None:
    """The URL table and the middleware of the public process."""
    chosen.ROOT_URLCONF = "bothends.web.urls_public"
    chosen.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not any(staff in one for staff in STAFF_ONLY)]
