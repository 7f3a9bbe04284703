"""A crash on any page logs and shows the place in the code and nothing that was typed (P6)."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client

from bothends.web.errors import PlaceOnly, Quiet, TellNothing, place_of
from tests import cast
from tests.web.desk_story import member, told
from tests.web.public.conftest import as_public
from tests.web.public.steps import answer

SECRET = "Quillonmarsh-heron-41"


class Heard(logging.Handler):
    """What an operator's log would hold: every record after our filter, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(PlaceOnly())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Heard]:
    heard = Heard()
    logging.getLogger("django").addHandler(heard)
    yield heard
    logging.getLogger("django").removeHandler(heard)


def crash(*_: object, **__: object) -> None:
    raise RuntimeError(f"could not store {SECRET}")


def test_a_crash_while_answering_tells_nothing(
    desk: cast.Desk, settings: object, monkeypatch: pytest.MonkeyPatch, log: Heard
) -> None:
    as_public(settings)
    settings.ADMINS = [("Eve", "eve@example.org")]
    monkeypatch.setattr("bothends.web.store.actions.intake.keep_draft", crash)
    monkeypatch.setattr("bothends.web.store.actions.intake.change_draft", crash)
    stranger = Client(raise_request_exception=False)
    page = answer(stranger, "name", name=SECRET)
    assert page.status_code == 500
    said = "\n".join([page.content.decode(), *log.lines, *(one.body for one in mail.outbox)])
    assert SECRET not in said
    assert "RuntimeError" in "\n".join(log.lines), "an operator must learn where it broke"


def test_a_crash_at_the_desk_tells_nothing(
    desk: cast.Desk, monkeypatch: pytest.MonkeyPatch, log: Heard
) -> None:
    row = told()
    browser = member("ben")
    browser.raise_request_exception = False
    monkeypatch.setattr("bothends.web.desk.views.assess.findings_shown", crash)
    page = browser.get(f"/reports/{row.pk}/?q={SECRET}")
    assert page.status_code == 500
    said = "\n".join([page.content.decode(), *log.lines])
    for word in (SECRET, *cast.SECRET_WORDS):
        assert word not in said


def test_the_settings_use_the_quiet_reporter() -> None:
    from django.conf import settings

    assert f"{Quiet.__module__}.{Quiet.__name__}" == settings.DEFAULT_EXCEPTION_REPORTER
    assert f"{TellNothing.__module__}.{TellNothing.__name__}" == settings.DEFAULT_EXCEPTION_REPORTER_FILTER
    assert settings.DEBUG is False
    handlers = settings.LOGGING["handlers"].values()
    assert all("place_only" in one["filters"] for one in handlers)


def test_the_place_names_file_line_and_function_but_no_value() -> None:
    try:
        crash()
    except RuntimeError as wrong:
        place = place_of(type(wrong), wrong.__traceback__)
    assert "RuntimeError" in place
    assert "test_crash_tells_nothing.py" in place
    assert SECRET not in place
