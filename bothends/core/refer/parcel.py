"""What travels: one zip with the PDF to read, the same as plain text, and the JSON a machine reads."""

from __future__ import annotations

import io
import secrets
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

from bothends.core.errors import BadInput
from bothends.core.refer.pack import Book, Pack
from bothends.core.refer.plain import to_text

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another, read aloud or printed


def new_reference(*, choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """BE-XXXX-XXXX: random, about 40 bits, says nothing about anyone."""
    code = "".join(choose(LETTERS) for _ in range(8))
    return f"BE-{code[:4]}-{code[4:]}"


def zipped(pack: Pack, book: Book, *, pdf: bytes) -> bytes:
    """PDF, text and JSON in one archive: the same bytes for the same pack, dated with its day only."""
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


def pdf_of(archive: bytes) -> bytes:
    """The PDF of an archive made here. Raises BadInput when there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return opened.read(next(name for name in opened.namelist() if name.endswith(".pdf")))
    except (zipfile.BadZipFile, StopIteration) as wrong:
        raise BadInput("This pack holds no PDF. Propose the referral again.") from wrong
