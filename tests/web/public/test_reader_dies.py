"""The process that reads may die: the form says so and keeps every other answer."""

from __future__ import annotations

import pytest
from django.test import Client

from bothends.web.wording import say
from tests.web.conftest import Using
from tests.web.public.chat import CHAT
from tests.web.public.steps import answer, attach, code_on, send

DIES, NONE = "tests.apart.doomed", "tests.apart.no_kernel"


@pytest.mark.parametrize("module", [DIES, NONE])
def test_a_chat_that_no_reader_survives_is_explained_and_all_answers_are_kept(
    using: Using, module: str, stranger: Client
) -> None:
    answer(stranger, "name", name="Tuan")
    using(module)
    page = attach(stranger, words="")
    assert page.status_code == 422
    assert say("tell.bad_file") in page.content.decode()
    assert "Traceback" not in page.content.decode()
    assert 'value="Tuan"' in stranger.get("/en/tell/name/").content.decode()


def test_what_was_typed_beside_the_chat_stays_on_the_page(using: Using, stranger: Client) -> None:
    answer(stranger, "name", name="Tuan")
    using(DIES)
    assert "He told me on Sunday" in attach(stranger, CHAT, words="He told me on Sunday").content.decode()


@pytest.mark.parametrize("module", [DIES, NONE])
def test_typed_words_that_no_reader_survives_are_sent_whole(
    using: Using, module: str, stranger: Client
) -> None:
    using(module)
    answer(stranger, "words", words="marigold-lantern: they took my passport")
    assert "marigold-lantern" in stranger.get("/en/check/").content.decode()
    assert code_on(send(stranger))
