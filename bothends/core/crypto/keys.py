"""Identities and the keys that wrap them. Nothing here prints, and nothing here opens a sealed record."""

from __future__ import annotations

from dataclasses import dataclass, field

import nacl.exceptions
import nacl.pwhash.argon2id as argon2
import nacl.secret
import nacl.utils
from pyrage import RecipientError, x25519

from bothends.core.errors import BadInput, WrongKey

KEY_BYTES = 32
SALT_BYTES = argon2.SALTBYTES
# RFC 9106 names 64 MiB and three passes for machines with little memory; OWASP asks for less.
PASSWORD_MEMORY = 64 * 1024 * 1024
PASSWORD_PASSES = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """An age X25519 identity (the secret half) with its recipient (the public half)."""

    secret: str = field(repr=False)
    recipient: str

    @classmethod
    def new(cls) -> Identity:
        """A fresh identity from the system's randomness."""
        return cls._of(x25519.Identity.generate())

    @classmethod
    def parse(cls, secret: str) -> Identity:
        """Read `AGE-SECRET-KEY-1…`. Raises BadInput."""
        try:
            return cls._of(x25519.Identity.from_str(secret.strip()))
        except Exception as wrong:  # pyrage raises its own class per cause; none may leak the text
            raise BadInput("This is not an age identity. It begins with AGE-SECRET-KEY-1.") from wrong

    @classmethod
    def _of(cls, made: x25519.Identity) -> Identity:
        return cls(secret=str(made), recipient=str(made.to_public()))


def checked_recipient(text: str) -> str:
    """Return a recipient (`age1…`) as written, or raise BadInput saying what one looks like."""
    try:
        return str(x25519.Recipient.from_str(text.strip()))
    except RecipientError as wrong:
        raise BadInput("This is not an age recipient. It begins with age1 and has 62 characters.") from wrong


def password_key(password: str, salt: bytes) -> bytes:
    """Argon2id over 64 MiB: 32 bytes. About 0.15 s on two small cores; only passwords need it."""
    return argon2.kdf(KEY_BYTES, password.encode(), salt, opslimit=PASSWORD_PASSES, memlimit=PASSWORD_MEMORY)


def new_key() -> bytes:
    """32 random bytes for a box."""
    return nacl.utils.random(KEY_BYTES)


def new_salt() -> bytes:
    """A salt of the length Argon2id wants."""
    return nacl.utils.random(SALT_BYTES)


def lock(plaintext: bytes, *, key: bytes, about: bytes) -> bytes:
    """Put a short secret (a wrapped identity, a draft, a session's key) in a box: XChaCha20-Poly1305.

    `about` names the place of the box and is checked on opening; it is not stored.
    """
    return bytes(nacl.secret.Aead(key).encrypt(plaintext, about))


def unlock(box: bytes, *, key: bytes, about: bytes) -> bytes:
    """Open a box. Raises WrongKey when key, place or bytes do not fit."""
    try:
        return nacl.secret.Aead(key).decrypt(box, about)
    except (nacl.exceptions.CryptoError, ValueError) as wrong:
        raise WrongKey("This box does not open with this key.") from wrong
