"""Registers linked whole: the same scores as on the desk, from either engine, and nothing made up."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from itertools import permutations
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rapidfuzz.distance import Indel

from bench.register.learn import table
from bench.register.make import COLUMNS, STYLES, Style, rows
from bothends.batch import columns
from bothends.batch.alike import scores
from bothends.batch.blocks import held
from bothends.batch.columns import Column, Table
from bothends.batch.engines import candidates
from bothends.batch.frame import Frame, card, frame
from bothends.batch.groups import clusters, one_to_one
from bothends.batch.letters import bags
from bothends.batch.link import Linked, Plan, link, reasons
from bothends.batch.pairs import without_likeness
from bothends.batch.rarity import CHANCE, DRAWN, SEVERAL, ties
from bothends.batch.report import page
from bothends.batch.spelt import Readers
from bothends.cli import main
from bothends.cli.progress import nothing
from bothends.core.errors import BadInput
from bothends.core.match.blocking import keys
from bothends.core.match.card import Ready, ready
from bothends.core.match.levels import Shares
from bothends.core.match.score import score
from bothends.data.matching import locate, weights
from bothends.data.names import names
from bothends.data.shelf import countries


def quiet(_: str) -> Callable[[int, int], None]:
    return nothing


def linked(*tables: Table, **plan: object) -> Linked:
    return link(tables, Plan(processes=1, **plan), weights(), countries(), locate(), quiet)


GIVEN = (
    "Rim",
    "Jana",
    "Tala",
    "Omar",
    "Yusuf",
    "Salma",
    "Badr",
    "Lina",
    "Huda",
    "Samir",
    "Dana",
    "Adil",
    "Nada",
    "Raed",
)
CLAN = [(f"{one} Al Mohsen Bin Jamaz", "SAU" if at % 3 else None) for at, one in enumerate(GIVEN * 2)]


@cache
def register() -> tuple[Table, list[int]]:
    """Some are of one clan, whose name has several words that come together; each is told of twice."""
    told, who = table(300, 5, STYLES[1])
    name, nationality = zip(*CLAN, strict=True)
    more = {"id": [f"c{at}" for at in range(len(CLAN))], "name": list(name), "nationality": list(nationality)}
    both = {
        one: Column.of([*column.texts(), *more.get(one, [None] * len(CLAN))])
        for one, column in told.columns.items()
    }
    return Table(300 + len(CLAN), both), [*who, *(10**6 + at % len(GIVEN) for at in range(len(CLAN)))]


@cache
def found() -> Linked:
    return linked(register()[0], least=0.02)


@cache
def counted() -> Frame:
    with Readers(1) as readers:
        return frame([register()[0]], lambda texts: readers.parts(texts, nothing), countries(), locate())


@cache
def on_the_desk(row: int) -> Ready:
    return ready(card(counted(), row), names(), lambda text, country: spots().get((text, country)))


@cache
def spots() -> dict[tuple[str, str | None], object]:
    return {(one.id.partition("|")[0], one.country): one for one in counted().spots}


class Held:
    """What rows hold, counted one by one."""

    def __init__(self) -> None:
        self.rows, self.held, self.both = Counter[str | None](), Counter[Any](), Counter[Any]()

    def add(self, parts: Collection[str], homes: Collection[str]) -> None:
        for home in (None, *homes):
            self.rows[home] += 1
            self.held.update((one, home) for one in parts)
        self.both.update(permutations(parts, 2))

    def share(self, one: str, home: str | None) -> float:
        every = self.held[one, None] / self.rows[None]
        if home is None:
            return every
        return (self.held[one, home] + DRAWN * every) / (self.rows[home] + DRAWN)

    def beside(self, one: str, other: str) -> float:
        both, rarer, commoner = self.both[one, other], self.held[other, None], self.held[one, None]
        ordered = (rarer, other) < (commoner, one)
        given = (both - SEVERAL) / rarer if both > SEVERAL and ordered else 0.0
        return given if given > self.share(one, None) * exp(CHANCE) else 0.0


def test_words_that_come_together_tell_no_more_than_one_of_them() -> None:
    clan = np.arange(300, counted().size)
    left, right = clan[:-1], clan[1:]
    nations = counted().nationality[left] == counted().nationality[right]
    apart = replace(counted(), ties_spelt=ties(np.full((1, 1), -1), counted().parts.size))
    levels, alone = (without_likeness(one, left, right)[0].codes["spelt"] for one in (counted(), apart))
    assert nations.any()
    assert (levels < alone).all()


def test_the_batch_and_the_desk_score_a_pair_alike() -> None:
    spelt, sounds = Held(), Held()
    for row in range(counted().size):
        home = on_the_desk(row).card.nationalities
        spelt.add(on_the_desk(row).spelt.keys(), home)
        sounds.add(on_the_desk(row).parts, home)
    shares = Shares(spelt.share, sounds.share, spelt.beside, sounds.beside)
    told = found()
    assert len(told.left) > 30
    for a, b, chance in zip(told.left, told.right, told.probability, strict=True):
        one = score(
            on_the_desk(int(a)), on_the_desk(int(b)), weights(), names(), size=counted().size, shares=shares
        )
        assert chance == pytest.approx(one.probability, abs=1e-6), (one.parts, a, b)


APART = [  # two and two: one person, parts written apart and together
    "王小明", "Wang Xiao Ming", "陈美丽", "Chan Mei Li", "김민수", "Kim Min Su", "Nguyen Van Anh", "Nguyen Vananh",
    "သန်းလှအောင်", "Than Hlaaung", "สมชาย ใจดี", "Som Chai Jaidee", "Abd Al Rahman Nasser Omar", "Abdulrahman Nasser Omar",
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES[:2], ids=lambda style: style.name)
def test_names_are_as_alike_in_arrays_as_one_by_one(style: Style) -> None:
    texts = list(dict.fromkeys(row[1] for _, row in rows(1200, 9, style) if row[1]))
    pairs = np.random.default_rng(4).integers(0, len(texts), (3000, 2))
    near = np.arange(len(texts) - 1)  # ordered by spelling, so that many of these are alike
    texts.sort()
    apart = np.arange(len(texts), len(texts) + len(APART), 2)
    texts += APART
    one, other = (np.concatenate([pairs[:, at], near + at, apart + at]) for at in (0, 1))
    with Readers(1) as readers:
        told = scores(texts, readers.parts(texts, nothing), one, other, readers, nothing)
    model = names()
    alone = [
        model.score(model.prepare(texts[a]), model.prepare(texts[b]))
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
    ]
    assert max(alone) > 0.9
    assert told == pytest.approx(alone, abs=1e-9)


def test_letters_in_common_are_never_told_too_low() -> None:
    words = ["", "aung", "aunggyi", "mmmmm", "mammmm", "thiri", "thirry", "d'souza", "soe"]
    pairs = [(a, b) for a in range(len(words)) for b in range(len(words)) if words[a] and words[b]]
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    found = bags(words)
    for least in (0.3, 0.5, 0.8):
        for a, b, may in zip(one.tolist(), other.tolist(), found.may_share(one, other, least), strict=True):
            assert may or Indel.normalized_similarity(words[a], words[b]) < least
    assert not found.may_share(np.array([1]), np.array([5]), 0.5)[0]


def test_every_candidate_shares_a_key_of_the_desk() -> None:
    left, right = candidates(counted(), held(counted()), "duckdb", "")
    assert len(left) > 100
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        assert a < b
        assert keys(on_the_desk(a)).keys() & keys(on_the_desk(b)).keys()


def test_repeats_are_found_and_strangers_left_alone() -> None:
    who = np.array(register()[1])
    told = found()
    sure = told.probability >= 0.5
    right = (who[told.left] == who[told.right])[sure]
    counts = np.bincount(who)
    assert right.mean() > 0.85
    assert right.sum() > 0.5 * (counts * (counts - 1) // 2).sum()


def test_pairs_left_out_before_names_are_compared_would_not_have_come_far() -> None:
    without = link(
        [register()[0]],
        Plan(least=0.5, processes=1),
        replace(weights(), hopes={}),
        countries(),
        locate(),
        quiet,
    )
    every = set(zip(without.left.tolist(), without.right.tolist(), strict=True))
    told = linked(register()[0], least=0.5)
    kept = set(zip(told.left.tolist(), told.right.tolist(), strict=True))
    assert kept <= every
    assert len(kept) >= 0.98 * len(every) > 30


def test_every_pair_has_its_reasons() -> None:
    told = list(reasons(found(), weights()))
    assert len(told) == len(found().left)
    assert all(told)
    same = found().levels.codes["handle"] == 0
    assert same.any()
    assert all("same handle" in one for one, is_same in zip(told, same, strict=True) if is_same)


def test_one_to_one_keeps_each_row_once_and_clusters_join_what_pairs_lead_to() -> None:
    single = one_to_one(found())
    rows_kept = [*single.left.tolist(), *single.right.tolist()]
    assert len(rows_kept) == len(set(rows_kept)) > 0
    groups = clusters(found())
    assert (groups[found().left] == groups[found().right]).all()
    assert len(set(groups.tolist())) < found().frame.size


def test_two_registers_are_linked_across_and_never_within() -> None:
    whole, who = register()
    halves = [
        Table(
            150, {name: Column(one.values, one.codes[at : at + 150]) for name, one in whole.columns.items()}
        )
        for at in (0, 150)
    ]
    told = linked(*halves)
    assert len(told.left) > 5
    assert (told.left < 150).all()
    assert (told.right >= 150).all()
    truth = np.array(who)
    assert (truth[told.left] == truth[told.right]).mean() > 0.8


@pytest.mark.timeout(900)  # a Java machine starts: seconds on an idle machine, minutes on a busy one
def test_spark_finds_the_pairs_that_duckdb_finds() -> None:
    with_spark = candidates(counted(), held(counted()), "spark", "local[1]")
    with_duckdb = candidates(counted(), held(counted()), "duckdb", "")
    assert len(with_duckdb[0]) > 100
    assert set(zip(*map(np.ndarray.tolist, with_spark), strict=True)) == set(
        zip(*map(np.ndarray.tolist, with_duckdb), strict=True)
    )


def test_spark_without_java_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BadInput, match="openjdk-17-jre-headless"):
        candidates(counted(), held(counted()), "spark", "local[1]")


def written(path: Path, head: list[str], *lines: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *lines])
    return path


def test_the_command_writes_pairs_clusters_and_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.csv", list(COLUMNS), *(row for _, row in rows(150, 3, STYLES[0])))
    out, groups, report = tmp_path / "out.csv", tmp_path / "groups.csv", tmp_path / "out.html"
    assert (
        main(["link", str(file), "--out", str(out), "--clusters", str(groups), "--report", str(report)]) == 0
    )
    assert "Read 150 rows" in capsys.readouterr().out
    head, *pairs = csv.reader(out.read_text("utf-8").splitlines())
    assert head == ["left_id", "right_id", "probability", "reasons"]
    assert pairs
    assert all(0.5 <= float(one[2]) <= 1 for one in pairs)
    assert len(groups.read_text("utf-8").splitlines()) == 151
    assert "A pair is a suggestion" in report.read_text("utf-8")


def test_a_page_shows_what_stands_in_a_register_as_text_only() -> None:
    row = {"id": "1", "name": "<script>May Lin</script>", "handle": "maylin_88", "nationality": "MMR"}
    told = linked(
        Table(2, {key: Column.of([value, "2" if key == "id" else value]) for key, value in row.items()})
    )
    assert len(told.left) == 1
    assert "<script>" not in page(told, weights())
    assert "&lt;script&gt;" in page(told, weights())


@pytest.mark.parametrize(
    ("head", "line", "said"),
    [
        (["id", "nmae"], ["1", "x"], 'the column "nmae" is not understood. Nearest: name'),
        (["name"], ["x"], "no column id"),
        (["id", "birth_date"], ["1", "3.4.99"], "no date like"),
        (["id", "nationality"], ["1", "Myanmarr"], "no country"),
        (["id", "name"], ["", "x"], "has no id"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], head: list[str], line: list[str], said: str
) -> None:
    file = written(tmp_path / "a.csv", head, line)
    assert main(["link", str(file), "--out", str(tmp_path / "out.csv")]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_parquet_is_read_like_csv(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"id": [1, 2], "birth_year": [1990, None]}), tmp_path / "a.parquet")
    told = columns.read(tmp_path / "a.parquet")
    assert told.of("birth_year").texts() == ["1990", None]
    assert told.of("name").texts() == [None, None]
