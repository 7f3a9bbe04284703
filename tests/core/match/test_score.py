"""Two cards compared: what is said, what counts, and what a desk's own judgements change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bothends.core.errors import BadRow
from bothends.core.match.blocking import keys
from bothends.core.match.calibrate import Calibration, Verdict, calibrate
from bothends.core.match.card import Card, Ready, card_of, ready
from bothends.core.match.score import Score, load_weights, probability, score
from bothends.core.report import Contact, Person, Place
from bothends.data.matching import locate, weights
from bothends.data.names import names

MAY = Card(
    names=("Thiri Aung",),
    handles=("telegram:thiri.88",),
    nationalities=("MMR",),
    birth_year=1999,
    gender="f",
    places=("KK Park|MMR",),
    country="MMR",
    seen_on="2026-03-01",
)


def made_ready(card: Card) -> Ready:
    return ready(card, names(), locate())


def compared(a: Card, b: Card, size: int = 10_000) -> Score:
    return score(made_ready(a), made_ready(b), weights(), names(), size=size)


def test_a_score_is_the_sum_of_its_parts_and_each_says_why() -> None:
    told = compared(MAY, replace(MAY, birth_year=2000))
    assert told.log_odds == pytest.approx(weights().prior(10_000) + sum(part.log_odds for part in told.parts))
    said = {part.feature: part.reason for part in told.parts}
    assert said["handle"] == "same Telegram handle"
    assert said["birth"] == "birth year differs by 1"
    assert said["name"].startswith("name reads alike")
    assert told.probability > 0.99


def test_what_speaks_against_counts_against() -> None:
    other = replace(MAY, handles=("telegram:another",), birth_year=1980, gender="m", nationalities=("KEN",))
    told = compared(MAY, other)
    against = {part.feature for part in told.parts if part.log_odds < 0}
    assert {"handle", "birth", "gender", "nationality"} <= against
    assert told.probability < compared(MAY, MAY).probability


def test_the_unknown_counts_nothing() -> None:
    assert {part.feature for part in compared(MAY, Card(names=("Thiri Aung",))).parts} == {
        "name",
        "spelt",
        "sounds",
    }


def test_among_more_records_the_same_evidence_tells_less() -> None:
    assert compared(MAY, MAY, 1_000_000).log_odds == pytest.approx(
        compared(MAY, MAY, 10_000).log_odds - 4.605, abs=0.01
    )


def test_one_person_in_two_scripts_shares_a_key_and_a_stranger_none() -> None:
    wang = Card(names=("Wang Xiaoming",), nationalities=("CHN",))
    chinese = Card(names=("王小明",), nationalities=("CHN",))
    shared = keys(made_ready(wang)).keys() & keys(made_ready(chinese)).keys()
    assert any(one.startswith("full:") for one in shared)
    stranger = Card(names=("Gustavo Barbosa",), nationalities=("BRA",), birth_year=1985)
    assert not keys(made_ready(MAY)).keys() & keys(made_ready(stranger)).keys()


@pytest.mark.parametrize("alias", ["KK园区", "เคเคปาร์ก", "KK Park", "кк парк"])
def test_a_place_is_the_same_by_any_of_its_names(alias: str) -> None:
    told = compared(MAY, replace(MAY, places=(f"{alias}|MMR",)))
    assert "same place" in [part.reason for part in told.parts]


def test_another_place_counts_less_when_much_time_lies_between() -> None:
    def level(seen_on: str) -> str:
        moved = compared(MAY, replace(MAY, places=("Sihanoukville|KHM",), country="KHM", seen_on=seen_on))
        return next(part.level for part in moved.parts if part.feature == "place")

    assert level("2026-03-10") == "differs"
    assert level("2026-09-10") == "differs later"
    table = weights().tables["place"]
    assert table["differs"] < table["differs later"] < table["same"]


def test_a_reported_person_becomes_a_card() -> None:
    person = Person(
        name="Thiri Aung",
        contacts=(
            Contact("telegram", "@Thiri.88"),
            Contact("phone", "+95 9 123 4567"),
            Contact("email", "A@b.org"),
        ),
        place=Place("KK Park", "compound", "MMR"),
    )
    card = card_of(person, seen_on="2026-03-01")
    assert card.handles == ("telegram:thiri.88",)
    assert card.phones == ("9591234567",)
    assert card.emails == ("a@b.org",)
    assert card.places == ("KK Park|MMR",)


def test_a_card_never_prints_what_it_holds() -> None:
    assert "Thiri" not in repr(made_ready(MAY)) + repr(MAY)


def test_a_file_that_is_no_weight_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text('{"base": "high"}')
    with pytest.raises(BadRow, match="not a weight file"):
        load_weights(tmp_path / "weights.json")


def judged(count: int, shift: float, slope: float) -> list[tuple[float, Verdict]]:
    random = Random(7)
    odds = [random.gauss(0, 3) for _ in range(count)]
    return [
        (one, "same" if random.random() < probability(shift + slope * one) else "not the same")
        for one in odds
    ]


def test_judgements_move_the_scores_and_narrow_the_interval() -> None:
    few, many = calibrate(judged(30, -1.5, 0.8)), calibrate(judged(3000, -1.5, 0.8))
    assert many.shift == pytest.approx(-1.5, abs=0.25)
    assert many.slope == pytest.approx(0.8, abs=0.1)
    assert many.chance(1).high - many.chance(1).low < few.chance(1).high - few.chance(1).low < 0.6
    assert many.chance(1).low < probability(-0.7) < many.chance(1).high
    assert "3000 judgements" in many.said


def test_without_judgements_a_score_stays_and_the_interval_is_wide() -> None:
    none = calibrate([(2.0, "unsure")])
    assert none == Calibration()
    assert none.chance(2).probability == pytest.approx(probability(2))
    assert none.chance(0).high - none.chance(0).low > 0.8
