"""Pages for what went wrong: our look, no word of what was typed, a next step."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.web.public import views
from bothends.web.wording import say


def test_a_page_that_does_not_exist_answers_in_the_language_of_its_path(stranger: Client) -> None:
    page = stranger.get("/ja/secret-path/")
    assert page.status_code == 404
    assert say("refusal.not_found_title", "ja") in page.content.decode()
    assert "secret-path" not in page.content.decode()


def test_a_crash_shows_nothing_typed(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("He said: the blue gate")

    monkeypatch.setattr(views, "typed", crash)
    stranger.raise_request_exception = False
    page = stranger.post("/en/tell/name/", {"name": "the blue gate"})
    assert page.status_code == 500
    assert say("refusal.broken") in page.content.decode()
    assert "blue gate" not in page.content.decode()


def test_a_body_too_large_is_said_to_be_too_large(stranger: Client) -> None:
    page = stranger.post(
        "/en/tell/words/",
        "words=" + "x" * 1_100_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert page.status_code == 413
    assert say("refusal.too_large") in page.content.decode()


def test_a_broken_request_is_refused_plainly(stranger: Client) -> None:
    page = stranger.post("/en/tell/words/", b"\0", content_type="multipart/form-data; boundary=")
    assert page.status_code == 400
    assert say("refusal.bad") in page.content.decode()


@pytest.mark.parametrize(("path", "method"), [("/en/send/", "get"), ("/en/privacy/", "post")])
def test_a_method_nobody_uses_is_refused(stranger: Client, path: str, method: str) -> None:
    assert getattr(stranger, method)(path).status_code == 405
