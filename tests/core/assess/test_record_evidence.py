"""Each field of the record shows where it was said, and shows no more than that."""

from __future__ import annotations

from bothends.core.assess.record import Said, Tables, extract
from bothends.core.findings import Evidence, Line
from bothends.core.minimise import minimise_lines

CHAT = [
    Line("good morning dear", "other", "2024-06-01T08:00:00"),
    Line("my real name is Grace Wanjiru, I am from Kenya", "other", "2024-06-01T09:00:00"),
    Line("they hold us in KK Park in Myanmar", "other", "2024-06-01T09:01:00"),
    Line("telegram @grace_w254, I am only 17", "other", "2024-06-01T09:02:00"),
    Line("we met on Tinder, remember", "reporter", "2024-06-01T09:03:00"),
]
SAYS = {
    "name": "Grace Wanjiru",
    "nationality": "Kenya",
    "country": "Myanmar",
    "place": "KK Park",
    "contacts": "telegram @grace_w254",
    "child": "17",
    "platform": "Tinder",
}


def marked(line: Evidence) -> str:
    start, end, _ = line.spans[0]
    return line.text[start:end]


def read(tables: Tables, *texts: str, **told: object) -> Said:
    return extract([Line(text, "other") for text in texts], tables, **told)


def test_each_field_names_its_line_and_the_words_in_it(tables: Tables) -> None:
    evidence = extract(CHAT, tables).evidence
    assert evidence.keys() == SAYS.keys()
    for field, words in SAYS.items():
        assert words in marked(evidence[field][0]), field
        assert evidence[field][0].at is not None


def test_a_further_value_keeps_the_line_it_came_from(tables: Tables) -> None:
    said = read(tables, "I am from Ghana", "sorry, I am from Kenya")
    assert said.candidates["nationality"] == ("GHA",)
    assert [marked(one) for one in said.evidence["nationality"]] == ["Kenya", "Ghana"]


def test_a_field_keeps_three_lines_and_contacts_ten(tables: Tables) -> None:
    said = read(tables, *("I am from Kenya" for _ in range(9)), *(f"telegram @grace_{n}x" for n in range(15)))
    assert len(said.evidence["nationality"]) == 3
    assert len(said.evidence["contacts"]) == 10


def test_a_map_pin_shows_no_coordinates(tables: Tables) -> None:
    said = read(tables, "I am here https://maps.google.com/?q=16.6512,98.5231 help")
    assert said.person.place is not None
    assert "16.65" not in said.evidence["place"][0].text
    assert "98.52" not in said.evidence["place"][0].text


def test_the_reporters_name_is_blotted_out_of_it(tables: Tables) -> None:
    said = read(tables, "Kaito my name is Grace Wanjiru")
    kept = minimise_lines(said.evidence, hide=["Kaito"])["name"][0]
    assert "Kaito" not in kept.text
    assert marked(kept) == "Grace Wanjiru"


def test_a_long_line_is_cut_round_what_was_said(tables: Tables) -> None:
    said = read(tables, "so much to say " * 60 + ". I am from Kenya. " + "and more " * 60)
    kept = minimise_lines(said.evidence)["nationality"][0]
    assert len(kept.text) < 400
    assert marked(kept) == "Kenya"


def test_evidence_never_prints(tables: Tables) -> None:
    assert "Grace" not in repr(extract(CHAT, tables))
