"""Under which ILO indicators a sign stands, and which instruments it bears on. A table, read from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping

# Sign → ILO indicators (SAP-FL booklet 2012, revised 2025). The eleven stand under themselves. The signs special to
# scam compounds are placed by what they describe; that placing is ours, and a sign that fits none stands under none.
ELEVEN = (
    "abuse_of_vulnerability", "deception", "restriction_of_movement", "isolation", "physical_sexual_violence",
    "intimidation_threats", "document_retention", "withholding_wages", "debt_bondage", "abusive_conditions",
    "excessive_overtime",
)  # fmt: skip
COMPOUND: Mapping[str, tuple[str, ...]] = {
    "quota_punishment": ("intimidation_threats", "physical_sexual_violence"),
    "sold_on": ("debt_bondage",),
    "ransom": ("debt_bondage",),
    "destination_swap": ("deception",),
    "guarded_compound": ("restriction_of_movement",),
    "phone_monitored": ("isolation",),
    "punished_for_disclosure": ("intimidation_threats",),
    "dark_room": ("physical_sexual_violence",),
    "forced_recruitment": ("intimidation_threats",),
    "police_collusion": ("abuse_of_vulnerability",),
    "food_deprivation": ("abusive_conditions",),
    "organ_threat": ("intimidation_threats",),
    "witness_violence": ("intimidation_threats",),
    "escape_punished": ("physical_sexual_violence", "restriction_of_movement"),
}
ILO: Mapping[str, tuple[str, ...]] = {**{code: (code,) for code in ELEVEN}, **COMPOUND}

FORCED_LABOUR = "ilo_c29"
NON_PUNISHMENT = ("un_principle_7", "actip_14_7", "asean_guideline_2025")
CRIMES = frozenset({"forced_criminality", "forced_recruitment"})


def instruments(code: str) -> tuple[str, ...]:
    """Codes of the legal rows a sign bears on: what defines forced labour, and what bars punishing a forced act."""
    labour = (FORCED_LABOUR,) if code in ILO else ()
    return labour + (NON_PUNISHMENT if code in CRIMES else ())
