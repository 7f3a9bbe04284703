"""The pack as a PDF that opens with a passphrase: for a recipient who has a PDF reader and nothing else.

AES with 256 bits as PDF 2.0 describes it (revision 6). Encrypted it is no PDF/A, which forbids encryption, so it
no longer says so; text and data stay attached, inside (docs/decisions/0022).
"""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Callable, Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from bothends.core.errors import BadInput
from bothends.core.refer.parcel import LETTERS

CLAIM = re.compile(rb"<pdfaid:(\w+)>[^<]*</pdfaid:\1>")


def new_passphrase(*, choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Five groups of five small letters and digits, about 124 bits: easy to say over the telephone."""
    return "-".join("".join(choose(LETTERS).lower() for _ in range(5)) for _ in range(5))


def locked(pdf: bytes, *, passphrase: str) -> bytes:
    """`pdf` so that it opens with `passphrase` only. The owner's password is random and nobody's."""
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    except PyPdfError as wrong:
        raise BadInput("This pack holds no readable PDF. Propose the referral again.") from wrong
    metadata = writer.root_object.get("/Metadata")
    found = metadata.get_object() if metadata is not None else None
    if isinstance(found, StreamObject):
        found.set_data(CLAIM.sub(b"", found.get_data()))
    writer.encrypt(passphrase, secrets.token_urlsafe(32), algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
