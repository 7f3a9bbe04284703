"""What the printed JSON means, key by key. A key that is printed and not named here fails a test."""

from __future__ import annotations

READ: dict[str, str] = {
    "format": "code of the chat format, such as whatsapp_android; plain_text for an account in own words",
    "language": "BCP 47, of the disclosure; null when it cannot be told",
    "messages": "how many messages were read",
    "kept": "how many lines are kept",
    "disclosure": "`found`; `score`, 0 to 1 and for ordering only; `evidence`, the lines it rests on, strongest first",
    "indicators": "list of `code` and `evidence` (docs/indicators.md)",
    "tactics": "the same for signs of a money tactic",
    "urgency": "`level`: urgent, soon or routine; `reasons`: codes",
    "record": "the minimum record; null where nothing was said",
    "candidates": "further values that were said for a field of the record, for a person to weigh",
    "record_evidence": "by field of the record, up to three lines it was read from (ten for contacts), each with `at`, "
    "`text` and `span`: [start, end] into `text`, or null where the line was cut elsewhere",
    "advice": "codes of what to tell the reporter, in order",
    "dropped": "what was read and not kept: `messages`, `media`, `system`",
    "notes": "codes about the file, such as day_month_unknown",
    "rules": "the version of the rules that spoke",
}
LINE: dict[str, str] = {
    "at": "ISO 8601, local as written; null when the export does not say",
    "from": "`other` or `reporter`",
    "text": "the line, or the part of a long one around what was found",
    "spans": "list of [start, end, code] into `text`, end exclusive",
}
RECORD: dict[str, str] = {
    "name": "the name they gave as their own",
    "aliases": "other names",
    "contacts": "list of `kind` (phone, email, a network, handle, wallet_btc, wallet_trx or wallet_eth), "
    "`value` (E.164 for numbers) and `guessed`: whether the kind or country is our reading, or a wallet carries no "
    "checksum",
    "nationality": "ISO 3166-1 alpha-3, as they said it",
    "country": "where they say they are held, alpha-3",
    "place": "`name`, `kind` and `country`",
    "platform": "where the reporter met them",
    "last_contact": "ISO 8601 date",
    "languages": "list of BCP 47",
    "child": "yes, no or unknown",
    "fears_return": "yes, no or unknown",
}
ROUTE: dict[str, str] = {
    "id": "the entry of the directory",
    "kind": "mission, organisation, ministry, consular_line or local_police",
    "name": "as it is printed",
    "sending": "the state it acts for, alpha-3; null for an organisation",
    "host": "the country it is in, alpha-3",
    "city": "where it is",
    "basis": "resident, accredited, representative_office, eu_unrepresented, agreement, nearest or mandate",
    "rule": "the row of the routing table that named it",
    "why": "the reason, in a sentence",
    "caution": "what to know before using it, or null",
    "source": "where this is known from",
    "checked_on": "when the row was checked, ISO 8601",
    "verified": "whether this desk has confirmed the channel; nothing may be sent to one that is not",
    "blocked": "why it may not be used now, or null",
    "fresh": "how many days ago the row was checked and the channel verified",
}
ROUTING: dict[str, str] = {
    "routes": "list of proposals in order, each with the keys below",
    "holds": "list of `code` and `why`: a person must decide before anything goes to a state",
    "notices": "list of `code` and `why`: that no mission is known, or that a post marked as closed is left out",
    "hints": "only when nobody said the nationality: `nationality` and `why`; never a route",
}
PACK: dict[str, str] = {
    "pdf": "path of the PDF to check; it is clear, so read it and erase it",
    "sealed": "path of the sealed archive to hand over",
    "reference": "the name of this pack, said over the phone",
    "to": "the entry of the directory it is made for",
    "profile": "which fields this kind of recipient gets",
    "sha256": "of the JSON inside",
    "passphrase": "null when a key was given; else shown once and kept nowhere",
}
AUDIT: dict[str, str] = {
    "events": "how many events there are",
    "head": "the digest of the newest; write it down elsewhere",
    "broken": "null when the trail is whole, else the first event that does not fit",
}
HEAD: dict[str, str] = {key: AUDIT[key] for key in ("events", "head")}
EXPIRE: dict[str, str] = {
    "reports": "how many reports were due",
    "cases": "how many cases were due",
    "drafts": "how many drafts were due",
    "dry_run": "true when nothing was erased",
    "scrubbed": "whether the database's files were rewritten; not with `--dry-run`",
    "certificates": "one for each row that was erased; not with `--dry-run`",
}
CERTIFICATE: dict[str, str] = {
    "kind": "report or case",
    "row": "its random number",
    "at": "when, ISO 8601",
    "by": "who, as the trail names them",
    "cause": "why, as a code",
    "meaning": "why, in words",
    "event": "the number of the event in the audit trail",
    "digest": "the digest of that event",
}
BACKUP: dict[str, str] = {
    "main": "path of the main part",
    "keys": "path of the key part",
    "rows": "how many rows the main part holds",
    "sha256": "of each part, by file name",
    "removed": "names of older key parts that were removed",
}
RESTORE: dict[str, str] = {
    "rows": "how many rows came back",
    "left_out": "how many cases and reports were left out because they were erased since",
    "events": "how many events the trail has now",
    "head": "the digest of the newest",
    "broken": "null when the trail is whole, else the first event that does not fit",
}
TOKENS: dict[str, str] = {
    "records": "how many records of the blind index were written anew",
    "judgements": "how many judgements were",
    "dropped": "how many records had a card of an older version; they are entered again when next opened",
    "scrubbed": "whether the database's files were rewritten",
}
ROTATE: dict[str, str] = {
    "keys": "how many keys were sealed to the new key",
    "members": "how many members hold it",
    "scrubbed": "whether the database's files were rewritten",
}
