"""HTCDS 2.0: what leaves, in which columns, and that it comes back as it left."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothends.core.case import CaseFile
from bothends.core.errors import BadInput
from bothends.core.exchange import htcds, tables
from bothends.core.exchange.htcds import Asked
from bothends.core.exchange.standard import BEYOND, CORE_ORDER, load_standard
from bothends.core.findings import Finding, Findings
from bothends.core.refer.profiles import PROFILES
from bothends.core.report import Contact, Person, Place
from bothends.data import folder
from bothends.data.shelf import countries

STANDARD = load_standard(folder())
EVERYTHING = Asked(
    given=frozenset(PROFILES["mission"].fields) | {"platform"},
    contacts=True,
    extension=True,
)
CODES = [*htcds.CONTROL, "forced_criminality", "ransom", "restriction_of_movement", "guarded_compound"]


def a_case(person: Person, *signs: str) -> CaseFile:
    findings = Findings(indicators=tuple(Finding(code) for code in signs))
    return CaseFile(code="T", person=person, findings=findings)


BARAKA = Person(
    name="Baraka Testperson",
    contacts=(Contact("phone", "+254700900123"), Contact("telegram", "held")),
    nationality="KEN",
    country="KHM",
    place=Place("Bavet", "town", "KHM"),
    platform="whatsapp",
    last_contact="2026-11-02",
    languages=("sw", "en"),
)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
PEOPLE = st.builds(
    Person,
    name=st.none() | NAMES | st.sampled_from(["=1+1", "-x", "@a", "'=b"]),
    contacts=st.sampled_from([(), (Contact("phone", "+254700900123"),)]),
    nationality=st.sampled_from([None, "KEN", "LAO", "VNM", "TWN", "RUS"]),
    country=st.just("MMR"),
    place=st.none() | st.builds(Place, NAMES, st.sampled_from(["town", "compound", "zone"]), st.just("MMR")),
    platform=st.sampled_from([None, "whatsapp", "line"]),
    last_contact=st.sampled_from([None, "2026-11-02"]),
    languages=st.sampled_from([(), ("vi",), ("sw", "en")]),
)


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@settings(max_examples=40, deadline=None)
@given(person=PEOPLE, signs=st.lists(st.sampled_from(CODES), unique=True, max_size=5))
def test_what_is_exported_comes_back(shape: str, person: Person, signs: list[str]) -> None:
    row = htcds.to_row(a_case(person, *signs), EVERYTHING)
    content = (
        tables.to_csv([row, row], htcds.columns(EVERYTHING))
        if shape == "csv"
        else tables.to_xlsx([row, row], STANDARD, extension=True)
    )
    back = tables.read(content, STANDARD)
    assert len(back) == 2
    found = htcds.from_row(back[1], STANDARD, countries())
    assert found.person == person
    assert found.signs == tuple(signs)
    assert not found.not_kept
    assert htcds.to_row(found.as_case("T"), EVERYTHING) == row


def test_every_value_is_one_the_standard_lists() -> None:
    row = htcds.to_row(a_case(BARAKA, *CODES), EVERYTHING)
    assert htcds.checked(row, STANDARD) == row
    mapped = {*htcds.CONTROL.values(), *htcds.SIGNS}
    assert mapped <= set(STANDARD.fields["vic_MethodsOfControl"].values)
    assert set(htcds.APPS.values()) <= set(STANDARD.fields["vic_ExploitationWebsitesAndApps"].values)
    assert set(htcds.STATUS.values()) == set(STANDARD.fields["vic_TraffickingStatus"].values)


def test_the_traps_of_the_standard() -> None:
    row = htcds.to_row(a_case(BARAKA, "restriction_of_movement", "debt_bondage"), EVERYTHING)
    assert row["vic_MethodsOfControl"] == "DebtBondage;Other"
    assert row["vic_TypeOfExploitation"] == "ForcedLabour;Other"
    assert row["vic_TraffickingStatus"] == "PossibleVictimOfTrafficking"
    assert row["vic_TraffickingStatusDecisionMakingOrg"] == "NGO"
    assert row["con_Consent"] == ""
    assert not any(row[name] for name in row if name.startswith("prs_Mailing"))
    assert not {name for name in STANDARD.fields if name.endswith("itude")} & row.keys()


def test_contacts_and_platform_leave_only_where_asked_and_fear_never() -> None:
    case = a_case(replace(BARAKA, fears_return="yes"), "fear_of_return")
    for profile in PROFILES.values():
        row = htcds.to_row(case, Asked(given=profile.fields, extension=True))
        text = repr(row)
        assert "+254700900123" not in text
        assert "WhatsApp" not in text
        assert "fear" not in text
    assert htcds.to_row(case, EVERYTHING)["bothends_Indicators"] == ""


def test_the_core_sheet_is_laid_out_as_the_official_template() -> None:
    """Names in hidden row 1 from column B to AM, labels in row 2, cases from row 3; values as its lists have them."""
    content = tables.to_xlsx([htcds.to_row(a_case(BARAKA, "deception"), EVERYTHING)], STANDARD)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["A1"].value is None
    assert tuple(sheet.cell(1, 2 + n).value for n in range(len(CORE_ORDER))) == CORE_ORDER
    assert (sheet["AM1"].value, sheet["AJ2"].value) == (
        "cas_ReasonForCaseClosure",
        "Reason for Outgoing Referral",
    )
    assert sheet.row_dimensions[1].hidden
    assert (sheet["I3"].value, sheet["S3"].value) == ("Kenya", "Possible victim of trafficking")
    assert sheet["W3"].value == "False promises"


def template(*rows: dict[str, str]) -> bytes:
    """A file as the official Core template makes it: one name misspelt, one empty, labels below."""
    wrong = {"vic_TraffickingStatusDecisionMakingOrg": "vic_TraffickinStatusDecisionMakingOrg"}
    names = [wrong.get(n, n).replace("cas_ReasonForOutgoingReferral", "") for n in CORE_ORDER]
    lines = [["", *names], ["", *(STANDARD.fields[n].label for n in CORE_ORDER)]]
    lines += [["", *(row.get(n, "") for n in CORE_ORDER)] for row in rows]
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


def test_a_filled_official_template_is_read() -> None:
    filled = {
        "prs_FirstName": "Baraka",
        "prs_SecondName": "Testperson",
        "prs_Citizenship": "Lao People's Democratic Republic",
        "vic_TraffickingStatusDecisionMakingOrg": "Court or prosecution",
        "vic_MethodsOfControl": "Debt bondage ;False promises",
        "cas_ReasonForOutgoingReferral": "Other",
        "prs_Birthdate": "1999-01-02",
    }
    row = tables.read(template(filled), STANDARD)[0]
    assert row["cas_ReasonForOutgoingReferral"] == "Other"
    found = htcds.from_row(row, STANDARD, countries())
    assert (found.person.name, found.person.nationality) == ("Baraka Testperson", "LAO")
    assert found.decided_by == "CourtOrProsecution"
    assert found.signs == ("debt_bondage", "deception")
    assert found.not_kept == ("prs_Birthdate", "cas_ReasonForOutgoingReferral")


def brought_in(content: bytes) -> list[htcds.Imported]:
    return [htcds.from_row(row, STANDARD, countries()) for row in tables.read(content, STANDARD)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"prs_FirstNam,prs_Gender\nx,Feminine\n", "Nearest: prs_FirstName"),
        (b"prs_Gender\nFeminin\n", "Nearest: Feminine"),
        (b"hte_Date\n2.11.2026\n", "hte_Date"),
        (b"prs_Citizenship\nKenia land\n", "country"),
        (b"prs_FirstName\nx,stray\n", "under no column"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04 no workbook", "no workbook"),
        (b"", "names no column"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_next_step(content: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        brought_in(content)


def test_no_cell_is_run_as_a_formula() -> None:
    row = htcds.to_row(a_case(replace(BARAKA, name="=HYPERLINK(1)")), EVERYTHING)
    text = tables.to_csv([{"prs_FirstName": row["prs_FirstName"]}], ("prs_FirstName",)).decode()
    assert text.splitlines()[1] == "'=HYPERLINK(1)"
    sheet = openpyxl.load_workbook(io.BytesIO(tables.to_xlsx([row], STANDARD))).worksheets[0]
    assert sheet["D3"].data_type == "s"


def test_the_table_holds_every_field_of_the_release() -> None:
    assert len(STANDARD.fields) == 83
    assert sum(one.core for one in STANDARD.fields.values()) == 40
    assert set(BEYOND) & set(CORE_ORDER) == set()
    assert len(STANDARD.countries) == 249
