"""LURES: signs in a job offer that it may lead into a scam compound. Never "safe", never a verdict (P3)."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "2026.11"
_HRC = "The Diplomat, 8 May 2023, on the Humanity Research Consultancy's briefing of 21 Apr 2023"
_PRESS = "Press testimony gathered in docs/indicators.md"
_OHCHR = "OHCHR, Online Scam Operations, 2023, second-hand"
_OWN = "Own synthesis; no published list names it"


@dataclass(frozen=True, slots=True)
class Lure:
    """One sign in a job offer: what it means and where it is described. `weight` is 0-1 and orders only."""

    code: str
    name: str
    meaning: str
    source: str
    weight: float


LURES: tuple[Lure, ...] = (
    Lure(
        "pay_too_high",
        "Pay too high for the work",
        "High pay is named for work that asks for little or no experience.",
        _HRC,
        0.7,
    ),
    Lure("no_experience", "No experience needed", "Anybody is taken, at once, without questions.", _HRC, 0.4),
    Lure("vague_duties", "No clear duties", "The work is not described, or in one empty word.", _HRC, 0.5),
    Lure(
        "scam_work",
        "Work that scam compounds recruit for",
        "Typing, chat or “customer service” abroad, online casino, crypto or marketing by chat.",
        _OHCHR,
        0.7,
    ),
    Lure(
        "free_travel",
        "Flight, visa or papers paid for",
        "The employer pays flight, visa and everything else before anybody has met you.",
        _HRC,
        0.6,
    ),
    Lure("free_housing", "Housing and meals inside", "You are to live and eat where you work.", _HRC, 0.4),
    Lure(
        "border_region",
        "A border region or a known place",
        "The place is in a region where scam compounds are documented.",
        _OHCHR,
        0.8,
    ),
    Lure(
        "chat_only_contact",
        "Contact by messenger only",
        "The only way to apply is a chat account.",
        _OHCHR,
        0.6,
    ),
    Lure("no_company", "No company named", "No firm, address or register number can be checked.", _OWN, 0.5),
    Lure(
        "hand_over_passport",
        "Passport to be handed over",
        "The passport or a picture of it is asked for before any contract.",
        "ILO indicators of forced labour, SAP-FL booklet 2012, revised 2025",
        0.8,
    ),
    Lure(
        "tourist_visa",
        "Enter as a tourist",
        "You are to travel on a tourist visa, or to tell the border officer something else.",
        _PRESS,
        0.8,
    ),
    Lure("hurry", "Leave at once", "Departure is within days, or places are nearly gone.", _OWN, 0.4),
    Lure(
        "keep_quiet",
        "Not to be told",
        "You are to tell nobody, or not to take advice.",
        _OWN,
        0.7,
    ),
    Lure(
        "typing_test",
        "Typing speed and languages are all that counts",
        "Only typing speed, languages, age or looks are asked for.",
        "ProPublica, 13 Sep 2022, on offers with typing speed and languages",
        0.6,
    ),
    Lure(
        "contract_penalty",
        "A fee or penalty for leaving",
        "Leaving early costs money, or costs are taken from the wage.",
        "Free Malaysia Today, 30 Oct 2022, on release fees in contracts",
        0.7,
    ),
    Lure(
        "bring_friends",
        "Reward for bringing others",
        "A bonus is promised for each friend who comes along.",
        "TTV, 12 Aug 2022, on people made to lure the next",
        0.5,
    ),
    Lure(
        "route_change",
        "Route or country changes",
        "The journey goes through another country, by land, by river, or is met by strangers.",
        "IDN Times and Transborder News, 23 Jul 2024, on routes",
        0.7,
    ),
)

BY_CODE: dict[str, Lure] = {row.code: row for row in LURES}
ORDER = {row.code: number for number, row in enumerate(LURES)}
