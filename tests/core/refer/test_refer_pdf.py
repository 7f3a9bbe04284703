"""The PDF: complete, tagged, archivable, the same every time; untrusted text never becomes markup."""

from __future__ import annotations

import dataclasses
import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from bothends.core.assess.indicators import INDICATORS
from bothends.core.assess.tactics import TACTICS
from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer.directory import Directory, Mission
from bothends.core.refer.glyphs import missing_glyphs
from bothends.core.refer.pack import Book, Frame, Pack, build
from bothends.core.refer.pdf import document, render
from bothends.core.refer.plain import to_text
from bothends.core.refer.profiles import MISSION
from bothends.core.refer.runs import END, ISOLATE, isolated, run
from bothends.core.refer.summary import load_summaries
from bothends.core.refer.wording import load_wording
from bothends.data import folder
from bothends.data.shelf import meanings


def packed(case: CaseFile, book: Book, frame: Frame) -> Pack:
    entry = book.directory.find("gap-vnm-khm-phnom-penh")
    assert entry is not None
    return build(case, entry, MISSION, frame, book)


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(content).pages)


@pytest.fixture(scope="module")
def content(case: CaseFile, book: Book, frame: Frame, fonts: list[Path]) -> bytes:
    return render(packed(case, book, frame), book, folder=folder(), fonts=fonts)


def test_the_reference_stands_on_every_page(content: bytes) -> None:
    pages = reader(content).pages
    assert len(pages) >= 2
    assert all("BE-TEST-2345" in page.extract_text() for page in pages)


def test_the_box_the_person_and_the_asks_are_in_it(content: bytes) -> None:
    text = text_of(content)
    for part in (
        "CONFIDENTIAL",
        "Đặng Văn Thử",
        "Retention of identity documents",
        "DO NOT CONTACT",
        "Page 1 of",
    ):
        assert part in text


def test_it_is_tagged_has_a_title_and_a_language(content: bytes) -> None:
    root = reader(content).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert "possibly held" in (reader(content).metadata or {})["/Title"]


def test_it_claims_pdf_a_3a_and_pdf_ua_1(content: bytes) -> None:
    metadata = reader(content).root_object["/Metadata"].get_data().decode()
    for claim in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in metadata


def test_its_text_and_its_data_are_attached(content: bytes, case: CaseFile, book: Book, frame: Frame) -> None:
    pack = packed(case, book, frame)
    attached = {name: rows[0] for name, rows in reader(content).attachments.items()}
    assert attached == {
        "referral-BE-TEST-2345.txt": to_text(pack, book).encode(),
        "referral-BE-TEST-2345.json": pack.to_json(),
    }


@pytest.mark.parametrize("state", load_summaries(folder()))
def test_a_full_case_takes_three_pages_and_an_annex_in_every_language(
    state: str, case: CaseFile, directory: Directory, frame: Frame, fonts: list[Path]
) -> None:
    book = Book(directory, load_wording(folder()), meanings(), load_summaries(folder()))
    entry = next(
        one for one in directory.index.by_id.values() if isinstance(one, Mission) and one.sending == state
    )
    lines = tuple(Evidence(f"{number} {'we are beaten here ' * 40}"[:599]) for number in range(12))
    found = Findings(
        evidence=lines,
        indicators=tuple(Finding(one.code) for one in INDICATORS),
        tactics=tuple(Finding(one.code) for one in TACTICS),
    )
    coded = dataclasses.replace(
        frame, answer_code="1" * 25, answer_at="https://desk.example.org/en/acknowledge/"
    )
    pack = build(dataclasses.replace(case, findings=found), entry, MISSION, coded, book)
    pages = [page.extract_text() for page in reader(render(pack, book, folder=folder(), fonts=fonts)).pages]
    assert "How to acknowledge" in pages[2]
    assert pages[3].split("CONFIDENTIAL")[-1].strip().startswith("Annex")


def test_the_same_pack_gives_the_same_bytes(
    content: bytes, case: CaseFile, book: Book, frame: Frame, fonts: list[Path]
) -> None:
    assert render(packed(case, book, frame), book, folder=folder(), fonts=fonts) == content


def test_markup_in_a_name_or_quotation_stays_text(
    case: CaseFile, book: Book, frame: Frame, fonts: list[Path]
) -> None:
    attack = '#read("/etc/hostname") *bold* $x$ <tag> \\ #panic("no")'
    person = dataclasses.replace(case.person, name=attack)
    changed = dataclasses.replace(case, person=person, findings=Findings(evidence=(Evidence(attack),)))
    text = text_of(render(packed(changed, book, frame), book, folder=folder(), fonts=fonts))
    assert '#read("/etc/hostname") *bold* $x$ <tag>' in text.replace("\n", " ")


def test_a_letter_no_font_can_draw_stops_the_pack_and_names_the_script(
    case: CaseFile, book: Book, frame: Frame, fonts: list[Path], tmp_path: Path
) -> None:
    shutil.copy(fonts[0] / "NotoSans-Regular.ttf", tmp_path)
    with pytest.raises(BadInput, match=r"Arabic, Cjk.*Install fonts-noto-core") as wrong:
        render(packed(case, book, frame), book, folder=folder(), fonts=[tmp_path])
    assert "محمد" not in str(wrong.value)


def test_a_picture_sign_no_font_can_draw_is_replaced_and_said(
    case: CaseFile, book: Book, frame: Frame, fonts: list[Path]
) -> None:
    changed = dataclasses.replace(case, findings=Findings(evidence=(Evidence("help me \U0001f62d"),)))
    text = text_of(render(packed(changed, book, frame), book, folder=folder(), fonts=fonts))
    drawn = not missing_glyphs("\U0001f62d", fonts)
    assert ("stands for a picture sign" in " ".join(text.split())) != drawn


@pytest.mark.parametrize(
    "text",
    [
        "ខ្មែរ",
        "ไทย",
        "မြန်မာ",
        "ລາວ",
        "हिन्दी",
        "বাংলা",
        "தமிழ்",
        "සිංහල",
        "አማርኛ",
        "العربية",
        "中文繁體",
        "日本語",
        "한국어",
        "Tiếng Việt",
    ],
)
def test_the_installed_fonts_draw_every_script_we_meet(text: str, fonts: list[Path]) -> None:
    assert not missing_glyphs(text, fonts), "install fonts-noto-core and fonts-noto-cjk"


@pytest.mark.parametrize(
    ("text", "languages", "lang", "direction", "cjk"),
    [
        ("أنا هنا", (), "ar", "rtl", "SC"),
        ("میں یہاں", ("ur",), "ur", "rtl", "SC"),
        ("我被關在這裡", ("zh-TW",), "zh", "ltr", "TC"),
        ("我被关在这里", ("zh",), "zh", "ltr", "SC"),
        ("助けて", ("zh-TW",), "ja", "ltr", "JP"),
        ("여기", (), "ko", "ltr", "KR"),
        ("ខ្ញុំ", (), "km", "ltr", "SC"),
        ("म यहाँ", ("ne",), "ne", "ltr", "SC"),
        ("hello 15", (), "en", "ltr", "SC"),
    ],
)
def test_text_gets_language_direction_and_shapes_by_its_letters(
    text: str, languages: tuple[str, ...], lang: str, direction: str, cjk: str
) -> None:
    got = run(text, languages)
    assert (got["lang"], got["dir"], got["cjk"]) == (lang, direction, cjk)


def test_numbers_and_handles_in_right_to_left_text_are_isolated() -> None:
    assert isolated("في +959 12345 678 هنا") == f"في {ISOLATE}+959 12345 678{END} هنا"
    assert run("من @held_one")["text"] == f"من {ISOLATE}@held_one{END}"


def test_contacts_go_to_the_page_only_where_the_profile_gives_them(
    case: CaseFile, book: Book, frame: Frame
) -> None:
    codes = [row["code"] for row in document(packed(case, book, frame), book)["facts"]]
    assert codes[-1] == "contacts"
    assert "platform" not in codes
