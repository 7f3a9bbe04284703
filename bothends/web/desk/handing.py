"""What may be handed over beside a pack, each as a sheet and files: letter, HTCDS, entities, a reporter's contact.

All of them go the way of a referral: a verified recipient, a lawful basis, two members, sealed, in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.exchange import ftm, htcds, tables
from bothends.core.exchange.standard import load_standard
from bothends.core.refer import letters, overstay
from bothends.core.refer.countries import load_countries
from bothends.core.refer.ledger import ENTITIES, LETTER, REPORTER_CONTACT
from bothends.core.refer.profiles import profile_for
from bothends.core.refer.sheet import Part, Sheet
from bothends.data import folder
from bothends.data.shelf import countries
from bothends.web.store.actions.contact import Chosen
from bothends.web.store.actions.refer import expiry

NOTICE = "data_protection_notice"  # for the person themselves: no recipient, no second member
CONTACT, HTCDS, FTM = "contact", "htcds", "ftm"
UNVERIFIED = (
    "Reported to us by a third party, unverified, and not to be completed by contact with anybody. Do not contact the"
    " person, publish nothing, and destroy your copy by the day named."
)

MAY_BE_ASKED = (
    "This reporter allows you to ask them. Ask only what the case needs, promise nothing, and never ask them to write"
    " to the person or to find out more. Pass their contact on to nobody, and destroy it by the day named."
)


@dataclass(frozen=True, slots=True)
class Made:
    """What is handed over: which fields it tells, a sheet to read, files by suffix; `report`: whose contact it is."""

    fields: tuple[str, ...]
    sheet: Sheet
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    report: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the form, the case, the reference, the day, and the kind of the recipient."""

    typed: Mapping[str, str] = field(repr=False)
    file: CaseFile = field(repr=False)
    reference: str
    today: date
    recipient_kind: str = ""
    choices: tuple[Chosen, ...] = ()


def kinds() -> dict[str, str]:
    """Everything that can be handed over, by code, with its name."""
    named = {code: letters.load_letter(folder(), code).name for code in letters.codes(folder())}
    return {
        **{code: f"Letter: {name}" for code, name in named.items()},
        HTCDS: "The record as HTCDS 2.0, for another organisation's case system",
        FTM: "Entities for investigators (FollowTheMoney), without the person",
        CONTACT: "The reporter's contact, where they allowed it",
    }


def made(kind: str, asked: Asked) -> Made:
    """Build what was asked for. Raises BadInput saying what is missing."""
    makers = {HTCDS: _htcds, FTM: _ftm, CONTACT: _contact}
    return makers[kind](asked) if kind in makers else _letter(kind, asked)


def rates() -> tuple[overstay.Rate, ...]:
    """The desk's own overstay.csv where it has one, else the one we ship."""
    own = settings.DESK.path / "overstay.csv"
    return overstay.load_rates(own if own.exists() else folder() / "overstay.csv")


def _letter(code: str, asked: Asked) -> Made:
    letter = letters.load_letter(folder(), code, asked.typed.get("language") or "en")
    person = asked.file.person
    fine = None
    if "fine" in letter.needed:
        days = asked.typed.get("days", "")
        if not (days.isascii() and days.isdigit()):
            raise BadInput("Give the days of overstay as a number from 1 on.")
        fine = overstay.fine(person.country or "", int(days[:6]), rates())
    filled = letters.from_case(asked.file, countries(), fine, reference=asked.reference)
    filled |= {name: asked.typed.get(f"blank-{name}", "") for name in letter.blanks}
    written = letters.Written(
        filled=filled,
        states=[code for code in (person.country, person.nationality) if code],
        today=asked.today.isoformat(),
        desk=settings.DESK.settings["name"],
        unchecked=asked.typed.get("unchecked") == "yes",
        fine=fine,
    )
    if code != NOTICE and (more := set(letter.tells) - profile_for(asked.recipient_kind).fields.keys()):
        raise BadInput(
            f"This letter tells {', '.join(sorted(more))}, which this kind of recipient does not get."
        )
    return Made((LETTER, *letter.tells), letters.write(letter, letters.load_sources(folder()), written))


def _htcds(asked: Asked) -> Made:
    """The fields of the recipient's profile; contacts only where the profile gives them and a member asked."""
    given = profile_for(asked.recipient_kind).fields
    contacts = asked.typed.get("contacts") == "yes"
    wanted = htcds.Asked(given=given, contacts=contacts, owner=settings.DESK.settings["name"])
    row = htcds.to_row(asked.file, wanted)
    standard = load_standard(folder())
    filled = tuple((standard.fields[name].label, value) for name, value in row.items() if value)
    files = {
        "csv": tables.to_csv([row], htcds.columns(wanted)),
        "xlsx": tables.to_xlsx([row], standard),
    }
    told = tuple(code for code in given if code in htcds.TOLD and (code != "contacts" or contacts))
    return Made(told, _sheet("Record as HTCDS 2.0", asked, filled), files)


def _ftm(asked: Asked) -> Made:
    alpha2 = {code: one.alpha2 for code, one in load_countries(folder()).items()}
    items = (*ftm.from_record(asked.file, alpha2), *ftm.typed(asked.typed.get("lines", ""), asked.file))
    found = ftm.entities(items, publisher=settings.DESK.settings["name"])
    rows = tuple(
        (one.kind, f"{one.value} {f'({one.beside})' if one.beside else ''}".strip()) for one in items
    )
    sheet = _sheet("Entities for investigators", asked, rows)
    return Made((ENTITIES,), sheet, {"ftm.json": ftm.to_lines(found)})


def _contact(asked: Asked) -> Made:
    chosen = next((one for one in asked.choices if one.report == asked.typed.get("report")), None)
    if chosen is None or chosen.contact is None:
        raise BadInput("Choose a reporter who allowed their contact to be passed on.")
    rows = (("Reach the reporter at", chosen.contact),)
    sheet = _sheet("A reporter who may be asked", asked, rows, MAY_BE_ASKED)
    return Made((REPORTER_CONTACT,), sheet, report=chosen.report)


def _sheet(title: str, asked: Asked, rows: tuple[tuple[str, str], ...], said: str = UNVERIFIED) -> Sheet:
    today, until = asked.today.isoformat(), expiry(asked.today).isoformat()
    return Sheet(
        language="en",
        title=title,
        made_on=today,
        desk=settings.DESK.settings["name"],
        page=("Page", "of"),
        facts=(("Reference", asked.reference), ("Made on", today), ("Destroy by", until)),
        parts=(Part("", (said,), rows),),
    )
