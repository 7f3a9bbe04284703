"""That this desk has verified a channel of the directory: by whom, when, how, and the recipient's key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.member import Member


class Verification(models.Model):
    """`entry` is the directory row's id. Nothing here is about any person in a case."""

    CLEAR: ClassVar = {"id", "entry", "by", "on", "how", "recipient"}
    SEALED: ClassVar[set[str]] = set()

    entry = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()
    how = models.CharField(max_length=300)
    recipient = models.CharField(max_length=80)
