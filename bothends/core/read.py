"""The one sentence all doors share: recognise the chat → find → extract → minimise.

read_chat(bytes) → Transcript → lines → Findings + Person → Reading
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bothends.core.findings import Findings
from bothends.core.report import Dropped, Person


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a chat or a text. Everything else is gone when this is returned."""

    format: str
    language: str | None  # BCP 47, of the disclosure or else of the other side
    messages: int
    kept: int
    findings: Findings
    person: Person
    dropped: Dropped
    notes: tuple[str, ...] = ()
    candidates: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
