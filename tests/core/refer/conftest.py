"""One directory, one book, one synthetic case for every test of this stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from bothends.core.case import CaseFile
from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer.directory import Directory, load
from bothends.core.refer.pack import Book, Frame
from bothends.core.refer.wording import Meaning, load_wording
from bothends.core.report import Contact, Person, Place
from bothends.data import folder

HELD = "Tôi bị giữ ở đây, họ lấy hộ chiếu của tôi"
ARABIC = "أنا محتجز هنا في المبنى رقم 7 وطلبوا 15000 دولار"
AFRAID = "if they send me home the officers will take my family"


@pytest.fixture(scope="session")
def directory() -> Directory:
    return load(folder())


@pytest.fixture(scope="session")
def book(directory: Directory) -> Book:
    source = "ILO Indicators of Forced Labour, revised 2025"
    meanings = {"document_retention": Meaning("Retention of identity documents", "Cannot get them.", source)}
    return Book(directory, load_wording(folder()), meanings)


@pytest.fixture(scope="session")
def frame() -> Frame:
    return Frame("BE-TEST-2345", "2026-11-23", "2027-02-21", "Example desk")


@pytest.fixture(scope="session")
def case() -> CaseFile:
    return CaseFile(
        code="C-1",
        person=Person(
            name="Đặng Văn Thử",
            aliases=("阿明", "محمد التجربة"),
            contacts=(Contact("telegram", "@held_example"), Contact("phone", "+85512345678")),
            nationality="VNM",
            country="KHM",
            place=Place("Bavet", "town", "KHM"),
            platform="a dating site",
            last_contact="2026-11-02",
            languages=("vi", "zh-Hant"),
            child="no",
            fears_return="yes",
        ),
        findings=Findings(
            found=True,
            evidence=(
                Evidence(HELD, at="2026-11-02T10:11"),
                Evidence(ARABIC, at="2026-11-01T09:00"),
                Evidence("are you serious, it is me, Reporterson", speaker="reporter"),
            ),
            indicators=(
                Finding("document_retention", (Evidence(HELD, at="2026-11-02T10:11"),)),
                Finding("fear_of_return", (Evidence(AFRAID),)),
            ),
            tactics=(
                Finding("money_request", (Evidence("Reporterson please, 15,000 USD, I am +855 12 345 678"),)),
            ),
        ),
        hide=("Reporterson",),
    )


@pytest.fixture(scope="session")
def fonts() -> list[Path]:
    return [Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto")]
