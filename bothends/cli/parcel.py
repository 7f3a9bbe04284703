"""The files of a pack: sealed with age, written whole, readable by this user only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pyrage

from bothends.core.errors import BadInput
from bothends.core.refer.locked import new_passphrase


def seal(content: bytes, recipient: str | None) -> tuple[bytes, str | None]:
    """Sealed to the recipient's age key, or to a new passphrase, which is returned."""
    if recipient is None:
        passphrase = new_passphrase()
        return pyrage.passphrase.encrypt(content, passphrase), passphrase
    try:
        return pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient.strip())]), None
    except pyrage.RecipientError:
        raise BadInput(
            "The recipient is no age key. It begins with age1; ask the recipient for it again."
        ) from None


def folder(name: str) -> Path:
    out = Path(name)
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as wrong:
        raise BadInput(f"The folder for the pack cannot be made ({wrong.strerror}). Name another.") from None
    return out


def write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by this user only."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".referral-")  # made with 0600
    except OSError as wrong:
        raise BadInput(
            f"The folder for the pack cannot be written ({wrong.strerror}). Name another."
        ) from None
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        os.replace(name, path)
    except OSError as wrong:
        Path(name).unlink(missing_ok=True)
        raise BadInput(f"The pack could not be written ({wrong.strerror}). Name another folder.") from None
