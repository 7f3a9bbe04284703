"""What a desk adds to the directory: that it verified a channel, and rows it took in from newer files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.member import Member


class Verification(models.Model):
    """`entry` is the directory row's id. Nothing here is about any person in a case."""

    CLEAR: ClassVar = {"id", "entry", "by", "on", "how", "recipient", "seen"}
    SEALED: ClassVar[set[str]] = set()

    entry = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()
    how = models.CharField(max_length=300)
    recipient = models.CharField(max_length=80)
    seen = models.CharField(max_length=64, default="", blank=True)


class DirectoryRow(models.Model):
    """A row of a newer file, laid over the row that was shipped. `body` is JSON of its cells; empty withdraws it."""

    CLEAR: ClassVar = {"id", "file", "entry", "body", "batch", "at"}
    SEALED: ClassVar[set[str]] = set()

    file = models.CharField(max_length=40)
    entry = models.CharField(max_length=80)
    body = models.TextField(blank=True)
    batch = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "entry"], name="one_row_a_file_and_entry")
        ]
