"""What travels beside a pack: a letter, an export, a contact. A sheet to read, and files a machine reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date


def bundle(name: str, made_on: str, parts: Mapping[str, bytes]) -> bytes:
    """A zip of `name`.SUFFIX for each suffix; the same bytes for the same parts, dated with the day only."""
    day = date.fromisoformat(made_on)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for suffix, content in parts.items():
            entry = zipfile.ZipInfo(f"{name}.{suffix}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
