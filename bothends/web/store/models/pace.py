"""How many wrong codes the whole site may still be asked before it says "wait": one row, no address."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Pace(models.Model):
    """A token bucket: `level` tokens were left at `at`; they come back with time."""

    CLEAR: ClassVar = {"name", "level", "at"}
    SEALED: ClassVar[set[str]] = set()

    name = models.CharField(max_length=16, primary_key=True)
    level = models.FloatField()
    at = models.DateTimeField()
