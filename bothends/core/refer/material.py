"""What of a directory row a verification stands on: if one of these changes, it must be verified anew."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from bothends.core.refer.entries import Entry, Mission, Organisation

# Who it is, where it is and how it is reached. A new date, source or `covers` leaves a verification standing.
MISSION = ("sending", "host", "city", "kind", "phone", "email", "website")
ORGANISATION = ("name", "base", "channel", "only_if")
MINISTRY = ("country", "name", "line", "channel", "task")


def material(entry: Entry) -> tuple[str, ...]:
    """The columns that count for this kind of entry."""
    if isinstance(entry, Mission):
        return MISSION
    return ORGANISATION if isinstance(entry, Organisation) else MINISTRY


def fingerprint(entry: Entry) -> str:
    """SHA-256 over the columns that count, as 64 hexadecimal digits."""
    row = asdict(entry)
    told = json.dumps([row[name] for name in material(entry)], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
