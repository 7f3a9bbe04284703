"""On what lawful basis the record of somebody who was not asked may be passed on, and why that is necessary.

The table names what a desk may rely on. Which of them holds is decided by the desk's own law and its lawyer: rows
marked K were not checked against the text of the law, and every place that shows them says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from bothends.core.errors import BadInput

SHORTEST = 20  # letters of a necessity note: a sentence, not a word
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Ground:
    """One lawful basis. `mark`: R, its source was read; K, it is general knowledge and says so."""

    code: str
    name: str
    meaning: str
    source: str
    mark: str

    @property
    def caution(self) -> str:
        return "" if self.mark == "R" else "Not checked against the text of the law."


GROUNDS: tuple[Ground, ...] = (
    Ground(
        "vital_interests",
        "Vital interests of the person",
        "Life, body or liberty are at stake, and the person cannot be asked without endangering them.",
        "Regulation (EU) 2016/679 (GDPR), Art. 6(1)(d); for health and similar data Art. 9(2)(c)",
        "K",
    ),
    Ground(
        "legitimate_interests",
        "Legitimate interests, weighed",
        "Protecting the person weighs more than their interest in not being named; nothing about health or belief.",
        "Regulation (EU) 2016/679 (GDPR), Art. 6(1)(f)",
        "K",
    ),
    Ground(
        "protection_mandate",
        "A protection mandate in this desk's own law",
        "A law or an agreement gives this desk or the recipient the task. Name it in the note.",
        "the law or agreement named in the note",
        "K",
    ),
    Ground(
        "person_agreed",
        "The person was asked in safety and agreed",
        "After release: they were told what is passed on, to whom, for what, how long, and that they may withdraw.",
        "HTCDS 2.0, guidance to con_Consent",
        "R",
    ),
)
BY_CODE = {one.code: one for one in GROUNDS}


def checked(code: str, necessity: str) -> str:
    """The necessity note, trimmed. Raises BadInput when no basis is chosen or the note says too little."""
    if code not in BY_CODE:
        raise BadInput("Choose the lawful basis on which the record is passed on.")
    note = necessity.replace("\0", "").strip()
    if len(note) < SHORTEST:
        raise BadInput("Say in a sentence why it is necessary to pass this on, to them and now.")
    return note[:LONGEST]
