"""A case, its own key, and the reports it was made from."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from bothends.web.store.models.member import Member
from bothends.web.store.models.report import StoredReport


class Case(models.Model):
    """`body` is sealed to the case's own identity; without its CaseKey row it opens for nobody."""

    CLEAR: ClassVar = {
        "id",
        "opened_at",
        "status",
        "urgency",
        "urgency_rank",
        "owner",
        "recipient",
        "revision",
        "closed_at",
    }
    SEALED: ClassVar = {"body"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    opened_at = models.DateTimeField()
    status = models.CharField(max_length=16, default="active")  # active, closed
    urgency = models.CharField(max_length=8)
    urgency_rank = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="cases")
    recipient = models.CharField(max_length=80)
    revision = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)
    body = models.BinaryField()

    @property
    def code(self) -> str:
        """Short name to say over the phone; says nothing about anyone."""
        return self.id.hex[:8].upper()


class CaseKey(models.Model):
    """The case's identity sealed to the casework vault. Destroying this row erases the case (P14).

    A table of its own, so that backups can carry it apart and let it expire.
    """

    CLEAR: ClassVar = {"case"}
    SEALED: ClassVar = {"body"}

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="key")
    body = models.BinaryField()


class CaseReport(models.Model):
    """Which reports a case rests on. Each keeps its own reporter and consent."""

    CLEAR: ClassVar = {"id", "case", "report", "linked_at"}
    SEALED: ClassVar[set[str]] = set()

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    report = models.OneToOneField(StoredReport, on_delete=models.CASCADE, related_name="in_case")
    linked_at = models.DateTimeField()
