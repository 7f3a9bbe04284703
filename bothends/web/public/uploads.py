"""An attached chat is held in memory and nowhere else, and refused as soon as it is too large."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

# Several people may attach at once on a small machine; a chat without media is far below this.
LIMIT = 20 * 1024 * 1024


class InMemory(MemoryFileUploadHandler):
    """Django's own in-memory handler, always active, with a limit instead of a spill to disk.

    A refused upload sets `request.upload_too_large`.
    """

    def handle_raw_input(self, *request: Any, **more: Any) -> None:
        content_length = request[2]
        self.activated = True
        self.too_large = (content_length or 0) > LIMIT + 1024 * 1024

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.too_large or start + len(raw_data) > LIMIT:
            # The page that gets this request says so; the fields before the file are still in POST.
            self.request.upload_too_large = True  # type: ignore[union-attr]  # there while uploading
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)
