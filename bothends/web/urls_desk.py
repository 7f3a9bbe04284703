"""The staff site. tests/invariants/test_doors.py tries every one of its pages as every role."""

from __future__ import annotations

from bothends.web.desk.urls import urlpatterns

__all__ = ["urlpatterns"]

handler400 = "bothends.web.refusals.bad"
handler403 = "bothends.web.refusals.forbidden"
handler404 = "bothends.web.refusals.not_found"
handler500 = "bothends.web.refusals.broken"
