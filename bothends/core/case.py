"""Our work for one person: the minimum record, the findings it rests on, and who decided what about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bothends.core.findings import Findings
from bothends.core.report import Person

# HTCDS vic_TraffickingStatus. A reporter's account never makes more than a possible victim (domain: HTCDS
# guidance for helplines); who decided is recorded beside it.
Status = Literal["possible_victim", "victim", "not_a_victim"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a member changed in the record: the field's name, what stood there, who, and on which ISO 8601 day."""

    name: str
    was: str = field(repr=False)
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What is sealed to the case's own key. The reporter is not in it.

    `code` is the short name said over the phone; `opened_on` an ISO 8601 date; `decided_by` an HTCDS
    TraffickingStatusDecisionMakingOrg value. `noted` are routing flags a member set; `hide` are words that
    point to the reporter and must not leave in a quotation. `also` holds further values that were said, by field;
    `corrections` what stood in the record before, oldest first.
    """

    code: str
    person: Person = field(repr=False)
    findings: Findings = field(repr=False)
    opened_on: str = ""
    status: Status = "possible_victim"
    decided_by: str = "NGO"
    noted: tuple[str, ...] = field(default=(), repr=False)
    hide: tuple[str, ...] = field(default=(), repr=False)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    corrections: tuple[Correction, ...] = field(default=(), repr=False)

    def flags(self) -> frozenset[str]:
        """Routing flags: what members noted, and what follows from the record and its signs (P5)."""
        said = {"child": self.person.child, "fear_of_return": self.person.fears_return}
        signs = {finding.code for finding in self.findings.indicators}
        return frozenset(self.noted) | {
            code for code, answer in said.items() if answer == "yes" or code in signs
        }
