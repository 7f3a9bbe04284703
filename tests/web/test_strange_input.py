"""Bytes nobody types by hand are refused plainly, on either database, and never break a page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import cast
from tests.web.desk_story import member, until_case
from tests.web.public.conftest import as_public
from tests.web.public.steps import answer, send

STRANGE = ["\0", "a\0b", "\ufffd" * 50, "‮evil‬", "{{ 7|add:7 }}", "' OR 1=1 --", "9" * 5000]


@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_login_is_a_wrong_login(desk: cast.Desk, typed: str) -> None:
    assert Client().post("/login/", {"login": typed, "password": typed}).status_code == 403


@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_question_to_the_directory_finds_nothing(desk: cast.Desk, typed: str) -> None:
    carol = member("carol")
    assert carol.get("/directory/", {"sending": typed}).status_code == 200
    assert carol.get("/audit/", {"page": typed}).status_code in {200, 403}
    assert carol.get("/reports/", {"from": typed}).status_code == 200


@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_correction_is_kept_or_refused(desk: cast.Desk, typed: str) -> None:
    case = until_case()
    form = {"name": typed, "place": typed}
    assert member("carol").post(f"/cases/{case.pk}/record/", form).status_code in {302, 400}


@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_answer_is_stored_or_refused_and_a_strange_code_is_mistyped(
    desk: cast.Desk, settings: object, typed: str
) -> None:
    as_public(settings)
    stranger = Client()
    assert answer(stranger, "name", name=typed).status_code in {303, 422}
    answer(stranger, "safety", safe="yes")
    assert send(stranger).status_code == 200
    assert Client().post("/en/return/", {"code": typed}).status_code in {404, 422}
