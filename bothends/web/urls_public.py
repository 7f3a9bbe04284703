"""The strangers' site. tests/invariants/test_doors.py holds this list against the pages that exist."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
