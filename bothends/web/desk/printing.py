"""A sheet (ledger, letter) as the answer to a request: PDF or plain text, for download."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from bothends.core.refer.sheet import Sheet, to_pdf, to_text
from bothends.data import folder


def answer(sheet: Sheet, *, name: str, kind: str) -> HttpResponse:
    """`kind` is pdf or txt. Raises BadInput when the fonts lack a letter."""
    if kind == "txt":
        content, mime = to_text(sheet).encode(), "text/plain; charset=utf-8"
    else:
        fonts = [Path(one) for one in settings.DESK.settings["fonts"]]
        content, mime = to_pdf(sheet, folder=folder(), fonts=fonts), "application/pdf"
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": disposition})
