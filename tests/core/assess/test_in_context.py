"""Lines beside a disclosure: kept where it cannot be read without them, and nowhere else (P2)."""

from __future__ import annotations

from bothends.core.read import Reading, read_text
from bothends.data.shelf import shelf


def reading(*lines: str) -> Reading:
    said = [f"[14/02/2026, 11:{10 + n}:00] {line}" for n, line in enumerate(lines)]
    return read_text("\n".join(said), shelf())


def test_a_short_line_keeps_both_neighbours() -> None:
    found = reading(
        "Rosa: nice weather",
        "Bao: my boss has my phone",
        "Bao: they locked us in here",
        "Bao: every night",
        "Rosa: oh",
    ).findings
    line = next(one for one in found.evidence if one.text == "they locked us in here")
    assert (line.before, line.after) == (("my boss has my phone",), ("every night",))


def test_a_line_that_speaks_for_itself_stands_alone() -> None:
    found = reading(
        "Rosa: I had soup with my aunt",
        "Bao: they took my passport and I cannot leave this building any more",
        "Rosa: my own secret",
    ).findings
    assert [(one.before, one.after) for one in found.evidence] == [((), ())]


def test_an_answer_keeps_its_question() -> None:
    found = reading(
        "Rosa: why do you not come home to us?",
        "Bao: they took my passport and I cannot leave this building any more",
        "Rosa: my own secret",
    ).findings
    assert found.evidence[0].before == ("why do you not come home to us?",)
    assert found.evidence[0].after == ()


def test_only_the_disclosure_has_neighbours() -> None:
    found = reading("Rosa: hello", "Bao: they locked us in here", "Rosa: what").findings
    assert found.indicators
    assert all(not line.before and not line.after for sign in found.indicators for line in sign.evidence)
