"""A sealed report and the little that stays clear so that a queue can be ordered without opening it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class StoredReport(models.Model):
    """`body` is sealed to the report's own identity; without its ReportKey row it opens for nobody (P14).

    A browser seals answers; the first opening reads them, keeps the minimum and seals that instead.
    The reporter's own identity lies boxed under their receipt. `received_at` is cut to the hour: with the
    minute, a network log would tell who sent it.
    """

    CLEAR: ClassVar = {
        "id",
        "received_at",
        "urgency",
        "urgency_rank",
        "state",
        "channel",
        "rules",
        "lookup_tag",
        "sent_tag",
        "reporter_recipient",
        "recipient",
        "closed_on",
        "sharing_now",
        "erasure",
        "sealed_by",
        "body_schema",
    }
    SEALED: ClassVar = {"body", "reporter_box"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    received_at = models.DateTimeField()
    urgency = models.CharField(max_length=8)
    urgency_rank = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="new")  # new, opened, case, closed
    channel = models.CharField(max_length=16)
    rules = models.CharField(max_length=200)
    lookup_tag = models.BinaryField(unique=True)
    sent_tag = models.BinaryField(unique=True)
    reporter_recipient = models.CharField(max_length=80)
    reporter_box = models.BinaryField()
    recipient = models.CharField(max_length=80, default="")
    closed_on = models.DateField(null=True)
    sharing_now = models.CharField(max_length=16, default="")  # chosen since: desk_only, anonymous
    erasure = models.CharField(max_length=8, default="")  # of a report in a case: asked, kept
    body = models.BinaryField()
    sealed_by = models.CharField(max_length=8, default="server")  # server or browser
    body_schema = models.CharField(max_length=16, default="report/1")  # answers/1 until its first opening

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "urgency_rank", "received_at"], name="queue")]


class ReportKey(models.Model):
    """The report's identity sealed to a vault: intake, and casework once a case is made of it.

    Destroying this row erases the report. A table of its own, so that backups can carry it apart.
    """

    CLEAR: ClassVar = {"report", "vault"}
    SEALED: ClassVar = {"body"}

    report = models.OneToOneField(
        StoredReport, on_delete=models.CASCADE, primary_key=True, related_name="key"
    )
    vault = models.CharField(max_length=16, default="intake")
    body = models.BinaryField()
