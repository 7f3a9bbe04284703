"""Who speaks, what is denied, what is set aside, what is advised."""

from __future__ import annotations

import pytest

from bothends.core.assess import advice, indicators, tactics, urgency
from bothends.core.assess.disclosure import RULES_VERSION, assess
from bothends.core.assess.lexicon import CODES, Lexicon
from bothends.core.findings import Line

TOLD = "They took my passport and we are not allowed to leave the compound"


def test_the_reporters_own_lines_are_no_disclosure(lexicon: Lexicon) -> None:
    assert not assess([Line(TOLD, "reporter")], lexicon).found


def test_text_of_an_unknown_speaker_is_read_as_somebody_telling(lexicon: Lexicon) -> None:
    found = assess([Line(TOLD)], lexicon)
    assert found.found
    assert found.evidence[0].speaker == "other"


def test_the_reporters_suicidal_words_are_urgent_without_a_disclosure(lexicon: Lexicon) -> None:
    found = assess([Line("I lost everything, I want to kill myself", "reporter")], lexicon)
    assert not found.found
    assert found.urgency.level == "urgent"
    assert "crisis_support" in found.advice


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        ("they did NOT take my passport", "document_retention"),
        ("nobody took my passport", "document_retention"),
        ("nobody beats us", "physical_sexual_violence"),
        ("没有人没收我的护照", "document_retention"),
        ("không ai giữ hộ chiếu của em", "document_retention"),
        ("ไม่มีใครยึดพาสปอร์ตผม", "document_retention"),
        ("tidak ada yang ambil paspor saya", "document_retention"),
        ("パスポートは取られていません", "document_retention"),
    ],
)
def test_what_is_denied_is_not_found(denied: str, code: str, lexicon: Lexicon) -> None:
    assert code not in {finding.code for finding in assess([Line(denied)], lexicon).indicators}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("I'm not allowed to leave", "restriction_of_movement"),
        ("we cannot leave the building", "restriction_of_movement"),
        ("they didn't pay us for months", "withholding_wages"),
        ("I can't go home because they took my passport", "document_retention"),
        ("I don't know why they took my passport", "document_retention"),
        ("they don't give us food", "food_deprivation"),
    ],
)
def test_a_negation_that_is_part_of_the_sign_stays(told: str, code: str, lexicon: Lexicon) -> None:
    assert code in {finding.code for finding in assess([Line(told)], lexicon).indicators}


def test_a_demand_before_release_from_hospital_is_a_tactic_and_no_disclosure(lexicon: Lexicon) -> None:
    found = assess([Line("The hospital will not let me leave until I pay the bill", "other")], lexicon)
    assert not found.found
    assert "detained_until_paid" in {finding.code for finding in found.tactics}


def test_signs_and_tactics_stand_side_by_side(lexicon: Lexicon) -> None:
    found = assess([Line(TOLD), Line("send me 500 dollars in bitcoin")], lexicon)
    assert found.found
    assert {"money_request", "payment_channel"} <= {finding.code for finding in found.tactics}


def test_evidence_is_strongest_first_and_never_more_than_twelve(lexicon: Lexicon) -> None:
    lines = [Line(f"{n} no salary here") for n in range(30)] + [Line(TOLD)]
    evidence = assess(lines, lexicon).evidence
    assert evidence[0].text == TOLD
    assert len(evidence) == 12


def test_the_same_line_twice_is_one_piece_of_evidence(lexicon: Lexicon) -> None:
    assert len(assess([Line(TOLD), Line(TOLD)], lexicon).evidence) == 1


def test_nothing_said_gives_the_advice_that_always_holds(lexicon: Lexicon) -> None:
    found = assess([], lexicon)
    assert found.advice == ("stop_contact", "ask_nothing_more", "pay_nothing", "may_be_a_tactic")
    assert (found.found, found.score, found.urgency.level) == (False, 0.0, "routine")


def test_the_findings_name_the_rules_that_spoke(lexicon: Lexicon) -> None:
    assert assess([], lexicon).rules == f"{RULES_VERSION}+lexicon {lexicon.version}"


def test_codes_are_unique_over_the_tables() -> None:
    signs = [row.code for row in (*indicators.INDICATORS, *indicators.SUPPORTING, *tactics.TACTICS)]
    assert len(signs) == len(set(signs))
    assert len({row.code for row in urgency.URGENCY}) == len(urgency.URGENCY)
    assert len({row.code for row in advice.ADVICE}) == len(advice.ADVICE)


def test_conditions_of_urgency_and_advice_name_codes_that_exist() -> None:
    assert {code for row in urgency.URGENCY for code in row.codes} <= CODES
    assert {code for row in advice.ADVICE for code in row.when} <= CODES | {"found"}


def test_weights_lie_between_nought_and_one() -> None:
    assert all(0 < row.weight < 1 for row in indicators.BY_CODE.values())
