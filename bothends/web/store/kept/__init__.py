"""KEPT: every stored column in plain words. docs/data.md is made from it; a column without a row fails a test.

Whether a column is clear or sealed stands in its model (CLEAR, SEALED), not here.
"""

from __future__ import annotations

from bothends.web.store.kept.cases import CASES
from bothends.web.store.kept.desk import DESK
from bothends.web.store.kept.reports import REPORTS
from bothends.web.store.kept.shape import Kept, Table

__all__ = ["KEPT", "UNUSED", "Kept", "Table"]

KEPT: tuple[Table, ...] = (*REPORTS, *CASES, *DESK)

# Django makes these; bothends writes nothing into them beyond the names of its own tables and permissions.
UNUSED = frozenset({"ContentType", "Permission", "Group", "Group_permissions"})
