"""The strangers' site. tests/invariants/test_doors.py holds this list against the pages that exist."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from bothends.web.language import Offered
from bothends.web.public import acknowledge, after, back, offer, sealing, views

register_converter(Offered, "offered")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.welcome, name="welcome"),
    path("<offered:language>/", views.first, name="first"),
    path("<offered:language>/tell/sealed/", sealing.sealed, name="sealed"),
    path("<offered:language>/tell/<slug:question>/", views.tell, name="tell"),
    path("<offered:language>/check/", views.check, name="check"),
    path("<offered:language>/send/", views.send, name="send"),
    path("<offered:language>/receipt/", after.receipt, name="receipt"),
    path("<offered:language>/return/", back.come_back, name="return"),
    path("<offered:language>/report/", back.read, name="thread"),
    path("<offered:language>/report/add/<slug:what>/", back.add, name="add"),
    path("<offered:language>/report/withdraw/", back.withdraw, name="withdraw"),
    path("<offered:language>/report/erase/", back.erase, name="erase"),
    path("<offered:language>/offer/", offer.offer, name="offer"),
    path("<offered:language>/acknowledge/", acknowledge.acknowledge, name="acknowledge"),
    path("<offered:language>/leave/", after.leave, name="leave"),
    path("<offered:language>/privacy/", after.privacy, name="privacy"),
]

handler400 = "bothends.web.refusals.bad"
handler403 = "bothends.web.refusals.forbidden"
handler404 = "bothends.web.refusals.not_found"
handler500 = "bothends.web.refusals.broken"
