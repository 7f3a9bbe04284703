"""What is stored of members, keys and the trail."""

from __future__ import annotations

from bothends.web.store.kept.shape import NEVER, WITH_DESK, Kept, Table

DESK: tuple[Table, ...] = (
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
