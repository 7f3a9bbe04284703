"""A pack from another desk, read back into a report: strict, bounded, and never more than the pack says."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

import msgspec
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bothends.core.errors import BadInput, Refused
from bothends.core.findings import Evidence, Finding, Findings, Urgency
from bothends.core.refer.pack import SCHEMA
from bothends.core.report import Answer, Contact, Person, Place, Report, Reporter

LARGEST = 5_000_000  # bytes of the data, unpacked
MOST = 200  # rows of any list


class _Contact(msgspec.Struct):
    kind: str
    value: str


class _Place(msgspec.Struct):
    name: str
    kind: str = "area"
    country: str | None = None


class _Person(msgspec.Struct):
    name: str | None = None
    aliases: list[str] = []
    nationality: str | None = None
    country: str | None = None
    place: _Place | None = None
    last_contact: str | None = None
    languages: list[str] = []
    child: Answer = "unknown"
    fears_return: Answer = "unknown"
    contacts: list[_Contact] = []


class _Sign(msgspec.Struct):
    code: str


class _Quotation(msgspec.Struct):
    text: str
    on: str | None = None
    signs: list[str] = []


class _Frame(msgspec.Struct):
    reference: str
    desk_name: str
    expires_on: str


class _Pack(msgspec.Struct):
    schema: str
    frame: _Frame
    person: _Person
    indicators: list[_Sign] = []
    tactics: list[_Sign] = []
    quotations: list[_Quotation] = []


@dataclass(frozen=True, slots=True)
class Received:
    """A pack as this desk takes it in. `reference` and `sender` are the other desk's."""

    reference: str
    sender: str
    expires_on: str
    report: Report = field(repr=False)


def data_of_zip(archive: bytes) -> bytes:
    """The JSON of a pack's zip. Raises BadInput when it is none, or larger than any pack."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            names = [one for one in opened.infolist() if one.filename.endswith(".json")]
            if len(names) != 1 or names[0].file_size > LARGEST:
                raise BadInput("This file holds no pack of bothends. Ask the sender for it again.")
            with opened.open(names[0]) as source:
                return source.read(LARGEST)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as wrong:
        raise BadInput("This file is no pack that we can read. Ask the sender for it again.") from wrong


def data_of_pdf(content: bytes, *, passphrase: str) -> bytes:
    """The JSON inside a PDF under a passphrase. Raises Refused for a wrong one."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(passphrase):
            raise Refused("This passphrase does not open the file. Ask to hear it again.")
        found = [rows[0] for name, rows in reader.attachments.items() if name.endswith(".json")]
    except PyPdfError as wrong:
        raise BadInput("This PDF is no pack that we can read. Ask the sender for it again.") from wrong
    if len(found) != 1 or len(found[0]) > LARGEST:
        raise BadInput("This PDF holds no pack of bothends. Ask the sender for it again.")
    return found[0]


def from_pack(content: bytes, *, received_on: str) -> Received:
    """The report of a pack's JSON. Raises BadInput naming the wrong place and quoting nothing."""
    try:
        pack = msgspec.json.decode(content, type=_Pack)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadInput("The data of this pack cannot be read. Ask the sender for it again.") from None
    if pack.schema != SCHEMA:
        raise BadInput("This pack is of a version that this desk does not know. Renew bothends.")
    report = Report(
        channel="command_line",
        reporter=Reporter(
            kind="professional",
            sharing="desk_only",
            told_others=f"Referral {pack.frame.reference} from {pack.frame.desk_name}",
        ),
        person=_person(pack.person),
        findings=_findings(pack),
        received_on=received_on,
    )
    return Received(pack.frame.reference, pack.frame.desk_name, pack.frame.expires_on, report)


def _person(said: _Person) -> Person:
    place = said.place
    return Person(
        name=said.name,
        aliases=tuple(said.aliases[:MOST]),
        contacts=tuple(Contact(one.kind, one.value) for one in said.contacts[:MOST]),
        nationality=said.nationality,
        country=said.country,
        place=Place(place.name, place.kind, place.country) if place else None,
        last_contact=said.last_contact,
        languages=tuple(said.languages[:MOST]),
        child=said.child,
        fears_return=said.fears_return,
    )


def _findings(pack: _Pack) -> Findings:
    """The sender's signs with the quotations they rest on. Somebody here reads them; nothing is taken as proven."""
    lines = [(Evidence(one.text, at=one.on), frozenset(one.signs)) for one in pack.quotations[:MOST]]

    def signs(rows: list[_Sign]) -> tuple[Finding, ...]:
        return tuple(
            Finding(row.code, tuple(line for line, codes in lines if row.code in codes))
            for row in rows[:MOST]
        )

    return Findings(
        found=bool(pack.indicators),
        evidence=tuple(line for line, _ in lines),
        indicators=signs(pack.indicators),
        tactics=signs(pack.tactics),
        urgency=Urgency("soon"),
        rules="referral",
    )
