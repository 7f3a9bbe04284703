"""Writes docs/indicators.md from the tables: nothing about a sign is written twice."""

from __future__ import annotations

from collections.abc import Iterable

from bothends.core.assess.advice import ADVICE
from bothends.core.assess.context import CONTEXT
from bothends.core.assess.disclosure import RULES_VERSION
from bothends.core.assess.indicators import INDICATORS, SUPPORTING, Indicator
from bothends.core.assess.tactics import TACTICS
from bothends.core.assess.urgency import URGENCY

_HEAD = """# Signs, tactics, urgency, advice

Generated from the tables in `bothends/core/assess/`. Do not edit by hand.

A sign says what was written and where. It is not a finding about a person: nothing here says that an
account is true or false, and no sign is ever turned into a judgement of anybody's honesty. Signs of
forced labour and signs of a money tactic are shown side by side, because people who are really held are
also made to ask for money. What the reporter should do is the same in both cases.
"""
_TAIL = """## What the rules cannot do

They find words, not situations. They miss what is said in other words, in pictures or in voice, and in
languages without a lexicon. A chat without a sign is not a chat without a forced person. The lexicons
marked as drafts have not been checked by native readers.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(
        [
            _HEAD,
            f"Rules: {RULES_VERSION}\n",
            _signs("Signs of forced labour", INDICATORS),
            _signs("Supporting signs", SUPPORTING),
            _table(
                "Money tactics",
                ("Code", "Name", "Meaning", "Source", "Warning shown"),
                ((f"`{row.code}`", row.name, row.meaning, row.source, f"`{row.warning}`") for row in TACTICS),
            ),
            _table(
                "Urgency",
                ("Code", "Level", "Needs a disclosure", "Meaning", "Source"),
                ((f"`{row.code}`", row.level, _yes(row.held), row.meaning, row.source) for row in URGENCY),
            ),
            _table(
                "What sets a match aside",
                ("Code", "Meaning"),
                ((f"`{row.code}`", row.meaning) for row in CONTEXT),
            ),
            _table(
                "Advice",
                ("Code", "Meaning", "When"),
                (
                    (f"`{row.code}`", row.meaning, ", ".join(f"`{c}`" for c in sorted(row.when)) or "always")
                    for row in ADVICE
                ),
            ),
            _TAIL,
        ]
    )


def _signs(title: str, rows: Iterable[Indicator]) -> str:
    head = ("Code", "Name", "Meaning", "Source", "Weight", "A disclosure alone")
    cells = (
        (f"`{row.code}`", row.name, row.meaning, row.source, f"{row.weight:.2f}", _yes(row.alone))
        for row in rows
    )
    return _table(title, head, cells)


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", _row(head), _row(tuple("---" for _ in head)), *map(_row, rows), ""]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
