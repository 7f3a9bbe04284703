"""What a crash may tell: the place in the code, never what was typed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import ItemsView
from pathlib import Path
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


class TellNothing(SafeExceptionReporterFilter):
    """Django's stock filter keeps form fields it does not know to be secret. Here all of them are."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> ItemsView[str, Any]:
        return {}.items()

    def get_safe_request_meta(self, request: Any) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: Any) -> dict[str, Any]:
        return {}


class Quiet(ExceptionReporter):
    """The error report in the shape of `place_of`; the exception's own words may quote the reporter."""

    def get_traceback_text(self) -> SafeString:
        return SafeString(place_of(self.exc_type, self.tb))

    def get_traceback_html(self) -> SafeString:
        return self.get_traceback_text()


class PlaceOnly(logging.Filter):
    """Strip a log record to message template, exception class and places in the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = place_of(record.exc_info[0], record.exc_info[2])
            record.exc_info = None
        # The arguments of a log call can hold a path or a value; the template is our own text.
        record.msg = f"{record.name}: {str(record.msg).split('%')[0].strip()}"
        record.args = ()
        record.__dict__.pop("request", None)
        return True


def place_of(kind: type[BaseException] | None, trace: TracebackType | None) -> str:
    """`KeyError` and the file, line and function of every frame, and nothing else."""
    lines = [kind.__name__ if kind else "Error"]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
