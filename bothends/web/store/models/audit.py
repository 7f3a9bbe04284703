"""The hash-chained trail. No foreign keys, no content: it outlives what it speaks of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """Who did what, when, to which row, on which page. `digest` covers all of it and the event before."""

    CLEAR: ClassVar = {"seq", "at", "actor", "action", "subject", "page", "before", "digest"}
    SEALED: ClassVar[set[str]] = set()

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=32)
    subject = models.CharField(max_length=80)
    page = models.CharField(max_length=80)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class AuditHead(models.Model):
    """The newest event's number and digest, in one row that every writer locks first."""

    CLEAR: ClassVar = {"id", "seq", "digest"}
    SEALED: ClassVar[set[str]] = set()

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
