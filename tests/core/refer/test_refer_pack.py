"""A pack holds the fields of its profile and nothing else; never a word that points to the reporter."""

from __future__ import annotations

import dataclasses
import json
import shutil
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.case import CaseFile, Correction
from bothends.core.errors import BadInput, BadRow
from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer import redact
from bothends.core.refer.casefile import from_read
from bothends.core.refer.directory import Directory, Entry, load
from bothends.core.refer.pack import FIELDS, Book, Frame, Pack, build
from bothends.core.refer.plain import to_text
from bothends.core.refer.profiles import FEARS, MISSION, PROFILES, Profile, profile_for
from bothends.core.refer.summary import load_summaries
from bothends.core.refer.wording import load_wording
from bothends.core.report import Contact, Person, Place
from bothends.data import folder

AFRAID = "if they send me home the officers will take my family"
ENTRIES = {"mission": "gap-vnm-khm-phnom-penh", "organisation": "hrc", "ministry": "mfa-vnm"}


def entry_for(profile: Profile, directory: Directory) -> Entry:
    kind = next(kind for kind in ENTRIES if kind in profile.kinds)
    entry = directory.find(ENTRIES[kind])
    assert entry is not None
    return entry


def made(case: CaseFile, profile: Profile, book: Book, frame: Frame) -> Pack:
    return build(case, entry_for(profile, book.directory), profile, frame, book)


def everything(pack: Pack, book: Book) -> str:
    return pack.to_json().decode() + to_text(pack, book)


profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


@profiles
def test_every_field_of_a_person_is_given_or_not_given_with_a_reason(profile: Profile) -> None:
    decided = profile.fields.keys() | profile.not_given.keys()
    person = {row.name for row in dataclasses.fields(Person)} - {"words"}
    assert decided == person | {"indicators", "tactics", "quotations"}
    assert not profile.fields.keys() & profile.not_given.keys()
    assert all(reason.endswith(".") for reason in (*profile.fields.values(), *profile.not_given.values()))


@profiles
def test_a_pack_has_the_fields_of_its_profile(
    profile: Profile, case: CaseFile, book: Book, frame: Frame
) -> None:
    rows = json.loads(made(case, profile, book, frame).to_json())
    assert set(rows["person"]) == profile.fields.keys() & FIELDS.keys()
    lists = {"indicators", "tactics", "quotations"}
    assert rows.keys() & lists == profile.fields.keys() & lists


@profiles
def test_the_reporter_is_in_no_pack(profile: Profile, case: CaseFile, book: Book, frame: Frame) -> None:
    said = everything(made(case, profile, book, frame), book)
    assert "Reporterson" not in said
    assert "are you serious" not in said
    assert "dating site" not in said


@pytest.mark.parametrize("code", ["mission", "ministry"])
def test_a_state_never_reads_that_it_is_feared(code: str, case: CaseFile, book: Book, frame: Frame) -> None:
    said = everything(made(case, PROFILES[code], book, frame), book)
    assert "fear" not in said
    assert AFRAID not in said


def test_a_rights_organisation_reads_the_fear_and_no_handle(case: CaseFile, book: Book, frame: Frame) -> None:
    said = everything(made(case, PROFILES["rights_organisation"], book, frame), book)
    assert AFRAID in said
    assert "@held_example" not in said
    assert "12345678" not in said.replace(" ", "")


def test_a_mission_gets_handles_marked_do_not_contact(case: CaseFile, book: Book, frame: Frame) -> None:
    text = to_text(made(case, MISSION, book, frame), book)
    assert "@held_example" in text
    assert "DO NOT CONTACT" in text


def test_quotations_carry_their_signs_and_only_the_day(case: CaseFile, book: Book, frame: Frame) -> None:
    first = (made(case, MISSION, book, frame).quotations or ())[0]
    assert (first.text, first.on, first.signs) == (
        case.findings.evidence[0].text,
        "2026-11-02",
        ("document_retention",),
    )


def test_the_same_case_gives_the_same_bytes_and_hash(case: CaseFile, book: Book, frame: Frame) -> None:
    one, two = made(case, MISSION, book, frame), made(case, MISSION, book, frame)
    assert one.to_json() == two.to_json()
    assert one.digest() == two.digest()
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.schema = "other"


def test_a_pack_prints_no_personal_word(case: CaseFile, book: Book, frame: Frame) -> None:
    printed = repr(made(case, MISSION, book, frame)) + repr(case)
    assert not [word for word in ("Đặng", "@held", "hộ chiếu", "Bavet", "Reporterson") if word in printed]


@profiles
def test_every_pack_says_unverified_and_promises_nothing(
    profile: Profile, case: CaseFile, book: Book, frame: Frame
) -> None:
    text = to_text(made(case, profile, book, frame), book)
    assert "reported to us, unverified" in text
    assert "not to be completed by contact" in text
    assert "Nobody has been promised a rescue" in text
    assert "BE-TEST-2345 alone" in text
    assert "Do not contact the person" in text


def test_asean_instruments_are_cited_only_for_asean_states(case: CaseFile, book: Book, frame: Frame) -> None:
    asean = {"actip_14_7", "asean_guideline_2025"}
    assert asean < {row.code for row in made(case, MISSION, book, frame).legal}
    person = dataclasses.replace(case.person, nationality="KEN", country="ARE")
    elsewhere = made(dataclasses.replace(case, person=person), MISSION, book, frame)
    assert {row.code for row in elsewhere.legal} == {"ilo_c29", "un_principle_7", "consular_relations"}


def test_an_instrument_nobody_read_for_the_pack_is_printed_saying_so(
    case: CaseFile, book: Book, frame: Frame
) -> None:
    lines = to_text(made(case, MISSION, book, frame), book).splitlines()
    known = [line for line in lines if "general knowledge" in line.lower()]
    assert len(known) == 1
    assert "Consular Relations" in known[0]


def test_every_sign_names_its_ilo_indicators_and_the_law_it_bears_on(
    case: CaseFile, book: Book, frame: Frame
) -> None:
    signs = (Finding("guarded_compound", ()), Finding("forced_criminality", ()), Finding("asks_for_help", ()))
    changed = dataclasses.replace(case, findings=Findings(indicators=signs))
    guarded, criminality, asks = made(changed, MISSION, book, frame).indicators or ()
    assert (guarded.ilo, guarded.legal) == (("Restriction of movement",), ("ilo_c29",))
    assert criminality.legal == ("un_principle_7", "actip_14_7", "asean_guideline_2025")
    assert (asks.ilo, asks.legal) == ((), ())


def test_each_fact_says_whose_word_it_is(case: CaseFile, book: Book, frame: Frame) -> None:
    changed = dataclasses.replace(
        case, corrections=(Correction("place", "elsewhere", "carol", "2026-11-03"),)
    )
    pack = made(changed, MISSION, book, frame)
    assert {code for code, by in pack.said_by.items() if by == "corrected"} == {"place"}
    text = to_text(pack, book)
    assert "Bavet (town), Cambodia (KHM) (as corrected by this desk" in text
    assert "carol" not in text
    assert "elsewhere" not in text.replace("ask elsewhere", "")


def test_numbers_in_right_to_left_words_are_isolated_in_the_text_too(
    case: CaseFile, book: Book, frame: Frame
) -> None:
    assert "\u206615000\u2069" in to_text(made(case, MISSION, book, frame), book)


def test_the_code_and_the_page_to_acknowledge_are_in_the_pack(
    case: CaseFile, book: Book, frame: Frame
) -> None:
    coded = dataclasses.replace(frame, answer_code="12345" * 5, answer_at="https://desk.example.org/en/")
    text = to_text(made(case, MISSION, book, coded), book)
    assert "12345 12345 12345 12345 12345" in text
    assert "https://desk.example.org/en/" in text
    assert "code" not in to_text(made(case, MISSION, book, frame), book).split("HOW TO ACKNOWLEDGE")[1]


SUMMARIES = load_summaries(folder())


def test_every_summary_has_the_sentences_of_every_ask_and_dont() -> None:
    wording = load_wording(folder())
    asked = {row["code"] for code in ("mission", "ministry") for row in wording["asks"][code]}
    for summary in SUMMARIES.values():
        assert asked <= summary["asks"].keys(), summary.language
        assert {row["code"] for row in wording["donts"]} == summary["donts"].keys(), summary.language
        assert "{reference}" in summary["acknowledge"], summary.language


def test_a_states_post_gets_its_language_marked_as_a_draft_and_an_organisation_english_alone(
    case: CaseFile, directory: Directory, frame: Frame
) -> None:
    book = Book(directory, load_wording(folder()), {}, SUMMARIES)
    for code in ("mission", "ministry"):
        pack = made(case, PROFILES[code], book, frame)
        assert pack.also_in == "vi"
        assert "Bản dịch nháp" in to_text(pack, book)
    assert made(case, PROFILES["rights_organisation"], book, frame).also_in is None


def test_a_summary_that_lacks_a_sentence_is_refused(tmp_path: Path) -> None:
    shutil.copytree(folder() / "pack", tmp_path / "pack")
    broken = tmp_path / "pack" / "summary_vi.toml"
    kept = [line for line in broken.read_text("utf-8").splitlines() if not line.startswith("no_contact")]
    broken.write_text("\n".join(kept), "utf-8")
    with pytest.raises(BadRow, match=r"summary_vi.toml: the sentence donts.no_contact"):
        load_summaries(tmp_path)


def test_a_profile_must_suit_the_recipient(case: CaseFile, book: Book, frame: Frame) -> None:
    hrc = book.directory.find("hrc")
    assert hrc is not None
    with pytest.raises(BadInput, match="does not suit"):
        build(case, hrc, MISSION, frame, book)
    with pytest.raises(BadInput, match="does not suit"):
        profile_for("organisation", "mission")
    with pytest.raises(BadInput, match="survivor_support"):
        profile_for("organisation", "everything")


def test_fear_and_childhood_become_flags_from_the_record_and_from_signs(case: CaseFile) -> None:
    assert case.flags() == {"fear_of_return"}
    quiet = dataclasses.replace(case, person=dataclasses.replace(case.person, fears_return="unknown"))
    assert quiet.flags() == FEARS


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("call +84 912 345 678 now", "call [contact removed] now"),
        ("line id @abc_d or t.me/abcd", "line id [contact removed] or [contact removed]"),
        ("mail me a.b@example.org", "mail me [contact removed]"),
        ("see https://example.org/x?y", "see [contact removed]"),
        ("رقمي ٠٩١٢٣٤٥٦٧٨ هنا", "رقمي [contact removed] هنا"),
        ("since 2026-03-12 for 15,000 USD in room 704", "since 2026-03-12 for 15,000 USD in room 704"),
        ("dear ANNA SMITH, and An", "dear [removed], and [removed]"),
        ("小王你好", "[removed]你好"),
    ],
)
def test_quotations_lose_ways_to_reach_anyone_and_words_of_the_reporter(said: str, left: str) -> None:
    assert redact.quotation(said, ("Anna  Smith", "An", "小王", "")) == left


# Not fixtures: hypothesis would print them, and a directory is long.
BOOK = Book(load(folder()), load_wording(folder()), {})
FRAME = Frame("BE-TEST-6789", "2026-11-23", "2027-02-21", "Example desk")
marks = st.text(alphabet=string.ascii_lowercase, min_size=6, max_size=12)


@settings(max_examples=120, deadline=None)
@given(st.lists(marks, min_size=12, max_size=12, unique=True), st.sampled_from(sorted(PROFILES)))
def test_no_field_outside_the_profile_ever_leaves(words: list[str], code: str) -> None:
    """Each field holds its own word `<field>.<random>`; a pack holds the words of its profile only."""
    fields = ("name", "aliases", "place", "last_contact", "languages", "contacts", "platform", "words")
    mark = {field: f"{field}X{word}" for field, word in zip(fields, words, strict=False)}
    reporter, other = f"rep{words[8]}", f"oth{words[9]}"
    case = CaseFile(
        code=f"code{words[10]}",
        person=Person(
            name=mark["name"],
            aliases=(mark["aliases"],),
            contacts=(Contact("handle", mark["contacts"]),),
            nationality="VNM",
            country="KHM",
            place=Place(mark["place"], "town", "KHM"),
            platform=mark["platform"],
            last_contact="2026-11-02" + mark["last_contact"],
            languages=(mark["languages"],),
            words=mark["words"],
        ),
        findings=Findings(
            evidence=(
                Evidence(f"{other} {reporter.upper()} said"),
                Evidence(f"mine {reporter}", speaker="reporter"),
            ),
            indicators=(Finding("fear_of_return", (Evidence(f"fear{words[11]}"),)),),
        ),
        hide=(reporter,),
    )
    profile = PROFILES[code]
    said = everything(made(case, profile, BOOK, FRAME), BOOK)
    allowed = {
        mark[field]
        for field in ("name", "aliases", "place", "languages", "contacts")
        if field in profile.fields
    }
    assert {word for word in mark.values() if word in said} == allowed
    assert reporter not in said.lower()
    assert (other in said) == ("quotations" in profile.fields)
    assert (f"fear{words[11]}" in said) == ("quotations" in profile.fields and not profile.withheld_signs)
    assert f"code{words[10]}" not in said


READ = {
    "record": {"name": "A", "contacts": [{"kind": "line", "value": "b"}], "nationality": "VNM"},
    "disclosure": {"found": True, "score": 0.5, "evidence": [{"at": None, "from": "else", "text": "t"}]},
    "indicators": [], "tactics": [], "format": "x", "advice": ["stop"],
}  # fmt: skip


def test_the_output_of_read_becomes_a_case_and_unknown_writers_count_as_the_reporter() -> None:
    case = from_read(json.dumps(READ).encode(), code="C")
    assert case.person.nationality == "VNM"
    assert case.findings.evidence[0].speaker == "reporter"


@pytest.mark.parametrize(
    ("change", "says"),
    [({"record": {"name": 7}}, "record.name"), ({"record": {"child": "maybe"}}, "child"), (None, "not JSON")],
)
def test_a_wrong_case_file_says_where_and_quotes_nothing(change: dict[str, object] | None, says: str) -> None:
    content = b"{secret" if change is None else json.dumps({**READ, **change}).encode()
    with pytest.raises(BadInput, match=says) as wrong:
        from_read(content, code="C")
    assert "maybe" not in str(wrong.value)


def test_a_language_without_wording_is_refused() -> None:
    with pytest.raises(BadRow, match="wording_xx"):
        load_wording(folder(), "xx")
