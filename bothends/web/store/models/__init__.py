"""One table per file. Each model names its CLEAR and its SEALED columns; a test holds the list complete.

CLEAR may be read by whoever steals the disk, so no personal word may be in it. SEALED opens only with keys.
"""

from bothends.web.store.models.acknowledgement import Acknowledgement, RecipientAnswer
from bothends.web.store.models.audit import AuditEvent, AuditHead
from bothends.web.store.models.case import Case, CaseKey, CaseReport
from bothends.web.store.models.decision import Decision
from bothends.web.store.models.door import Budget, Factor, Invitation, RecoveryCode
from bothends.web.store.models.draft import Draft
from bothends.web.store.models.match import MatchEntry, MatchJudgement, MatchKey, MatchToken
from bothends.web.store.models.member import Member
from bothends.web.store.models.pace import Pace
from bothends.web.store.models.referral import Disclosure, Referral
from bothends.web.store.models.report import ReportKey, StoredReport
from bothends.web.store.models.thread import PassedOn, ThreadMessage
from bothends.web.store.models.vault import Grant, Recovery, Rotation, Vault
from bothends.web.store.models.verification import DirectoryRow, Verification

__all__ = [
    "Acknowledgement",
    "AuditEvent",
    "AuditHead",
    "Budget",
    "Case",
    "CaseKey",
    "CaseReport",
    "Decision",
    "DirectoryRow",
    "Disclosure",
    "Draft",
    "Factor",
    "Grant",
    "Invitation",
    "MatchEntry",
    "MatchJudgement",
    "MatchKey",
    "MatchToken",
    "Member",
    "Pace",
    "PassedOn",
    "RecipientAnswer",
    "Recovery",
    "RecoveryCode",
    "Referral",
    "ReportKey",
    "Rotation",
    "StoredReport",
    "ThreadMessage",
    "Vault",
    "Verification",
]
