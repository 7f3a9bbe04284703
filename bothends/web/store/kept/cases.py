"""What is stored of a case, its referrals and the directory."""

from __future__ import annotations

from bothends.web.store.kept.shape import WITH_CASE, WITH_DESK, Kept, Table

CASES: tuple[Table, ...] = (
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
        "MatchEntry",
        "A record in the blind index: a case, or a report that a member with casework has opened.",
        "With the case or the report.",
        (
            Kept("id", "Row number."),
            Kept("case", "Which case, if it is one."),
            Kept("report", "Which report, while no case was made of it."),
            Kept("generation", "With which match key it is closed, while that is renewed."),
            Kept(
                "body",
                "The match card: names, contacts, nationality, place, days. What two records are compared by.",
                "the match key, symmetrically (XChaCha20-Poly1305)",
            ),
        ),
    ),
    Table(
        "MatchToken",
        "Keyed bits that stand for a contact, or for a name with a place, a nationality or a year, so that records can"
        " meet. Some are random and stand for nothing.",
        "With the case or the report.",
        (
            Kept("id", "Row number."),
            Kept("entry", "Which record."),
            Kept(
                "token",
                "64 bits made with the match key. No token is met by more than eight records.",
            ),
        ),
    ),
    Table(
        "MatchJudgement",
        "What a member said of two records. Taking back is a row too, so the history is whole.",
        "With either of the two records.",
        (
            Kept("id", "Row number."),
            Kept("one", "One record. A thief learns that the two were compared."),
            Kept("two", "The other."),
            Kept(
                "number", "The how-manieth of this pair, so that of two members at once the second is told."
            ),
            Kept("generation", "With which match key it is closed, while that is renewed."),
            Kept("by", "Which member."),
            Kept("at", "When."),
            Kept(
                "body",
                "The verdict, and which features it rested on.",
                "the match key, symmetrically (XChaCha20-Poly1305)",
            ),
        ),
    ),
    Table(
        "MatchKey",
        "The key with which tokens are made, and from which the key of the cards is made.",
        WITH_DESK,
        (
            Kept("id", "Row number; there is one, and two while it is renewed."),
            Kept("generation", "The how-manieth key of this desk."),
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
            Kept("state", "proposed, approved, taken, recalled or withdrawn."),
            Kept("proposed_by", "The member who proposed it."),
            Kept("proposed_at", "When."),
            Kept("approved_by", "The other member who approved it; the database refuses the same one."),
            Kept("approved_at", "When."),
            Kept("taken_by", "The member who downloaded the sealed pack."),
            Kept("taken_at", "When."),
            Kept("digest", "SHA-256 of the pack, so that what was proposed is what is approved."),
            Kept("body", "To whom, why, with which fields.", "the case's own key"),
            Kept("pack", "The frozen pack as the recipient gets it.", "the case's own key"),
            Kept(
                "parcel",
                "The same pack, sealed for sending.",
                "the recipient's own key, or a passphrase that was shown once; nobody here",
            ),
        ),
    ),
    Table(
        "Acknowledgement",
        "That an approved pack can be acknowledged, and whether it was recalled.",
        WITH_CASE,
        (
            Kept("id", "A random number that names the row."),
            Kept("referral", "Which referral."),
            Kept(
                "tag",
                "A keyed hash of the code printed on the pack. Without the pepper nobody can try codes against it.",
            ),
            Kept("recipient", "The public half of the case's own key: an answer is sealed to it."),
            Kept("expires_on", "The day after which the pack asks to be destroyed."),
            Kept("recalled_at", "When it was recalled."),
            Kept("recalled_by", "The member who recalled it."),
            Kept("recall", "Why it was recalled.", "the case's own key"),
        ),
    ),
    Table(
        "RecipientAnswer",
        "One answer of a recipient.",
        WITH_CASE,
        (
            Kept("id", "A random number that names the row."),
            Kept("acknowledgement", "Which pack it answers."),
            Kept("at", "When, to the hour."),
            Kept("entered_by", "The member who was told it; nobody, when it came by the code."),
            Kept("body", "What was chosen, and a short message.", "the case's own key"),
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
            Kept(
                "seen", "A digest of the row as it was then: if the row changes, it is to be verified anew."
            ),
        ),
    ),
    Table(
        "DirectoryRow",
        "A row of the directory that this desk took in from a newer file. Public facts about offices only.",
        "Overwritten when a newer file is taken in.",
        (
            Kept("id", "Row number."),
            Kept("file", "Which file of the directory it belongs to."),
            Kept("entry", "Which row of that file."),
            Kept("body", "The row as the file has it; empty where the desk withdrew it."),
            Kept("batch", "The how-manieth import it came with."),
            Kept("at", "When it was taken in."),
        ),
    ),
)
