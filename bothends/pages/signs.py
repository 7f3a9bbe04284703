"""docs/indicators.md: what the rules look for, what each sign means and where it is published."""

from __future__ import annotations

from bothends.core.assess.advice import ADVICE
from bothends.core.assess.indicators import INDICATORS, SUPPORTING
from bothends.core.assess.tactics import TACTICS
from bothends.core.assess.urgency import URGENCY, Reason
from bothends.pages.markdown import bullets, code, document, paragraph, sentence

LEAD = """The rules find words that say these things, with the line they stand in. They do not say whether it is true.
Signs of forced labour and signs of a money tactic stand side by side and are never set off against each other, because
people who are really held are made to ask for money too. What the reporter is told to do is right in both cases."""
SUPPORT = "These add weight where an indicator stands; alone they are no sign of forced labour."
URGENT = """How soon a person must read the report. Urgency orders the reading and never widens the sharing. When no
rule of this table speaks, a disclosure is read `soon` and everything else is `routine`."""
TOLD = "What the reporter is told. Every sentence of it stands in the wording catalogue, in each language of the site."


def signs_page() -> str:
    """Indicators, supporting signs, tactics, urgency and advice, each row with its meaning and source."""
    parts = [
        "## Indicators of forced labour",
        bullets(_named(one.code, one.name, one.meaning, one.source) for one in INDICATORS),
        "## Supporting signs",
        paragraph(SUPPORT),
        bullets(_named(one.code, one.name, one.meaning, one.source) for one in SUPPORTING),
        "## Signs of a money tactic",
        bullets(_named(one.code, one.name, one.meaning, one.source) for one in TACTICS),
        "## Urgency",
        paragraph(URGENT),
        bullets(_reason(one) for one in URGENCY),
        "## Advice",
        paragraph(TOLD),
        bullets(f"{code(one.code)}: {sentence(one.meaning)} {_when(one.when)}" for one in ADVICE),
    ]
    return document("Indicators, tactics, urgency", source="bothends/core/assess/", lead=LEAD, parts=parts)


def _named(its_code: str, name: str, meaning: str, source: str) -> str:
    return f"{code(its_code)} **{name}**: {sentence(meaning)} Source: {sentence(source)}"


def _reason(one: Reason) -> str:
    heard = ", ".join(code(each) for each in one.codes)
    where = "beside a disclosure" if one.held else "anywhere in the chat"
    meaning, source = sentence(one.meaning), sentence(one.source)
    return f"{code(one.code)} ({one.level}): {meaning} Heard as {heard}, {where}. Source: {source}"


def _when(codes: frozenset[str]) -> str:
    return "Told always." if not codes else f"Told when one of these was found: {', '.join(sorted(codes))}."
