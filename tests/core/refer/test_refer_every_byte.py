"""P4, over a thousand invented cases: no field outside the profile is in any byte of the pack.

Looked through are the JSON, the plain text, and everything that is handed to the typesetter, which sees nothing else.
Of a case of every kind also the finished PDF: the file as it is, every stream decompressed, the XMP metadata, the
document's properties, both attachments, and the words as Poppler reads them off the pages.
"""

from __future__ import annotations

import io
import shutil
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from bothends.core.case import CaseFile, Correction
from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer.directory import load
from bothends.core.refer.pack import Book, Frame, Pack, build
from bothends.core.refer.pdf import render
from bothends.core.refer.plain import to_text
from bothends.core.refer.profiles import PROFILES
from bothends.core.refer.summary import load_summaries
from bothends.core.refer.wording import load_wording
from bothends.core.report import Contact, Person, Place
from bothends.data import folder

ENTRIES = {
    "mission": "gap-vnm-khm-phnom-penh",
    "rights_organisation": "hrc",
    "ministry": "mfa-vnm",
    "survivor_support": "hrc",
}
BOOK = Book(load(folder()), load_wording(folder()), {}, load_summaries(folder()))
FRAME = Frame(
    "BE-TEST-6789", "2026-11-23", "2027-02-21", "Example desk", "1" * 25, "https://desk.example.org/"
)
FIELDS = ("name", "aliases", "place", "languages", "contacts", "platform", "words")
NEVER = ("code", "was", "also", "reporter", "hidden", "fear", "hour")
# Not shrunk: one invented word tells as much as another.
DRAWN = settings(
    deadline=None, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
marks = st.lists(
    st.text(string.ascii_lowercase, min_size=8, max_size=12), min_size=15, max_size=15, unique=True
)
FONTS = {
    "/Font",
    "/FontDescriptor",
}  # long tables of widths; their streams are looked through like every other
ANSWERS = ("yes", "no", "unknown")
answers = st.sampled_from(ANSWERS)


@pytest.fixture(scope="module")
def few_fonts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Only what these Latin words and the Vietnamese summary need: many packs in the time of a few."""
    few = tmp_path_factory.mktemp("fonts")
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansSymbols2-Regular"):
        shutil.copy(f"/usr/share/fonts/truetype/noto/{name}.ttf", few)
    return [few]


def cases(words: list[str], child: str, fears: str) -> tuple[CaseFile, dict[str, str]]:
    """A case whose every field holds a word of its own, and those words by field."""
    keys = (*FIELDS, *NEVER, "quoted")
    mark = {key: f"{key}q{word}" for key, word in zip(keys, words, strict=True)}
    evidence = (
        Evidence(f"{mark['quoted']} {mark['hidden'].upper()}", at=f"2026-11-02T10:11{mark['hour']}"),
        Evidence(mark["reporter"], speaker="reporter"),
    )
    person = Person(
        name=mark["name"],
        aliases=(mark["aliases"],),
        contacts=(Contact("handle", mark["contacts"]),),
        nationality="VNM",
        country="KHM",
        place=Place(mark["place"], "town", "KHM"),
        platform=mark["platform"],
        last_contact="2026-11-02" + mark["hour"],
        languages=(mark["languages"],),
        child=child,
        fears_return=fears,
        words=mark["words"],
    )
    signs = (
        Finding("deception", evidence[:1]),
        Finding("fear_of_return", (Evidence(mark["fear"]),)),
    )
    return (
        CaseFile(
            code=mark["code"],
            person=person,
            findings=Findings(evidence=evidence, indicators=signs, tactics=(Finding("money_request", ()),)),
            hide=(mark["hidden"],),
            also={"name": (mark["also"],)},
            corrections=(Correction("name", mark["was"], "carol", "2026-11-03"),),
        ),
        mark,
    )


def every_byte(pdf: bytes) -> str:
    """Everything a PDF holds, as far as any tool can take it apart, without blanks and in small letters."""
    reader = PdfReader(io.BytesIO(pdf))
    parts = [*streams(reader), repr(reader.metadata).encode()]
    parts += [name.encode() + content for name, all_of in reader.attachments.items() for content in all_of]
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return squeezed(b"\n".join([*parts, read]))


def squeezed(content: bytes) -> str:
    return "".join(content.decode("utf-8", "ignore").split()).lower()


def streams(reader: PdfReader) -> Iterator[bytes]:
    for number in range(1, int(reader.trailer["/Size"])):
        found = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(found, StreamObject):
            yield found.get_data()
        elif not isinstance(found, dict) or found.get("/Type") not in FONTS:
            yield repr(found).encode()


def made(code: str, case: CaseFile) -> Pack:
    entry = BOOK.directory.find(ENTRIES[code])
    assert entry is not None
    return build(case, entry, PROFILES[code], FRAME, BOOK)


def allowed(code: str, mark: dict[str, str]) -> set[str]:
    """The words of the fields of this profile."""
    profile = PROFILES[code]
    words = {mark[field] for field in FIELDS if field in profile.fields}
    if "quotations" in profile.fields:
        words.add(mark["quoted"])
        if not profile.withheld_signs:
            words.add(mark["fear"])
    return words


def holds_what_it_may(said: str, code: str, mark: dict[str, str]) -> None:
    """Every word of a field of the profile, and none of another."""
    assert {word for word in mark.values() if word in said} == allowed(code, mark)
    if not PROFILES[code].fields.keys() & {"fears_return"}:
        assert "fear" not in said


class Handed(Exception):
    """Raised in place of typesetting, with all that was handed over."""


@pytest.fixture
def not_typeset(monkeypatch: pytest.MonkeyPatch) -> None:
    def compiled(*given: object, **named: object) -> bytes:
        raise Handed(repr((given, named)))

    monkeypatch.setattr("typst.compile", compiled)


@pytest.mark.usefixtures("not_typeset")
@pytest.mark.parametrize("code", PROFILES)
@settings(DRAWN, max_examples=250)
@given(words=marks, child=answers, fears=answers)
def test_no_field_outside_the_profile_is_written_or_handed_to_the_typesetter(
    code: str, words: list[str], child: str, fears: str, few_fonts: list[Path]
) -> None:
    case, mark = cases(words, child, fears)
    pack = made(code, case)
    with pytest.raises(Handed) as handed:
        render(pack, BOOK, folder=folder(), fonts=few_fonts)
    for said in (pack.to_json().decode(), to_text(pack, BOOK), str(handed.value)):
        holds_what_it_may(said.lower(), code, mark)


@pytest.mark.parametrize("fears", ANSWERS)
@pytest.mark.parametrize("child", ANSWERS)
@pytest.mark.parametrize("code", PROFILES)
@settings(DRAWN, max_examples=2)
@given(words=marks)
def test_no_field_outside_the_profile_is_in_any_byte_of_the_pdf(
    code: str, child: str, fears: str, words: list[str], few_fonts: list[Path]
) -> None:
    case, mark = cases(words, child, fears)
    pdf = render(made(code, case), BOOK, folder=folder(), fonts=few_fonts)
    holds_what_it_may(every_byte(pdf), code, mark)
    # Of the file as it is only the long words: four letters are spelt by packed bytes now and then.
    assert {word for word in mark.values() if word in squeezed(pdf)} <= allowed(code, mark)
