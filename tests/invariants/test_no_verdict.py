"""P3 No verdict and P12 No false hope: words that judge or promise stand on no page, in no pack, in no table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bothends.core.findings import Findings
from bothends.core.read import read_text
from bothends.data import folder
from bothends.data.shelf import shelf
from bothends.web.wording import languages, sentences
from tests import cast
from tests.web.desk_story import member, told

ROOT = Path(__file__).parents[2]
VERDICTS = re.compile(
    r"\b(credib\w+|trustworth\w+|genuine|fake (?:story|claim|victim)|real victim|is lying|liar|truth score"
    r"|likely (?:true|false)|confirmed victim)\b",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"\b(we will (?:rescue|save|free)|will be (?:rescued|saved|freed)|guarantee\w*|rescue is certain"
    r"|don.t worry|do not worry|you have saved|promise you)\b",
    re.IGNORECASE,
)
READ_BY_PEOPLE = [
    *sorted((ROOT / "bothends").rglob("templates/**/*.html")),
    *sorted(folder().rglob("pack/*.toml")),
    folder() / "routing.toml",
]


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda one: one.name)
def test_no_page_or_letter_judges_or_promises(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not VERDICTS.search(text)
    assert not PROMISES.search(text)


def test_no_sentence_of_the_catalogue_judges_or_promises() -> None:
    for language in languages():
        for code, sentence in sentences(language).items():
            assert not VERDICTS.search(sentence), code
            assert not PROMISES.search(sentence), code


def test_findings_have_no_place_for_a_verdict() -> None:
    assert set(Findings.__dataclass_fields__) == {
        "found", "score", "evidence", "indicators", "tactics", "urgency", "advice", "rules",
    }  # fmt: skip


def test_both_columns_stand_side_by_side_on_the_report(desk: cast.Desk) -> None:
    row = told()
    page = member("ben").get(f"/reports/{row.pk}/").content.decode()
    assert page.index("Signs of forced labour") < page.index("Signs of a money tactic")
    assert "Neither column says whether the account is true." in page


def test_the_advice_is_the_same_whether_force_or_money_is_spoken_of() -> None:
    held = read_text("They took my passport and I cannot leave. They beat us every day.", shelf())
    money = read_text(
        "I am stuck at customs, please send 500 dollars in bitcoin today or I stay here", shelf()
    )
    for said in (held, money):
        assert {"stop_contact", "ask_nothing_more", "pay_nothing", "may_be_a_tactic"} <= set(
            said.findings.advice
        )


def test_a_report_without_any_sign_is_stored_and_shown_like_any_other(desk: cast.Desk) -> None:
    from dataclasses import replace

    row = told(replace(cast.report(), findings=Findings(rules="test")))
    page = member("ben").get("/reports/").content.decode()
    assert str(row.pk) in page
