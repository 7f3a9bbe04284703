"""A sealed report and the little that stays clear so that a queue can be ordered without opening it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class StoredReport(models.Model):
    """`body` is sealed to the intake vault. The reporter's own identity lies boxed under their receipt.

    `received_at` is cut to the hour: with the minute, a network log would tell who sent it.
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
    body = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "urgency_rank", "received_at"], name="queue")]
