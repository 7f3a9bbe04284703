"""The directory as this desk knows it: the shipped rows, the rows it took in, and what it verified."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import Max

from bothends.core.refer.directory import Directory, Verification, load
from bothends.data import folder
from bothends.web.store.models import DirectoryRow
from bothends.web.store.models import Verification as VerificationRow


def directory() -> Directory:
    """Rows are read anew only after an import; verifications every time."""
    last = DirectoryRow.objects.aggregate(last=Max("at"))["last"]
    rows = VerificationRow.objects.select_related("by")
    known = {
        row.entry: Verification(row.entry, row.by.login, row.on, row.how, row.recipient, row.seen)
        for row in rows
    }
    return replace(_rows(str(settings.DESK.path), last), verifications=known)


@lru_cache(maxsize=2)
def _rows(desk: str, last: datetime | None) -> Directory:
    """`desk` and `last` (when rows were taken in) name what is remembered; two desks never share rows."""
    over: defaultdict[str, dict[str, dict[str, str] | None]] = defaultdict(dict)
    for row in DirectoryRow.objects.all() if last else ():
        over[row.file][row.entry] = json.loads(row.body) if row.body else None
    return load(folder(), over=over)
