"""Names across scripts: what is told as alike, what is told apart, and that reasons come from the alignment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bothends.core.match.names import Names
from bothends.data.names import names, tables

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def known() -> Names:
    return names()


def test_of_names_in_fourteen_scripts_the_right_one_is_ranked_first(known: Names) -> None:
    written = rows("names_in_scripts.tsv") + rows("more_names_in_scripts.tsv")
    among = known.among([known.prepare(spelt) for _, _, spelt in written])
    missed = [
        native for _, native, spelt in written if among.best(known.prepare(native), 1)[0][0].text != spelt
    ]
    assert len(missed) <= 0.03 * len(written), missed


@pytest.mark.parametrize(("name", "least"), [("name_pairs.tsv", 0.93), ("more_name_pairs.tsv", 0.86)])
def test_one_person_written_twice_is_told_from_two_people_with_near_names(
    known: Names, name: str, least: float
) -> None:
    right = wrong_yes = wrong_no = 0
    for same, one, other in rows(name):
        yes = known.alike(one, other).score >= 0.5
        right += yes and same == "1"
        wrong_yes += yes and same == "0"
        wrong_no += not yes and same == "1"
    assert 2 * right / (2 * right + wrong_yes + wrong_no) >= least


def test_a_name_in_two_scripts_shares_a_key(known: Names) -> None:
    apart = [
        native
        for _, native, spelt in rows("names_in_scripts.tsv")
        if not known.prepare(native).keys & known.prepare(spelt).keys
    ]
    assert len(apart) <= 3, apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("陳大文", "Chan Tai Man"),
        ("Chen Dawen", "Chan Tai Man"),
        ("Chou Chieh-lun", "Zhou Jielun"),
        ("이민호", "Lee Min-ho"),
        ("Park Ji-young", "Bak Jiyeong"),
        ("Nguyễn Thị Lan Anh", "LAN ANH NGUYEN THI"),
        ("محمد أحمد", "Mohammed Ahmad"),
        ("ဦးကျော်စိုးနိုင်", "Kyaw Soe Naing"),
        ("ေအာင္ေက်ာ္မင္း", "အောင်ကျော်မင်း"),
        ("ေအာင္ေက်ာ္မင္း", "Aung Kyaw Min"),
        ("นางสาวสมศรี ทองดี", "Somsri Thongdee"),
        ("កែវ ពិសិដ្ឋ", "Piseth Keo"),
        ("田中花子", "Hanako Tanaka"),
        ("タナカ ハナコ", "田中花子"),
        ("张伟强", "張偉強"),
        ("ትዕግስት በቀለ", "Tigist Bekele"),
        ("Siti Aminah binti Yusof", "Siti Aminah Yusof"),
        ("Sukarno", "Soekarno"),
    ],
)
def test_alike(known: Names, one: str, other: str) -> None:
    assert known.alike(one, other).score > 0.5
    assert known.alike(other, one).score == pytest.approx(known.alike(one, other).score, abs=0.15)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chen Wei", "Chen Hui"),
        ("Aung Kyaw", "Aung Kyaw Min"),
        ("Maria Santos", "Mario Santos"),
        ("陈伟", "陈薇"),
        ("Nguyen Thi Lan", "Nguyen Thi Linh"),
        ("John Smith", "محمد أحمد"),
        ("", "Chen Wei"),
        ("12345", "Chen Wei"),
    ],
)
def test_not_alike(known: Names, one: str, other: str) -> None:
    assert known.alike(one, other).score < 0.5


def test_reasons_follow_the_alignment(known: Names) -> None:
    told = known.alike("陳大文 Peter", "Tai Man Chan").reasons
    assert "陳 in Chinese characters is read chan" in told
    assert "only in the first name: peter" in told
    assert "the parts stand in another order" in told
    sounds = known.alike("ใจดี", "Jaidee").reasons
    assert sounds == ("ใจดี in Thai and jaidee (j-ai-d-ee): sounds nearly alike",)


def test_a_score_lies_between_0_and_1_whatever_is_given(known: Names) -> None:
    odd = [
        "",
        " ",
        "-",
        "\u200b",
        "a",
        "李",
        "x" * 5000,
        "က" * 400,
        "ท" * 3000,
        "李" * 3000,
        "๏๏๏",
        "🙂 李",
        "ـــ",
        "\u0301",
        "( )",
    ]
    for one in odd:
        for other in odd:
            assert 0 <= known.alike(one, other).score <= 1


def test_a_list_is_searched_alike_when_it_is_long(known: Names) -> None:
    spelt = [row[2] for row in rows("names_in_scripts.tsv")]
    filler = [f"{one.split()[0]} {other.split()[-1]}" for one in spelt for other in spelt[::12]]
    among = known.among([known.prepare(one) for one in dict.fromkeys([*filler, *spelt])])
    assert among.best(known.prepare("박서연"), 3)[0][0].text == "Park Seo-yeon"


def test_many_pairs_score_as_each_alone(known: Names) -> None:
    pairs = [(known.prepare(one), known.prepare(other)) for _, one, other in rows("name_pairs.tsv")[:20]]
    assert known.scores(pairs) == [known.compare(*pair).score for pair in pairs]


def test_what_was_compared_before_changes_no_score(known: Names) -> None:
    pairs = [
        ("林美", "Lin Mei"),
        ("김이", "Kim Lee"),
        ("이김", "Kim Lee"),
        ("美林", "Lin Mei"),
        ("이", "Lee"),
    ]
    forwards = [known.alike(*pair).score for pair in pairs]
    fresh = Names(tables())
    assert [fresh.alike(*pair).score for pair in reversed(pairs)] == forwards[::-1]


def test_keys_are_the_same_in_every_process() -> None:
    """A desk indexes in one process and looks up in another: what falls by chance would not be found again."""
    texts = ["မာစိုးဝင်း", "စိုးသက်ညိုချို", "王小明", "نور الحسن", "สมชาย ใจดี", "김민수", "Nguyen Van An"]
    program = (
        "import sys; from bothends.data.names import names; m = names();"
        "print([sorted(m.prepare(one).keys) for one in sys.argv[1:]])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, *texts],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "4")
    }
    assert len(said) == 1
