"""The ledger written out: every outcome has a sentence in every language, and the reporter stands in none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bothends.core.errors import BadInput, BadRow
from bothends.core.refer import ledger
from bothends.core.refer.lawful import GROUNDS
from bothends.core.refer.ledger import ANSWERS, FIELDS, Line, load_words, sheet
from bothends.core.refer.sheet import to_text
from bothends.core.refer.twice import Told, repeats
from bothends.data import folder

LINE = Line(
    on="2026-11-20",
    reference="BE-AAAA-BBBB",
    recipient="Embassy of Kenya in Bangkok, Thailand",
    kind="mission",
    fields=("name", "place"),
    why="Kenya has no mission in Myanmar.",
    ground="vital_interests",
    necessity="Held by force.",
    decided_by=("carol", "dana"),
)


@pytest.mark.parametrize("language", ledger.languages(folder()))
def test_every_outcome_field_and_ground_is_written_in_every_language(language: str) -> None:
    words = load_words(folder(), language)
    for answer in ANSWERS:
        made = sheet([replace(LINE, answer=answer)], words, desk="D", case="C", made_on="2026-11-26")
        assert words["answers"][answer] in to_text(made)
    made = sheet([replace(LINE, fields=tuple(FIELDS))], words, desk="D", case="C", made_on="2026-11-26")
    text = to_text(made)
    assert all(words["labels"][code] in text for code in FIELDS)
    for ground in GROUNDS:
        line = replace(LINE, ground=ground.code)
        text = to_text(sheet([line], words, desk="D", case="C", made_on="2026-11-26"))
        assert ground.source in text
        assert (ground.mark == "R") or ground.caution in text


def test_a_line_about_the_reporter_is_not_in_the_persons_ledger() -> None:
    words = load_words(folder(), "en")
    hidden = replace(LINE, fields=(ledger.REPORTER_CONTACT,), recipient="Nowhere Office")
    text = to_text(sheet([hidden], words, desk="D", case="C", made_on="2026-11-26"))
    assert "Nowhere Office" not in text
    assert words["nobody"] in text


def test_a_file_that_lacks_a_sentence_names_it(tmp_path: object) -> None:
    path = tmp_path / "ledger"
    path.mkdir()
    text = (folder() / "ledger" / "words_en.toml").read_text(encoding="utf-8")
    (path / "words_en.toml").write_text(
        text.replace("wrong_recipient = ", "wrong_recipients = "), encoding="utf-8"
    )
    with pytest.raises(BadRow, match="wrong_recipient"):
        load_words(tmp_path, "en")
    with pytest.raises(BadInput, match="There are: en"):
        load_words(tmp_path, "xx")


def test_a_repeat_names_since_when_and_whether_it_is_the_same_recipient() -> None:
    own = Told("kenya-bkk", "Embassy of Kenya", "mission", "2026-11-02", "AB12")
    assert repeats("kenya-bkk", "mission", [own])[0].same
    assert "since 2026-11-02" in repeats("kenya-bkk", "mission", [own])[0].said
    linked = replace(own, linked=True)
    assert not repeats("kenya-bkk", "mission", [linked])[0].same
    other = repeats("kenya-nbo", "mission", [own])[0]
    assert not other.same
    assert "cross each other" in other.said
    assert repeats("some-ngo", "organisation", [own]) == ()
