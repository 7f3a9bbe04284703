"""A referral (proposed, approved, taken away) and the ledger line of every disclosure."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from bothends.web.store.models.case import Case
from bothends.web.store.models.member import Member


class Referral(models.Model):
    """`body` (who, why, which profile) and `pack` (the frozen copy) are sealed to the case.

    `parcel` is the same pack sealed to the recipient and to nobody else: with age to its key, or as a PDF under a
    passphrase that is kept nowhere. `digest` is its SHA-256.
    Who proposed and who approved are two members: the database holds it too.
    """

    CLEAR: ClassVar = {
        "id",
        "case",
        "state",
        "proposed_by",
        "proposed_at",
        "approved_by",
        "approved_at",
        "taken_by",
        "taken_at",
        "digest",
    }
    SEALED: ClassVar = {"body", "pack", "parcel"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    state = models.CharField(
        max_length=12, default="proposed"
    )  # proposed, approved, taken, recalled, withdrawn
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)
    body = models.BinaryField()
    pack = models.BinaryField()
    parcel = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("proposed_by")),
                name="approved_by_another_member",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None, approved_at=None)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_and_when_together",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_by=None) | models.Q(approved_by__isnull=False),
                name="taken_only_after_approval",
            ),
        ]


class Disclosure(models.Model):
    """One line of the ledger: to whom, which fields, why, on whose decision. Written with the approval."""

    CLEAR: ClassVar = {"id", "case", "referral", "at"}
    SEALED: ClassVar = {"body"}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ledger")
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="disclosure")
    at = models.DateTimeField()
    body = models.BinaryField()
