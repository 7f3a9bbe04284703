"""A person's decision on a case that the rules may not take: release a hold, allow local police."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.case import Case
from bothends.web.store.models.member import Member


class Decision(models.Model):
    """Who and when stay clear; which hold and why are personal and sealed to the case."""

    CLEAR: ClassVar = {"id", "case", "by", "at"}
    SEALED: ClassVar = {"body"}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    at = models.DateTimeField()
    body = models.BinaryField()
