"""What stands at the desk's door: invitations, second factors, recovery codes, and what guessing has used up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.member import Member


class Invitation(models.Model):
    """A code told to a person, by which they join or, where the login exists, begin anew. Deleted when used."""

    CLEAR: ClassVar = {"id", "tag", "login", "role", "made_by", "made_at", "expires_at"}
    SEALED: ClassVar[set[str]] = set()

    tag = models.BinaryField(unique=True)
    login = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=16)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class Factor(models.Model):
    """A second factor: `kind` is totp or passkey. `body` is sealed to the member's own identity.

    `used_step` is the newest time step a TOTP code was accepted for; the same or an older one is refused.
    """

    CLEAR: ClassVar = {"id", "member", "kind", "made_at", "used_step"}
    SEALED: ClassVar = {"body"}

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    used_step = models.BigIntegerField(null=True)
    body = models.BinaryField()


class RecoveryCode(models.Model):
    """A keyed hash of one recovery code. Deleted when used."""

    CLEAR: ClassVar = {"id", "member", "tag"}
    SEALED: ClassVar[set[str]] = set()

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="recovery_codes")
    tag = models.BinaryField(unique=True)


class Budget(models.Model):
    """How much guessing something has used up: at `whole_at` its budget is full again. `tag` hides what it is."""

    CLEAR: ClassVar = {"tag", "whole_at"}
    SEALED: ClassVar[set[str]] = set()

    tag = models.BinaryField(primary_key=True)
    whole_at = models.DateTimeField(db_index=True)
