"""Making a referral pack of the fullest case: every sign, twelve quotations, each state's summary."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure
from bothends.core.assess.indicators import INDICATORS
from bothends.core.assess.tactics import TACTICS
from bothends.core.case import CaseFile
from bothends.core.findings import Evidence, Finding, Findings
from bothends.core.refer.directory import Directory, load
from bothends.core.refer.entries import Mission
from bothends.core.refer.locked import locked, new_passphrase
from bothends.core.refer.pack import Book, Frame, Pack, build
from bothends.core.refer.parcel import zipped
from bothends.core.refer.pdf import render
from bothends.core.refer.profiles import MISSION
from bothends.core.refer.summary import load_summaries
from bothends.core.refer.wording import load_wording
from bothends.core.report import Contact, Person, Place
from bothends.data import folder
from bothends.data.shelf import meanings

BOUND = 1.0
FONTS = [Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto")]
FRAME = Frame("BE-TEST-2345", "2026-11-23", "2027-02-21", "Example desk", "1" * 25)


def run() -> Iterator[Figure]:
    """The first pack of a process, and the median and slowest over all states after it, in seconds."""
    directory = load(folder())
    book = Book(directory, load_wording(folder()), meanings(), load_summaries(folder()))
    first, *taken = [_made(_pack(state, directory, book), book) for state in ("VNM", *book.summaries)]
    yield Figure("first pack of a process", first, "s", bound=BOUND)
    yield Figure(
        "pack (PDF, text, data, zip), median over the states", statistics.median(taken), "s", bound=BOUND
    )
    yield Figure("pack, slowest state", max(taken), "s", bound=BOUND)
    yield Figure("the same PDF under a passphrase", _locked(_pack("VNM", directory, book), book), "s")


def _made(pack: Pack, book: Book) -> float:
    begun = time.perf_counter()
    zipped(pack, book, pdf=render(pack, book, folder=folder(), fonts=FONTS))
    return time.perf_counter() - begun


def _locked(pack: Pack, book: Book) -> float:
    pdf = render(pack, book, folder=folder(), fonts=FONTS)
    begun = time.perf_counter()
    locked(pdf, passphrase=new_passphrase())
    return time.perf_counter() - begun


def _pack(state: str, directory: Directory, book: Book) -> Pack:
    entries = directory.index.by_id.values()
    entry = next(one for one in entries if isinstance(one, Mission) and one.sending == state)
    lines = tuple(Evidence(f"{state} {number} {'we are beaten here ' * 30}") for number in range(12))
    case = CaseFile(
        code="C-1",
        person=Person(
            name="Đặng Văn Thử",
            aliases=("阿明", "محمد التجربة", "ทดสอบ", "ສົມມຸດ", "သာဓက", "សាកល្បង"),
            contacts=(Contact("phone", "+85512345678"),),
            nationality=state,
            country="KHM",
            place=Place("Bavet", "town", "KHM"),
            last_contact="2026-11-02",
            languages=("vi", "zh-Hant"),
        ),
        findings=Findings(
            evidence=lines,
            indicators=tuple(Finding(one.code) for one in INDICATORS),
            tactics=tuple(Finding(one.code) for one in TACTICS),
        ),
    )
    return build(case, entry, MISSION, FRAME, book)
