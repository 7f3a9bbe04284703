"""The fields of HTCDS 2.0 as a table: names, labels and controlled values, and the names other forms give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from bothends.core.countries import rows_of
from bothends.core.errors import BadInput, BadRow

# Columns of the Core template, B to AM, by their names in the field standard. The template itself misspells one
# name and leaves one empty, and five of its names do not fit their visible labels; see ALSO and by_label.
CORE_ORDER = (
    "cas_CaseOwner", "prs_Salutation", "prs_FirstName", "prs_SecondName", "con_Consent", "prs_Birthdate",
    "prs_Gender", "prs_Citizenship", "prs_Title", "prs_Email", "prs_HomePhone", "prs_MobilePhone",
    "prs_MailingCity", "prs_MailingCountry", "prs_MailingState", "prs_MailingStreet", "prs_MailingPostalCode",
    "vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg", "vic_MethodOfRecruitment",
    "vic_LocationOfRecruitment", "vic_MethodsOfControl", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry",
    "vic_TypeOfSexExploitation", "vic_LocationOfExploitation", "cas_Status", "cas_ReferringOrganisation",
    "cas_IncomingReferralDate", "cas_ReferringPrimaryCaseWorker", "cas_ReasonForIncomingReferral",
    "cas_IncomingReferralDetails", "cas_ReferredOrganisation", "cas_ReferredPrimaryCaseWorker",
    "cas_ReasonForOutgoingReferral", "cas_OutgoingReferralDate", "cas_OutgoingReferralDetails",
    "cas_ReasonForCaseClosure",
)  # fmt: skip
# What lies beyond the Core template and we fill, in the order of the field standard.
BEYOND = (
    "prs_PrimaryLanguage", "prs_SecondaryLanguage", "vic_ExploitationWebsitesAndApps", "cco_CaseComment",
    "hte_City", "hte_Country", "hte_Date", "hte_Type", "hte_Description",
)  # fmt: skip
# Our own columns, written only when asked for: the standard has no value for forced criminality.
OURS = ("bothends_ForcedCriminality", "bothends_Indicators")
# How the Excel template and the survey form of the same release spell some names.
ALSO = {
    "vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg",
    "prs_First_Name": "prs_FirstName",
    "prs_Second_Name": "prs_SecondName",
    "vic_Methods_of_Control": "vic_MethodsOfControl",
}
# The one column whose hidden name is empty in the template; its visible label says what it is.
BY_LABEL = {"Reason for Outgoing Referral": "cas_ReasonForOutgoingReferral"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `values` are its system names, `labels` the words a list in Excel shows for them."""

    name: str
    label: str
    type: str
    core: bool
    deprecated: bool
    values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        return self.type == "Multiselect Picklist"

    @property
    def controlled(self) -> bool:
        return len(self.values) > 1


@dataclass(frozen=True, slots=True)
class Standard:
    """Every field by name; countries as the validated template names them, by alpha-3."""

    fields: Mapping[str, Field] = field(repr=False)
    countries: Mapping[str, str] = field(repr=False)

    def named(self, column: str) -> str:
        """The standard's name of a column. Raises BadInput with the nearest names, never quoting the column."""
        name = ALSO.get(column.strip(), column.strip())
        if name in self.fields or name in OURS:
            return name
        near = get_close_matches(name, [*self.fields, *OURS], n=3, cutoff=0.5)
        nearest = f" Nearest: {', '.join(near)}." if near else ""
        raise BadInput(f"A column is no field of HTCDS 2.0.{nearest} Correct or remove it.")

    def value(self, name: str, said: str) -> str:
        """The system name of one controlled value, said by name or label. Raises BadInput with the nearest."""
        one, known = self.fields[name], said.strip()
        if known in one.values:
            return known
        by_label = {label.casefold(): value for label, value in zip(one.labels, one.values, strict=True)}
        if (found := by_label.get(known.casefold())) is not None:
            return found
        near = get_close_matches(known, one.values, n=3, cutoff=0.5) or one.values[:3]
        raise BadInput(f"{name} has a value that HTCDS 2.0 does not list. Nearest: {', '.join(near)}.")

    def label_of(self, name: str, value: str) -> str:
        one = self.fields[name]
        return one.labels[one.values.index(value)] if value in one.values else value


def load_standard(folder: Path) -> Standard:
    """Read exchange/htcds.csv and exchange/htcds_countries.csv. Raises BadRow for a broken row."""
    fields = {row["name"]: _field(row) for row in rows_of(folder / "exchange" / "htcds.csv")}
    if missing := {*CORE_ORDER, *BEYOND} - fields.keys():
        raise BadRow(f"htcds.csv: the field {min(missing)} is missing. Restore it.")
    names = {row["alpha3"]: row["name"] for row in rows_of(folder / "exchange" / "htcds_countries.csv")}
    return Standard(fields, names)


def _field(row: dict[str, str]) -> Field:
    values, labels = (tuple(row[key].split("|")) if row[key] else () for key in ("values", "value_labels"))
    if labels and len(labels) != len(values):
        raise BadRow(f"htcds.csv: {row['name']} has not one label for each value. Correct the row.")
    return Field(
        name=row["name"],
        label=row["label"],
        type=row["type"],
        core=row["core"] == "yes",
        deprecated=row["status"] == "DEPRECATED",
        values=values,
        labels=labels,
    )
