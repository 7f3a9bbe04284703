"""Blind tokens of a case's contact details, and the key they are made with, sealed to the casework vault."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.case import Case


class MatchKey(models.Model):
    """One row. Only an unlocked member with casework makes tokens, so a stolen disk cannot test guesses."""

    CLEAR: ClassVar = {"id", "made_at"}
    SEALED: ClassVar = {"body"}

    body = models.BinaryField()
    made_at = models.DateTimeField()


class MatchToken(models.Model):
    """64 keyed bits that stand for one contact detail. Tells nobody what it is."""

    CLEAR: ClassVar = {"id", "case", "token"}
    SEALED: ClassVar[set[str]] = set()

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    token = models.BinaryField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "token"], name="one_token_a_case")]
