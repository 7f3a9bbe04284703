"""P2 in small: only the lines a rule spoke on are kept, cut short, with the reporter's name blotted out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.minimise import AROUND, LINES_A_CODE, LINES_ALL, kept_lines, minimise


def one_line(text: str, *spans: tuple[int, int, str]) -> Evidence:
    return Evidence(text=text, spans=spans)


def small(line: Evidence, *, hide: tuple[str, ...] = ()) -> Evidence:
    return minimise(Findings(evidence=(line,)), hide=hide).evidence[0]


@given(st.integers(0, 5000), st.integers(1, 60), st.integers(0, 5000))
def test_a_long_line_keeps_what_the_rule_spoke_on(before: int, marked: int, after: int) -> None:
    text = "a" * before + "b" * marked + "c" * after
    line = small(one_line(text, (before, before + marked, "isolation")))
    assert len(line.text) <= 800
    ((start, end, code),) = line.spans
    assert (line.text[start:end], code) == ("b" * marked, "isolation")


def test_the_reporters_name_is_blotted_and_the_marks_still_fit() -> None:
    text = "Asha, they took my passport. Do you hear me, Asha Verma?"
    line = small(one_line(text, (6, 27, "document_retention")), hide=("Asha Verma",))
    assert "Asha" not in line.text
    assert "Verma" not in line.text
    start, end, _ = line.spans[0]
    assert line.text[start:end] == "they took my passport"


def test_a_name_inside_another_word_stays() -> None:
    assert small(one_line("Ashadeep is a town"), hide=("Asha",)).text == "Ashadeep is a town"


def test_a_two_letter_name_is_not_hunted_through_ordinary_words() -> None:
    assert small(one_line("help me"), hide=("me",)).text == "help me"


def test_overlapping_marks_of_one_code_become_one() -> None:
    line = small(
        one_line("they took my passport", (0, 21, "document_retention"), (5, 21, "document_retention"))
    )
    assert line.spans == ((0, 21, "document_retention"),)


def test_there_is_a_most_of_lines() -> None:
    lines = tuple(one_line(f"line {number}") for number in range(200))
    kept = minimise(Findings(evidence=lines, indicators=(Finding("isolation", lines),)))
    assert len(kept.evidence) == LINES_ALL
    assert len(kept.indicators[0].evidence) == LINES_A_CODE
    assert kept_lines(kept) == LINES_ALL


def test_the_lines_beside_a_disclosure_are_cut_blotted_and_counted() -> None:
    line = Evidence(text="yes, they took it", before=("b" * 400 + " Asha?",), after=("Asha " + "a" * 400,))
    kept = minimise(Findings(evidence=(line,)), hide=("Asha",))
    (before,), (after,) = kept.evidence[0].before, kept.evidence[0].after
    assert len(before) <= AROUND
    assert len(after) <= AROUND
    assert "Asha" not in before + after
    assert before.endswith("?"), "the end of what came before is what touches the line"
    assert kept_lines(kept) == 3


def test_a_line_beside_that_is_itself_kept_counts_once() -> None:
    lines = (Evidence(text="one", after=("two",)), Evidence(text="two", before=("one",)))
    assert kept_lines(Findings(evidence=lines)) == 2
