"""What a whole chat says: the played profile, the disclosure, and who is speaking."""

from __future__ import annotations

from collections.abc import Sequence

from bothends.core.assess.record import Said, Tables, extract
from bothends.core.findings import Line
from bothends.core.report import Place

PROFILE = [
    Line("Hi, I'm Linda, I am from Singapore and I live in London", "other", "2024-05-01T10:00:00"),
    Line("I am Kaito from Osaka, my number is +81 90 1234 5678", "reporter", "2024-05-01T10:01:00"),
    Line("My name is Linda Tan, I am a Singaporean trader", "other", "2024-05-01T10:02:00"),
]
SMALL_TALK = [Line(f"good morning dear, did you eat? {n}", "other", "2024-05-09T08:00:00") for n in range(30)]
DISCLOSURE = [
    Line("I am not Linda. They hold me in KK Park, I cannot leave", "other", "2024-06-02T01:00:00"),
    Line("My real name is Grace Wanjiru, I am from Kenya", "other", "2024-06-02T01:01:00"),
    Line("telegram @grace_w254", "other", "2024-06-03T01:02:00"),
    Line("I will help you. I am Japanese", "reporter", "2024-06-04T01:03:00"),
]
CHAT = [*PROFILE, *SMALL_TALK, *DISCLOSURE]
AT = (len(PROFILE) + len(SMALL_TALK),)


def read(tables: Tables, lines: Sequence[Line], **told: object) -> Said:
    return extract(lines, tables, **told)


def test_the_disclosure_outweighs_the_played_profile(tables: Tables) -> None:
    person = read(tables, CHAT, near=AT).person
    assert (person.nationality, person.country, person.name) == ("KEN", "MMR", "Grace Wanjiru")


def test_the_played_name_is_an_alias_and_the_played_country_a_candidate(tables: Tables) -> None:
    said = read(tables, CHAT, near=AT, display_name="Linda T")
    assert said.person.aliases[0] == "Linda T"
    assert {"Linda", "Linda Tan"} <= set(said.person.aliases)
    assert said.candidates["nationality"] == ("SGP",)


def test_a_profile_alone_gives_no_nationality_once_there_is_a_disclosure(tables: Tables) -> None:
    lines = [*PROFILE, *SMALL_TALK, Line("they hold me here, I cannot leave", "other")]
    person = read(tables, lines, near=(len(lines) - 1,)).person
    assert (person.nationality, person.name) == (None, None)


def test_nothing_of_the_reporter_enters_the_record(tables: Tables) -> None:
    person = read(tables, CHAT, near=AT).person
    assert [(c.kind, c.value) for c in person.contacts] == [("telegram", "grace_w254")]
    assert "Kaito" not in (person.name, *person.aliases)


def test_the_last_contact_is_the_other_sides_last_message(tables: Tables) -> None:
    assert read(tables, CHAT).person.last_contact == "2024-06-03"


def test_the_platform_is_the_messenger_unless_they_say_where_they_met(tables: Tables) -> None:
    met = [*CHAT, Line("remember we met on Tinder", "reporter")]
    assert read(tables, CHAT, format="whatsapp_android").person.platform == "whatsapp"
    assert read(tables, met, format="whatsapp_android").person.platform == "tinder"
    assert read(tables, CHAT, format="pasted_text").person.platform is None


def test_a_sender_shown_as_a_number_is_a_contact_and_not_a_name(tables: Tables) -> None:
    person = read(tables, [Line("hello dear", "other")], display_name="\u202a+855 96 123 4567\u202c").person
    assert [(c.kind, c.value, c.guessed) for c in person.contacts] == [("phone", "+855961234567", False)]
    assert person.aliases == ()


def test_a_local_number_is_read_in_the_country_of_hold_first(tables: Tables) -> None:
    lines = [Line("I am Kenyan, I am in Cambodia, call 096 123 4567", "other")]
    contact = read(tables, lines, reporter_country="JPN").person.contacts[0]
    assert (contact.value, contact.guessed) == ("+855961234567", True)


def test_a_local_number_without_any_country_is_left_out(tables: Tables) -> None:
    assert read(tables, [Line("call 096 123 4567", "other")]).person.contacts == ()


def test_a_map_pin_becomes_the_nearest_town_and_no_coordinates_stay(tables: Tables) -> None:
    said = read(tables, [Line("https://maps.google.com/?q=16.6512,98.5231", "other")])
    assert said.person.place is not None
    assert (said.person.place.name, said.person.place.kind) == ("Myawaddy", "town")
    assert not [
        digits for digits in ("16.6", "98.5") if digits in str((said.candidates, said.person.place.name))
    ]


def test_a_pin_in_the_ocean_says_nothing(tables: Tables) -> None:
    assert read(tables, [Line("geo:10.0001,-140.0001", "other")]).person.country is None


def test_a_relative_tells_of_the_person_and_not_of_themselves(tables: Tables) -> None:
    told = (
        "My name is Mary, I am American. My brother's name is Paul Mwangi. He is Kenyan and was sold to Laos."
    )
    person = read(tables, [Line(told, None)]).person
    assert (person.name, person.nationality, person.country) == ("Paul Mwangi", "KEN", "LAO")
    assert "Mary" not in person.aliases


def test_a_later_correction_wins(tables: Tables) -> None:
    lines = [
        Line("I am in Sihanoukville", "other"),
        Line("I am not in Sihanoukville, I am in Bavet", "other"),
    ]
    place = read(tables, lines).person.place
    assert place == Place("Bavet", "town", "KHM")


def test_languages_are_judged_over_all_lines_of_the_other_side(tables: Tables) -> None:
    lines = [
        Line("助けてください、ここから出られません", "other"),
        Line("please help me, they took my passport and I cannot leave this place", "other"),
        Line("Xin chào, bạn có khỏe không, tôi rất lo cho bạn", "reporter"),
    ]
    assert set(read(tables, lines).person.languages) == {"ja", "en"}


def test_chinese_is_told_apart_by_its_characters(tables: Tables) -> None:
    assert read(tables, [Line("请帮帮我，我们没有护照", "other")]).person.languages == ("zh-Hans",)
    assert read(tables, [Line("請幫幫我，我們沒有護照", "other")]).person.languages == ("zh-Hant",)


def test_a_silent_chat_gives_an_empty_record(tables: Tables) -> None:
    said = read(tables, [])
    assert said.person == type(said.person)()
    assert dict(said.candidates) == {}


def test_what_was_said_never_prints(tables: Tables) -> None:
    printed = repr(read(tables, CHAT, near=AT))
    assert not any(word in printed for word in ("Grace", "Linda", "KEN", "grace_w254", "SGP"))
