"""URGENCY: how soon a human must read a report, and why. It orders reading and never widens sharing."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from bothends.core.findings import Level, Urgency

VERSION = "2026.11"
_BLUE_DRAGON = "Blue Dragon, messages received, 2024"
_OWN = "Own synthesis; no published list names it"


@dataclass(frozen=True, slots=True)
class Reason:
    """One named rule: speaks when one of `codes` was found, and, if `held`, when a disclosure was found.

    `codes` are lexicon codes: an indicator, or a cue that exists for urgency alone.
    """

    code: str
    level: Level
    codes: tuple[str, ...]
    held: bool
    meaning: str
    source: str


def _cue(code: str, meaning: str, source: str) -> Reason:
    return Reason(code, "urgent", (code,), True, meaning, source)


URGENCY: tuple[Reason, ...] = (
    Reason(
        "suicidal_words",
        "urgent",
        ("suicidal_words",),
        False,
        "Somebody in the chat, the reporter included, speaks of ending their life.",
        _BLUE_DRAGON,
    ),
    Reason(
        "reporter_threatened",
        "urgent",
        ("reporter_threatened",),
        False,
        "The other side threatens the reporter or those round them.",
        _OWN,
    ),
    Reason("organ_threat", "urgent", ("organ_threat",), True, "Threat of organ removal.", _BLUE_DRAGON),
    _cue(
        "sale_within_days",
        "Sale or transfer announced for the coming days.",
        "TTV, 11 Aug 2022: sold four times in seven days",
    ),
    _cue("child", "The person, or somebody beside them, is under eighteen.", _BLUE_DRAGON),
    _cue("pregnancy", "The person, or somebody beside them, is pregnant.", _BLUE_DRAGON),
    _cue("severe_injury", "A grave injury or illness without care.", _BLUE_DRAGON),
    _cue(
        "raid_or_fighting",
        "A raid, shelling or fighting at or near the place.",
        "Mgronline, citing the Wall Street Journal, Dec 2025",
    ),
    _cue(
        "ransom_deadline",
        "A day or hour is named by which money must come.",
        "Own synthesis from ransom reports in the press",
    ),
    _cue("death_threat", "A threat to kill.", "OHCHR, Online Scam Operations, 2023"),
    Reason(
        "violence",
        "soon",
        (
            "physical_sexual_violence",
            "dark_room",
            "punished_for_disclosure",
            "escape_punished",
            "food_deprivation",
        ),
        True,
        "Violence or punishment is told.",
        "OHCHR, Online Scam Operations, 2023",
    ),
    Reason(
        "sale_or_ransom",
        "soon",
        ("sold_on", "person_sale_ad", "ransom"),
        True,
        "Sale or a price for release is told, no day named.",
        "ProPublica, 13 Sep 2022",
    ),
    Reason("escape_planned", "soon", ("escape_planned",), True, "The person means to run.", _OWN),
)

_ORDER: tuple[Level, ...] = ("urgent", "soon", "routine")
CUES = frozenset(code for reason in URGENCY for code in reason.codes)


def urgency(codes: Set[str], *, found: bool) -> Urgency:
    """The highest level of the rules that speak, with the codes of all of them in table order."""
    spoken = [row for row in URGENCY if (found or not row.held) and not codes.isdisjoint(row.codes)]
    level = min((row.level for row in spoken), key=_ORDER.index, default="soon" if found else "routine")
    return Urgency(level, tuple(row.code for row in spoken))
