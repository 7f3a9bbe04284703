"""What travels: one zip with the PDF to read, the same as plain text, and the JSON a machine reads."""

from __future__ import annotations

import io
import zipfile

from bothends.core.errors import BadInput

PDF, TEXT, JSON = "referral.pdf", "referral.txt", "referral.json"
# A fixed time: the same pack gives the same bytes, and the hour of our work tells nobody anything.
STAMP = (1980, 1, 1, 0, 0, 0)


def zipped(*, pdf: bytes, text: str, record: bytes) -> bytes:
    """The three files in a zip, the same bytes for the same pack."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in ((PDF, pdf), (TEXT, text.encode()), (JSON, record)):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            parcel.writestr(entry, content)
    return out.getvalue()


def pdf_of(parcel: bytes) -> bytes:
    """The PDF of a parcel made here. Raises BadInput when there is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(parcel)).read(PDF)
    except (zipfile.BadZipFile, KeyError) as wrong:
        raise BadInput("This parcel holds no referral.pdf. Propose the referral again.") from wrong
