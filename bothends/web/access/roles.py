"""Who may do what, on one screen. What is not listed is refused (P11)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Permission(Enum):
    """Named acts; a page asks for one by name. The value is its meaning."""

    READ_QUEUE = "see the list of reports: number, urgency, age, state"
    OPEN_REPORT = "open a report that has not become a case"
    ANSWER_REPORTER = "answer the reporter of a report or case that one may open"
    MAKE_CASE = "hand a report over as a case"
    READ_CASES = "see the list of cases"
    OPEN_CASE = "open a case"
    MATCH = "see which records may be one person or name one place, compare two, and say what one thinks"
    REVEAL_CONTACT = "see the person's contact details, logged each time"
    PROPOSE_REFERRAL = "build a pack and propose it"
    APPROVE_REFERRAL = "approve a pack that another member proposed"
    TAKE_PACK = "download an approved, sealed pack"
    DECIDE_HOLD = "release a hold or allow local police, with a reason"
    DECIDE_ERASURE = "erase a case's report as its reporter asked, or keep it, with a reason"
    READ_DIRECTORY = "look up missions and organisations"
    CLOSE_REPORT = "close a report without making a case of it, with a reason"
    CLOSE_CASE = "close a case with a reason, and reopen it"
    ERASE = "erase a case or a report for good, with a reason"
    VERIFY_CHANNEL = "record that a channel was verified, and its key"
    READ_AUDIT = "read the audit trail"
    READ_MEMBERS = "see who works here and who waits for keys"
    GRANT_VAULTS = "grant to a colleague the vaults one opens oneself, as far as their role lists them"
    INVITE_MEMBER = "invite members, change roles, switch a member off and on"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: one sentence for a reviewer, its permissions, and the vaults granted to it."""

    name: str
    sentence: str
    may: frozenset[Permission]
    vaults: tuple[str, ...] = ()


P = Permission

ROLES: tuple[Role, ...] = (
    Role(
        "supporter",
        "Reads reports and supports reporters; hands a report over and then loses sight of the case.",
        frozenset(
            {P.READ_QUEUE, P.OPEN_REPORT, P.ANSWER_REPORTER, P.MAKE_CASE, P.CLOSE_REPORT, P.READ_DIRECTORY}
        ),
        ("intake",),
    ),
    Role(
        "caseworker",
        "Works on cases: opens them, verifies channels, proposes referrals; approves none.",
        frozenset(
            {
                P.READ_QUEUE,
                P.OPEN_REPORT,
                P.ANSWER_REPORTER,
                P.MAKE_CASE,
                P.READ_CASES,
                P.OPEN_CASE,
                P.MATCH,
                P.REVEAL_CONTACT,
                P.PROPOSE_REFERRAL,
                P.TAKE_PACK,
                P.CLOSE_REPORT,
                P.CLOSE_CASE,
                P.READ_DIRECTORY,
                P.VERIFY_CHANNEL,
                P.READ_MEMBERS,
                P.GRANT_VAULTS,
            }
        ),
        ("intake", "casework"),
    ),
    Role(
        "approver",
        "Decides: approves what another proposed, releases holds, erases; proposes nothing.",
        frozenset(
            {
                P.READ_CASES,
                P.OPEN_CASE,
                P.MATCH,
                P.REVEAL_CONTACT,
                P.APPROVE_REFERRAL,
                P.DECIDE_HOLD,
                P.DECIDE_ERASURE,
                P.TAKE_PACK,
                P.CLOSE_CASE,
                P.ERASE,
                P.READ_DIRECTORY,
                P.VERIFY_CHANNEL,
                P.READ_AUDIT,
                P.READ_MEMBERS,
                P.GRANT_VAULTS,
            }
        ),
        ("casework",),
    ),
    Role(
        "analyst",
        "Sees coded rows without people, for the figures; opens no report and no case.",
        frozenset({P.READ_DIRECTORY, P.READ_MEMBERS, P.GRANT_VAULTS}),
        ("figures",),
    ),
    Role(
        "administrator",
        "Keeps members and the machine running; holds no key and opens nothing.",
        frozenset({P.READ_DIRECTORY, P.READ_AUDIT, P.READ_MEMBERS, P.INVITE_MEMBER}),
    ),
)


def role(name: str) -> Role:
    """The role of that name. KeyError if there is none."""
    return {one.name: one for one in ROLES}[name]


def may(role_name: str, permission: Permission) -> bool:
    """Whether the role lists the permission; an unknown role may nothing."""
    return any(one.name == role_name and permission in one.may for one in ROLES)
