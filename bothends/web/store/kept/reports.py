"""What is stored of a report, its reporter and the way back."""

from __future__ import annotations

from bothends.web.store.kept.shape import Kept, Table

REPORTS: tuple[Table, ...] = (
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
)
