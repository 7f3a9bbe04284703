"""A member of the desk. The password is nowhere: logging in is opening one's own wrapped identity."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class Member(AbstractBaseUser):
    """Login name, role, the public half of the member's identity, and the wrapped secret half."""

    CLEAR: ClassVar = {"id", "login", "role", "recipient", "salt", "active", "last_login", "made_at"}
    SEALED: ClassVar = {"wrapped"}

    password = None  # type: ignore[assignment]  # AbstractBaseUser has one; ours is the wrapping key
    login = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=16)
    recipient = models.CharField(max_length=80)
    salt = models.BinaryField()
    wrapped = models.BinaryField()
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["role"]

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django reads this name
        return self.active

    def get_session_auth_hash(self) -> str:
        """Changes with the wrapped identity, so a new password ends every session."""
        return salted_hmac("bothends member", bytes(self.wrapped), algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.login
