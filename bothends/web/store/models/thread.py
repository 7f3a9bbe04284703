"""What reporter and desk write to each other, and to which kind of recipient a report was passed on."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from bothends.web.store.models.report import StoredReport


class ThreadMessage(models.Model):
    """`body` is sealed to two: the reporter's own key, and the desk's (intake, after the hand-over the case).

    What kind of message it is stands inside. `at` is cut to the hour, as the report's arrival is.
    """

    CLEAR: ClassVar = {"id", "report", "number", "side", "at", "waiting"}
    SEALED: ClassVar = {"body"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    report = models.ForeignKey(StoredReport, on_delete=models.CASCADE, related_name="thread")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=8)  # reporter, desk
    at = models.DateTimeField()
    waiting = models.BooleanField(default=False)  # the reporter wrote it and the desk has not opened it
    body = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="one_message_a_number"),
        ]


class PassedOn(models.Model):
    """That a report was passed on: a kind and a month, so that the public site can say it opening nothing."""

    CLEAR: ClassVar = {"id", "report", "kind", "month"}
    SEALED: ClassVar[set[str]] = set()

    report = models.ForeignKey(StoredReport, on_delete=models.CASCADE, related_name="passed_on")
    kind = models.CharField(max_length=16)  # mission, organisation, ministry
    month = models.CharField(max_length=7)  # 2026-11

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "kind", "month"], name="one_mark_a_kind_and_month"),
        ]
