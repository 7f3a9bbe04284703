"""Answers between pages, boxed under a key that only the reporter's cookie holds. Short-lived."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """`tag` is derived from the cookie; the cookie cannot be derived from it."""

    CLEAR: ClassVar = {"tag", "expires_at"}
    SEALED: ClassVar = {"body"}

    tag = models.BinaryField(primary_key=True)
    body = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
