"""KEPT: every stored column in plain words. docs/data.md is made from it; a column without a row fails a test.

Whether a column is clear or sealed stands in its model (CLEAR, SEALED), not here.
"""

from __future__ import annotations

from dataclasses import dataclass

WITH_CASE = "with the case"
NEVER = "never: the trail outlives what it speaks of"
WITH_DESK = "with the desk"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a column holds, why it is kept, and (sealed columns only) which key opens it."""

    name: str
    meaning: str
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its model, what a row is, when a row goes, and its columns."""

    model: str
    meaning: str
    gone: str
    columns: tuple[Kept, ...]


KEPT: tuple[Table, ...] = (
    Table(
        "StoredReport",
        "A report as a stranger sent it.",
        "By `keep_reports_days` and `keep_cases_days`, with its case, or when the reporter or the desk erases it.",
        (
            Kept("id", "A random number that names the row and says nothing."),
            Kept(
                "received_at",
                "When it arrived, cut to the hour, so that a network log cannot be laid beside it.",
            ),
            Kept("urgency", "urgent, soon or routine: the queue is ordered without opening anything."),
            Kept("urgency_rank", "The same as a number, for sorting."),
            Kept("state", "new, opened, case or closed, as a receipt shows it."),
            Kept("channel", "Through which door it came, such as public_form or chat_export."),
            Kept("rules", "The version of the rules that read it, so that they can be run again."),
            Kept(
                "lookup_tag",
                "Finds the row of a receipt. Keyed with the pepper, which is not in the database.",
            ),
            Kept("sent_tag", "Names the one sending, so that pressing twice stores once."),
            Kept(
                "reporter_recipient",
                "The public half of the reporter's own key, to which messages are sealed.",
            ),
            Kept(
                "sharing_now",
                "What the reporter allows since they withdrew consent: desk_only or anonymous. Clear, so that it counts"
                " before anything is opened.",
            ),
            Kept(
                "erasure",
                "For a report that became a case: asked or kept. Clear, so that a referral waits for the decision.",
            ),
            Kept(
                "reporter_box",
                "The secret half of the reporter's own key.",
                "the 25 digits of the receipt together with the pepper",
            ),
            Kept("recipient", "The public half of the report's own key: what is added is sealed to it."),
            Kept("closed_on", "On which day it was closed without a case, so that it expires."),
            Kept(
                "sealed_by",
                "server, or browser where the reporter's own browser closed it. What a desk shows is the same.",
            ),
            Kept(
                "body_schema",
                "Which form the body has: answers/1 as a browser sealed it, report/1 once it was read.",
            ),
            Kept(
                "body",
                "Reporter, person and findings: the whole report. From a browser the answers as typed, until the"
                " first opening keeps the minimum of them.",
                "the report's own key",
            ),
        ),
    ),
    Table(
        "ReportKey",
        "The secret half of a report's own key.",
        "Destroying this row erases the report.",
        (
            Kept("report", "Which report."),
            Kept("vault", "intake, and casework once a case was made of it."),
            Kept("body", "The key itself.", "the intake vault; after the hand-over the casework vault"),
        ),
    ),
    Table(
        "Draft",
        "Answers between two pages, before anything is sent; or, for a reporter who came back, the code they typed.",
        "When the time of `draft_minutes` (for a typed code 15 minutes) has passed and the next draft is written, or at"
        " once by the quick exit.",
        (
            Kept("tag", "Finds the row. Derived from the cookie, which cannot be derived from it."),
            Kept(
                "body",
                "The answers so far; after sending or coming back, only the receipt.",
                "the key in the reporter's cookie",
            ),
            Kept("expires_at", "When it may be swept away."),
        ),
    ),
    Table(
        "ThreadMessage",
        "A message between a reporter and the desk.",
        "With the report.",
        (
            Kept("id", "A random number that names the row."),
            Kept("report", "Which report."),
            Kept("number", "The how-manieth of its thread, so that none can be dropped or moved unseen."),
            Kept("side", "reporter or desk."),
            Kept("at", "When, cut to the hour, as the report's arrival is."),
            Kept("waiting", "That the desk has not opened it: the queue says so without opening anything."),
            Kept(
                "body",
                "What kind of message, and its words.",
                "the reporter's own key, and at the desk the report's own key",
            ),
        ),
    ),
    Table(
        "PassedOn",
        "That a report's case was released to a recipient. Clear, because the public site has no key to open the ledger"
        " with and must still tell the reporter: so it holds a kind and a month, and nothing that says which or when.",
        "With the report.",
        (
            Kept("id", "Row number."),
            Kept("report", "Which report."),
            Kept("kind", "mission, organisation or ministry (any other authority counts as that)."),
            Kept("month", "In which month a second member approved it."),
        ),
    ),
    Table(
        "Pace",
        "How many wrong codes the whole site may still be asked. Nothing of who asked.",
        "Overwritten with every wrong code.",
        (
            Kept("name", "wrong_codes; there is one."),
            Kept("level", "How many were left."),
            Kept("at", "When. The time of the last wrong code; nobody's code and nobody's address."),
        ),
    ),
    Table(
        "Case",
        "The work for one person. The reporter is not in it.",
        "By `keep_cases_days` after it was closed, or when the desk erases it.",
        (
            Kept(
                "id",
                "A random number that names the row; its first eight digits are the code said on the phone.",
            ),
            Kept("opened_at", "When the report was handed over."),
            Kept("status", "Whether the work goes on: active or closed."),
            Kept("closed_at", "When it was closed, so that it expires. Why is sealed, among the decisions."),
            Kept("urgency", "Carried over from the report, to order the list."),
            Kept("urgency_rank", "The same as a number."),
            Kept("owner", "The member who made the case."),
            Kept("recipient", "The public half of the case's own key: what is added is sealed to it."),
            Kept(
                "revision",
                "Counts changes of the body, so that an older body does not open as the newer one.",
            ),
            Kept("body", "The minimum record of the person, and the findings.", "the case's own key"),
        ),
    ),
    Table(
        "CaseKey",
        "The secret half of a case's own key.",
        "Destroying this row erases the case.",
        (
            Kept("case", "Which case."),
            Kept("body", "The key itself.", "the casework vault"),
        ),
    ),
    Table(
        "CaseReport",
        "Which report a case was made from.",
        WITH_CASE,
        (
            Kept("id", "Row number."),
            Kept("case", "Which case."),
            Kept(
                "report",
                "Which report. A thief learns that this report became this case, and nothing of either.",
            ),
            Kept("linked_at", "When."),
        ),
    ),
    Table(
        "MatchToken",
        "Keyed bits that stand for one contact detail of a case, so that two cases with the same one can meet.",
        WITH_CASE,
        (
            Kept("id", "Row number."),
            Kept("case", "Which case."),
            Kept(
                "token",
                "64 bits made with the match key. A thief sees that two cases share one, and not what it is.",
            ),
        ),
    ),
    Table(
        "MatchKey",
        "The key with which the tokens are made.",
        WITH_DESK,
        (
            Kept("id", "Row number; there is one."),
            Kept("made_at", "When it was made."),
            Kept("body", "The key itself.", "the casework vault"),
        ),
    ),
    Table(
        "Decision",
        "A decision the rules may not take: to release a hold, to allow local police, to close the case.",
        WITH_CASE,
        (
            Kept("id", "Row number."),
            Kept("case", "Which case."),
            Kept("by", "Which member decided."),
            Kept("at", "When."),
            Kept("body", "What was decided, and the reason.", "the case's own key"),
        ),
    ),
    Table(
        "Referral",
        "A pack for one recipient: proposed, approved, taken away.",
        WITH_CASE,
        (
            Kept("id", "A random number that names the row."),
            Kept("case", "Which case."),
            Kept("state", "proposed, approved, taken or withdrawn."),
            Kept("proposed_by", "The member who proposed it."),
            Kept("proposed_at", "When."),
            Kept("approved_by", "The other member who approved it; the database refuses the same one."),
            Kept("approved_at", "When."),
            Kept("taken_by", "The member who downloaded the sealed pack."),
            Kept("taken_at", "When."),
            Kept("digest", "SHA-256 of the pack, so that what was proposed is what is approved."),
            Kept("body", "To whom, why, with which fields.", "the case's own key"),
            Kept("pack", "The frozen pack as the recipient gets it.", "the case's own key"),
            Kept("parcel", "The same pack, sealed for sending.", "the recipient's own key, and nobody here"),
        ),
    ),
    Table(
        "Disclosure",
        "One line of the ledger, written with the approval.",
        WITH_CASE,
        (
            Kept("id", "Row number."),
            Kept("case", "Which case."),
            Kept("referral", "Which referral."),
            Kept("at", "When."),
            Kept("body", "To whom, which fields, why.", "the case's own key"),
        ),
    ),
    Table(
        "Verification",
        "That this desk confirmed a channel of the directory.",
        "Overwritten when the channel is verified again.",
        (
            Kept("id", "Row number."),
            Kept("entry", "Which row of the directory. A thief learns with whom this desk can work."),
            Kept("by", "Which member."),
            Kept("on", "On which day; after a time it no longer counts and must be renewed."),
            Kept("how", "How, in a sentence. In clear: no name of a person belongs here."),
            Kept("recipient", "The public half of the recipient's key, to which packs are sealed."),
        ),
    ),
    Table(
        "Member",
        "A person who works at this desk.",
        "Kept while the trail and the ledger name them; a member who leaves is switched off.",
        (
            Kept("id", "Row number."),
            Kept("login", "The login name. It need not be a real name, and better is not."),
            Kept("role", "What they may do (docs/roles.md)."),
            Kept("recipient", "The public half of their own key: grants are sealed to it."),
            Kept("salt", "Random bytes for the password's key."),
            Kept("wrapped", "The secret half of their own key.", "their password, through Argon2id"),
            Kept("active", "Whether they may log in."),
            Kept("last_login", "When they last logged in."),
            Kept("made_at", "When they were added."),
        ),
    ),
    Table(
        "Invitation",
        "That somebody was invited, or invited anew after a lost password.",
        "When it is used or withdrawn, and when it has expired and the next one is made.",
        (
            Kept("id", "Row number."),
            Kept("tag", "Finds the row of a code. Keyed with the pepper; the code itself is stored nowhere."),
            Kept("login", "The login name they will have."),
            Kept("role", "The role they will have."),
            Kept("made_by", "Who invited, as the trail names them."),
            Kept("made_at", "When."),
            Kept("expires_at", "Until when the code works."),
        ),
    ),
    Table(
        "Factor",
        "A member's second factor.",
        "When the member removes or replaces it, or joins anew.",
        (
            Kept("id", "Row number."),
            Kept("member", "Whose."),
            Kept("kind", "totp (an authenticator app) or passkey."),
            Kept("made_at", "When it was set up."),
            Kept("used_step", "The newest half minute whose code was accepted; the same code is refused."),
            Kept(
                "body",
                "The authenticator's secret, or the passkey's number, public key and counter.",
                "that member's own key",
            ),
        ),
    ),
    Table(
        "RecoveryCode",
        "One printed recovery code that has not been used.",
        "When it is used, when new ones are made, or when the member joins anew.",
        (
            Kept("id", "Row number."),
            Kept("member", "Whose."),
            Kept(
                "tag",
                "Finds the row of a code. Keyed with the pepper and the member's own key, so that codes cannot be tried"
                " without the password.",
            ),
        ),
    ),
    Table(
        "Budget",
        "How many tries at the door were spent.",
        "When it is full again and the next try comes: a minute or some hours.",
        (
            Kept("tag", "Stands for a login name, a browser or a member. Keyed with the pepper."),
            Kept("whole_at", "When all tries are there again."),
        ),
    ),
    Table(
        "Vault",
        "A key for one purpose: intake, casework or figures.",
        WITH_DESK,
        (
            Kept("name", "Which purpose."),
            Kept("recipient", "The public half. Everybody may seal to it; only a grant opens."),
            Kept("made_at", "When it was made."),
        ),
    ),
    Table(
        "Grant",
        "A vault's secret half, sealed to one member or to the recovery identity.",
        "With the member or the vault.",
        (
            Kept("id", "Row number."),
            Kept("vault", "Which vault."),
            Kept("member", "To whom; empty for the recovery identity."),
            Kept("made_at", "When."),
            Kept("body", "The vault's secret half.", "that member's own key, or the recovery identity"),
        ),
    ),
    Table(
        "Rotation",
        "A vault whose key is being renewed by `bothends keys rotate`.",
        "When every key is sealed to the new one.",
        (
            Kept("vault", "Which vault."),
            Kept("begun_at", "When."),
            Kept("body", "The vault's old secret half.", "the vault's new key"),
        ),
    ),
    Table(
        "Recovery",
        "The public half of the recovery identity. The secret half exists only on the printed page.",
        WITH_DESK,
        (
            Kept("id", "Row number."),
            Kept("recipient", "The public half."),
            Kept("made_at", "When it was made."),
        ),
    ),
    Table(
        "AuditEvent",
        "Who did what, when, to which row, on which page. No content, no name of anyone outside the desk.",
        NEVER,
        (
            Kept("seq", "Its number; a gap shows."),
            Kept("at", "When. For a stranger's report cut to the hour."),
            Kept("actor", "member:LOGIN, stranger, setup, machine (the command line) or recovery."),
            Kept(
                "action",
                "What, as a code such as report_opened; for an erasure with the reason, as in case_erased:expired.",
            ),
            Kept("subject", "Which row, as table:number."),
            Kept("page", "On which page."),
            Kept("before", "The digest of the event before."),
            Kept("digest", "BLAKE2b-256 over all of it, so that an edit shows."),
        ),
    ),
    Table(
        "AuditHead",
        "The newest event's number and digest. Write it down elsewhere from time to time.",
        NEVER,
        (
            Kept("id", "Row number."),
            Kept("seq", "Number of the newest event."),
            Kept("digest", "Its digest."),
        ),
    ),
    Table(
        "Session",
        "A member's login, kept by Django. Strangers have none.",
        "On logout; after `session_hours` at most; when the password changes or the member is switched off.",
        (
            Kept("session_key", "Names the session; the browser holds the same value."),
            Kept(
                "session_data",
                "Which member, since when, when last active, and their own key boxed. The box opens only with the"
                " browser's second cookie and a value that the running process keeps in memory.",
            ),
            Kept("expire_date", "When it ends by itself."),
        ),
    ),
)

# Django makes these; bothends writes nothing into them beyond the names of its own tables and permissions.
UNUSED = frozenset({"ContentType", "Permission", "Group", "Group_permissions"})
