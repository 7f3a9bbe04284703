"""The reporter's thread as report and case pages show it, and sentences a member may begin an answer from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bothends.web.language import offered
from bothends.web.store.actions import answer
from bothends.web.store.actions.thread import ASKED, DESK, Line
from bothends.web.store.keyring import Keyring
from bothends.web.store.models import StoredReport
from bothends.web.wording import say

# What each kind of message is called at the desk.
KINDS = {
    "message": "The reporter wrote",
    "correction": "The reporter corrects",
    "withdrawal": "The reporter changed what may be done with their contact",
    "erasure_asked": "The reporter asks to erase their report",
    "answer": "The desk answered",
    "erasure_kept": "The desk keeps the report, because",
}
SHARING = {
    "desk_only": "Nobody outside this desk gets their contact.",
    "anonymous": "They stay anonymous; their contact is no longer kept or used.",
}
# Hints, not drafts that promise: reviewed with the catalogue (promise P12).
HINTS = (
    "desk.answer_read",
    "desk.answer_working",
    "desk.answer_no_more",
    "desk.answer_no_contact",
    "desk.answer_yourself",
    "desk.answer_money",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One message under its heading."""

    line: Line
    heading: str
    from_desk: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """The thread of one report; `asks` when its reporter waits for a decision on erasing."""

    report: StoredReport
    lines: tuple[Shown, ...]
    sharing: str
    asks: bool


def thread_shown(row: StoredReport, *, by: Keyring, page: str) -> ThreadShown:
    """Open one thread (written down) and lay it out."""
    return ThreadShown(
        report=row,
        lines=tuple(_shown(one) for one in answer.read(row, by=by, page=page)),
        sharing=SHARING.get(row.sharing_now, ""),
        asks=row.erasure == ASKED,
    )


def threads_shown(rows: Iterable[StoredReport], *, by: Keyring, page: str) -> list[ThreadShown]:
    """One thread a report: each reporter of a case has their own."""
    return [thread_shown(one, by=by, page=page) for one in rows]


def hints() -> list[tuple[str, str, list[str]]]:
    """Code, name and sentences of every language the site offers, so that an answer can be in the reporter's."""
    return [(one.code, one.name, [say(code, one.code) for code in HINTS]) for one in offered()]


def _shown(one: Line) -> Shown:
    sentence = SHARING.get(one.text, "") if one.kind == "withdrawal" else ""
    return Shown(one, KINDS.get(one.kind, KINDS["message"]), one.side == DESK, sentence)
