"""The staff site. tests/invariants/test_doors.py tries every one of its pages as every role."""

from __future__ import annotations

from bothends.web.desk.urls import urlpatterns

__all__ = ["urlpatterns"]
