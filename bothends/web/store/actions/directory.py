"""Take newer rows into this desk's directory. A verification is never touched: it stands, or is told to be renewed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bothends.core.refer.update import Plan
from bothends.web.store.audit import record
from bothends.web.store.models import DirectoryRow


@transaction.atomic
def take_in(plans: Iterable[Plan], *, by: str, page: str = "") -> int:
    """Keep what the plans say, all or nothing. Returns how many rows changed; writes one event a file."""
    batch = (DirectoryRow.objects.aggregate(last=Max("batch"))["last"] or 0) + 1
    now, count = timezone.now(), 0
    for plan in plans:
        for entry, row in plan.rows.items():
            DirectoryRow.objects.update_or_create(
                file=plan.file,
                entry=entry,
                defaults={"body": json.dumps(row) if row else "", "batch": batch, "at": now},
            )
        if plan.rows:
            record(by=by, action="directory_imported", subject=f"directory:{plan.file}", page=page)
        count += len(plan.rows)
    return count
