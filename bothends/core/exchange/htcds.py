"""A case as a row of HTCDS 2.0, and a row as a minimum record again. What a row cannot say, it leaves empty.

Names: the whole name stands in prs_FirstName, because cutting a name in two is a guess. Consent stays empty: the
person was not asked, and the reporter's choice is not the person's consent. No address, birth date or position.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from bothends.core.case import CaseFile, Status
from bothends.core.countries import Countries
from bothends.core.errors import BadInput
from bothends.core.exchange.standard import BEYOND, CORE_ORDER, OURS, Standard
from bothends.core.findings import Finding, Findings
from bothends.core.report import Contact, Person, Place

Row = dict[str, str]
SEVERAL = ";"  # between the values of one cell, as the Excel template has it

# HTCDS 2.0 has no restricted movement, no plain threats and no ransom among its methods: these export as Other.
CONTROL = {
    "deception": "FalsePromises",
    "destination_swap": "FalsePromises",
    "physical_sexual_violence": "PhysicalAbuse",
    "organ_threat": "PhysicalThreats",
    "document_retention": "WithholdsDocuments",
    "withholding_wages": "TakesEarnings",
    "debt_bondage": "DebtBondage",
    "excessive_overtime": "ExcessiveWorkingHours",
    "food_deprivation": "WithholdsNecessities",
}
# Signs that are no method of control: what is forced, and what is feared.
NO_METHOD = frozenset({"forced_criminality", "fear_of_return"})
# A method read back, where it says exactly one of our signs.
SIGNS = {
    "FalsePromises": "deception",
    "PhysicalAbuse": "physical_sexual_violence",
    "SexualAbuse": "physical_sexual_violence",
    "PhysicalThreats": "intimidation_threats",
    "ThreatsLawEnforcement": "intimidation_threats",
    "ThreatensChildrenFamily": "intimidation_threats",
    "WithholdsDocuments": "document_retention",
    "TakesEarnings": "withholding_wages",
    "DebtBondage": "debt_bondage",
    "ExcessiveWorkingHours": "excessive_overtime",
    "WithholdsNecessities": "food_deprivation",
}
STATUS: dict[Status, str] = {
    "possible_victim": "PossibleVictimOfTrafficking",
    "victim": "ActualVictimOfTrafficking",
    "not_a_victim": "NotAVictimOfTrafficking",
}
APPS = {
    "facebook": "Facebook", "instagram": "Instagram", "whatsapp": "WhatsApp", "telegram": "Telegram",
    "messenger": "FacebookMessenger", "viber": "Viber", "snapchat": "SnapChat", "line": "Line",
    "wechat": "WeChat", "qq": "QQ", "tiktok": "TikTok", "twitter": "Twitter",
}  # fmt: skip
# ISO 639-2/T of the languages our records name.
LANGUAGES = {
    "am": "amh", "ar": "ara", "bn": "ben", "en": "eng", "es": "spa", "fil": "fil", "fr": "fra", "hi": "hin",
    "id": "ind", "ja": "jpn", "kk": "kaz", "km": "khm", "ko": "kor", "lo": "lao", "mn": "mon", "ms": "msa",
    "my": "mya", "ne": "nep", "pt": "por", "ru": "rus", "rw": "kin", "si": "sin", "so": "som", "sw": "swa",
    "ta": "tam", "te": "tel", "th": "tha", "ti": "tir", "tl": "tgl", "uk": "ukr", "ur": "urd", "uz": "uzb",
    "vi": "vie", "zh": "zho",
}  # fmt: skip
SPOKEN = {code: tag for tag, code in LANGUAGES.items()}
# Field codes of a profile that a row can say.
TOLD = (
    "name",
    "nationality",
    "languages",
    "platform",
    "contacts",
    "country",
    "place",
    "last_contact",
    "indicators",
)
TOWNS = frozenset({"town", "city"})
COMMENT = (
    "Reported to us, unverified; third-party report, not to be completed by contact. Forced criminality (online "
    "fraud) has no value in HTCDS 2.0 and stands as ForcedLabour and Other; restricted movement stands as Other."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export may hold: field codes of a recipient profile; contacts and our own columns only when asked."""

    given: Collection[str]
    contacts: bool = False
    extension: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A minimum record read from a row; `not_kept` names filled columns that are more than the minimum."""

    person: Person = field(repr=False)
    signs: tuple[str, ...] = ()
    status: Status = "possible_victim"
    decided_by: str = ""
    not_kept: tuple[str, ...] = ()

    def as_case(self, code: str) -> CaseFile:
        """As a case file, so that a row can be referred or exported again."""
        return CaseFile(
            code=code,
            person=self.person,
            findings=Findings(found=bool(self.signs), indicators=tuple(Finding(one) for one in self.signs)),
            status=self.status,
            decided_by=self.decided_by or "NGO",
        )


def columns(asked: Asked) -> tuple[str, ...]:
    """Every column an export writes, Core first."""
    return (*CORE_ORDER, *BEYOND, *(OURS if asked.extension else ()))


def to_row(case: CaseFile, asked: Asked) -> Row:
    """One case as system names and values; what the profile does not give is empty."""
    signs = _signs(case, asked)
    row = dict.fromkeys(columns(asked), "")
    row |= {
        "cas_CaseOwner": asked.owner,
        "cas_Status": "Active",
        "vic_TraffickingStatus": STATUS[case.status],
        "vic_TraffickingStatusDecisionMakingOrg": case.decided_by,
        "vic_MethodsOfControl": SEVERAL.join(_methods(signs)),
        "vic_TypeOfExploitation": f"ForcedLabour{SEVERAL}Other" if signs else "",
        "cco_CaseComment": COMMENT,
    }
    row |= _said(case.person, asked)
    if asked.extension:
        row["bothends_Indicators"] = SEVERAL.join(signs)
        row["bothends_ForcedCriminality"] = "true" if "forced_criminality" in signs else ""
    return row


def _signs(case: CaseFile, asked: Asked) -> list[str]:
    """Codes of the signs, without fear of the own state: a row may end up with any authority."""
    if "indicators" not in asked.given:
        return []
    return [one.code for one in case.findings.indicators if one.code != "fear_of_return"]


def _methods(signs: list[str]) -> list[str]:
    found = {CONTROL.get(code, "Other") for code in signs if code not in NO_METHOD}
    return [value for value in (*dict.fromkeys(CONTROL.values()), "Other") if value in found]


def _said(person: Person, asked: Asked) -> Row:
    """The person's fields that the profile gives."""
    given, row = asked.given, Row()
    if "name" in given and person.name:
        row["prs_FirstName"] = person.name
    if "nationality" in given and person.nationality:
        row["prs_Citizenship"] = person.nationality
    if "languages" in given:
        spoken = [LANGUAGES[tag] for one in person.languages if (tag := one.partition("-")[0]) in LANGUAGES]
        row |= dict(
            zip(("prs_PrimaryLanguage", "prs_SecondaryLanguage"), dict.fromkeys(spoken), strict=False)
        )
    if "platform" in given and person.platform:
        row["vic_ExploitationWebsitesAndApps"] = APPS.get(person.platform.casefold(), "Other")
    if "contacts" in given and asked.contacts:
        kinds = (("phone", "prs_MobilePhone"), ("email", "prs_Email"))
        row |= {name: said for kind, name in kinds if (said := _contact(person, kind))}
    return row | _event(person, given)


def _contact(person: Person, kind: str) -> str:
    return next((one.value for one in person.contacts if one.kind == kind), "")


def _event(person: Person, given: Collection[str]) -> Row:
    """Where and when last heard of: one event, never finer than the place named."""
    row = Row()
    place = person.place if "place" in given else None
    country = (place and place.country) or person.country
    if "country" in given and country:
        row["hte_Country"] = country
    if place and place.kind in TOWNS:
        row["hte_City"] = place.name
    elif place:
        row["hte_Description"] = f"{place.kind}: {place.name}"
    if row:
        row["hte_Type"] = "Exploitation"
        if "last_contact" in given and person.last_contact:
            row["hte_Date"] = person.last_contact
    return row


def checked(row: Mapping[str, str], standard: Standard) -> Row:
    """The row with every controlled value by its system name. Raises BadInput naming the field."""
    found = Row()
    for name, said in row.items():
        if name in OURS or not said.strip():
            found[name] = said.strip()
            continue
        one = standard.fields[name]
        if one.type == "Date":
            found[name] = _day(name, said)
        elif one.controlled:
            parts = [part for part in said.split(SEVERAL) if part.strip()] if one.several else [said]
            found[name] = SEVERAL.join(standard.value(name, part) for part in parts)
        else:
            found[name] = said.strip()
    return found


def _day(name: str, said: str) -> str:
    try:
        return date.fromisoformat(said.strip()).isoformat()
    except ValueError:
        raise BadInput(f"{name} has a value that is no date. Write it as 2026-11-02.") from None


def from_row(row: Mapping[str, str], standard: Standard, countries: Countries) -> Imported:
    """The minimum record of a checked row. Raises BadInput naming the field that cannot be read."""
    row = checked(row, standard)
    said = {name: value for name, value in row.items() if value}
    read = {
        "prs_FirstName", "prs_SecondName", "prs_Citizenship", "prs_PrimaryLanguage", "prs_SecondaryLanguage",
        "prs_MobilePhone", "prs_Email", "vic_ExploitationWebsitesAndApps", "vic_TraffickingStatus",
        "vic_TraffickingStatusDecisionMakingOrg", "vic_MethodsOfControl", "vic_TypeOfExploitation", "hte_City",
        "hte_Country", "hte_Date", "hte_Type", "hte_Description", "cas_Status", "cas_CaseOwner",
        "cco_CaseComment", *OURS,
    }  # fmt: skip
    by_status = {value: code for code, value in STATUS.items()}
    return Imported(
        person=_person(said, standard, countries),
        signs=_read_signs(said),
        status=by_status.get(said.get("vic_TraffickingStatus", ""), "possible_victim"),
        decided_by=said.get("vic_TraffickingStatusDecisionMakingOrg", ""),
        not_kept=tuple(name for name in said if name not in read),
    )


def _person(said: Row, standard: Standard, countries: Countries) -> Person:
    names = [said[name] for name in ("prs_FirstName", "prs_SecondName") if name in said]
    citizen = said.get("prs_Citizenship", "").split(SEVERAL)[0]
    apps = {value: code for code, value in APPS.items()}
    spoken = (said.get("prs_PrimaryLanguage", ""), said.get("prs_SecondaryLanguage", ""))
    contacts = (("phone", said.get("prs_MobilePhone")), ("email", said.get("prs_Email")))
    held = _country(said.get("hte_Country", ""), standard, countries)
    return Person(
        name=" ".join(names) or None,
        contacts=tuple(Contact(kind, value) for kind, value in contacts if value),
        nationality=_country(citizen, standard, countries),
        country=held,
        place=_place(said, held),
        platform=apps.get(said.get("vic_ExploitationWebsitesAndApps", "").split(SEVERAL)[0]),
        last_contact=said.get("hte_Date"),
        languages=tuple(SPOKEN.get(one, one) for one in spoken if one),
    )


def _place(said: Row, country: str | None) -> Place | None:
    if "hte_City" in said:
        return Place(said["hte_City"], "town", country)
    kind, colon, name = said.get("hte_Description", "").partition(": ")
    known = {"compound", "zone", "border_gate", "province", "area"}
    return Place(name, kind, country) if colon and name and kind in known else None


def _country(said: str, standard: Standard, countries: Countries) -> str | None:
    if not said.strip():
        return None
    by_name = {name.casefold(): code for code, name in standard.countries.items()}
    return by_name.get(said.strip().casefold()) or countries.asked(said)


def _read_signs(said: Row) -> tuple[str, ...]:
    """Our own column where there is one; else what the methods of control say exactly."""
    if "bothends_Indicators" in said:
        return tuple(said["bothends_Indicators"].split(SEVERAL))
    methods = said.get("vic_MethodsOfControl", "").split(SEVERAL)
    return tuple(dict.fromkeys(SIGNS[one] for one in methods if one in SIGNS))
