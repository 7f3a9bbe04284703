"""The audit trail, newest first, and whether it is whole."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bothends.web.access.doors import needs
from bothends.web.access.roles import Permission
from bothends.web.store.audit import first_break
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import AuditEvent, AuditHead


@require_GET
@needs(Permission.READ_AUDIT)
def audit(request: HttpRequest, keyring: Keyring) -> HttpResponse:
    """Who did what, when. Checked from the first event each time it is shown."""
    head = AuditHead.objects.get()
    broken = first_break(AuditEvent.objects.order_by("seq").iterator(), head)
    page = Paginator(AuditEvent.objects.order_by("-seq"), 100).get_page(request.GET.get("page"))
    return render(request, "desk/audit.html", {"page": page, "head": head, "broken": broken})
