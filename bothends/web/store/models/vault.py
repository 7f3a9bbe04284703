"""A vault is an identity for one purpose; a grant is that identity sealed to one member.

A rotation is a vault on its way from one identity to the next.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.member import Member


class Vault(models.Model):
    """`name` is intake, casework or figures. Everybody may seal to `recipient`; only grants open."""

    CLEAR: ClassVar = {"name", "recipient", "made_at"}
    SEALED: ClassVar[set[str]] = set()

    name = models.CharField(max_length=16, primary_key=True)
    recipient = models.CharField(max_length=80)
    made_at = models.DateTimeField()


class Recovery(models.Model):
    """The public half of the recovery identity, whose secret half exists only on the printed page."""

    CLEAR: ClassVar = {"id", "recipient", "made_at"}
    SEALED: ClassVar[set[str]] = set()

    recipient = models.CharField(max_length=80)
    made_at = models.DateTimeField()


class Grant(models.Model):
    """A vault's identity sealed to a member, or (member empty) to the recovery identity."""

    CLEAR: ClassVar = {"id", "vault", "member", "made_at"}
    SEALED: ClassVar = {"body"}

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="grants")
    body = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vault", "member"], name="one_grant_a_vault_and_member"),
        ]


class Rotation(models.Model):
    """While a vault's identity is renewed: the old one, sealed to the new one. Gone when nothing needs it."""

    CLEAR: ClassVar = {"vault", "begun_at"}
    SEALED: ClassVar = {"body"}

    vault = models.OneToOneField(Vault, on_delete=models.CASCADE, primary_key=True, related_name="rotation")
    body = models.BinaryField()
    begun_at = models.DateTimeField()
