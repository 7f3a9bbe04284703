"""What came back from a recipient: by a code that needs no account, or told to a member. And a recall."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from bothends.web.store.models.member import Member
from bothends.web.store.models.referral import Referral


class Acknowledgement(models.Model):
    """That an approved pack can be acknowledged. `tag` is the keyed hash of the code printed on the pack.

    `recipient` repeats the case's public half, so that the public site seals an answer without reading a case.
    """

    CLEAR: ClassVar = {"id", "referral", "tag", "recipient", "expires_on", "recalled_at", "recalled_by"}
    SEALED: ClassVar = {"recall"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="acknowledgement")
    tag = models.BinaryField(max_length=16, unique=True)
    recipient = models.CharField(max_length=80)
    expires_on = models.DateField()
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    recall = models.BinaryField(null=True)


class RecipientAnswer(models.Model):
    """One answer: what was chosen and a short message, sealed to the case. Counted in clear, read only at the desk."""

    CLEAR: ClassVar = {"id", "acknowledgement", "at", "entered_by"}
    SEALED: ClassVar = {"body"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    acknowledgement = models.ForeignKey(Acknowledgement, on_delete=models.CASCADE, related_name="answers")
    at = models.DateTimeField()
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.BinaryField()
