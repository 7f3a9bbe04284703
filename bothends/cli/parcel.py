"""The files of a pack: one archive, sealed with age, written whole and readable by this user only."""

from __future__ import annotations

import io
import os
import secrets
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pyrage

from bothends.core.errors import BadInput
from bothends.core.refer.pack import Book, Pack
from bothends.core.refer.plain import to_text

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another, read aloud or printed


def reference() -> str:
    """Random, says nothing about anyone: BE-XXXX-XXXX, about 39 bits."""
    code = "".join(secrets.choice(LETTERS) for _ in range(8)).upper()
    return f"BE-{code[:4]}-{code[4:]}"


def zipped(pack: Pack, book: Book, pdf: bytes) -> bytes:
    """PDF, text and JSON in one archive; the day of the pack, not of the machine, on each."""
    name = f"referral-{pack.frame.reference}"
    day = date.fromisoformat(pack.frame.made_on)
    parts = {"pdf": pdf, "txt": to_text(pack, book).encode(), "json": pack.to_json()}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for suffix, content in parts.items():
            entry = zipfile.ZipInfo(f"{name}.{suffix}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def seal(content: bytes, recipient: str | None) -> tuple[bytes, str | None]:
    """Sealed to the recipient's age key, or to a new passphrase, which is returned."""
    if recipient is None:
        passphrase = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(5))
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
