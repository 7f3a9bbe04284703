"""INDICATORS: signs of forced labour, the ILO eleven and the set special to scam compounds."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "2026.11"
ILO = "ILO indicators of forced labour, SAP-FL booklet 2012, revised 2025"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign: what it means in our words, where it is published, how it weighs in the ordering.

    `weight` is 0-1. `alone` says that a plain sentence of this kind is a disclosure without a second sign.
    """

    code: str
    name: str
    meaning: str
    source: str
    weight: float
    alone: bool


def _ilo(code: str, name: str, meaning: str, weight: float, alone: bool) -> Indicator:
    return Indicator(code, name, meaning, ILO, weight, alone)


INDICATORS: tuple[Indicator, ...] = (
    _ilo(
        "abuse_of_vulnerability",
        "Abuse of vulnerability",
        "Kept in the work for want of any other choice: no status, money, language or help.",
        0.45,
        False,
    ),
    _ilo(
        "deception",
        "Deception",
        "The job, wage, place or employer is not the one promised.",
        0.55,
        False,
    ),
    _ilo(
        "restriction_of_movement",
        "Restriction of movement",
        "The person is locked in or guarded, or may not leave the place of work.",
        0.8,
        True,
    ),
    _ilo(
        "isolation",
        "Isolation",
        "The person is cut off: no telephone, no contact with family, or does not know where they are.",
        0.5,
        False,
    ),
    _ilo(
        "physical_sexual_violence",
        "Physical and sexual violence",
        "The person or those beside them are beaten, shocked, tortured or abused.",
        0.85,
        True,
    ),
    _ilo(
        "intimidation_threats",
        "Intimidation and threats",
        "The person or their family is threatened with harm for not obeying.",
        0.55,
        False,
    ),
    _ilo(
        "document_retention",
        "Retention of identity documents",
        "Passport or papers are held by somebody else and are not given back.",
        0.85,
        True,
    ),
    _ilo(
        "withholding_wages",
        "Withholding of wages",
        "The promised wage is not paid, or only a small part of it.",
        0.45,
        False,
    ),
    _ilo(
        "debt_bondage",
        "Debt bondage",
        "The person works against a debt, fee or fine set by those who hold them.",
        0.75,
        True,
    ),
    _ilo(
        "abusive_conditions",
        "Abusive working and living conditions",
        "Crowding, dirt, no medical care, no rest.",
        0.45,
        False,
    ),
    _ilo(
        "excessive_overtime",
        "Excessive overtime",
        "Hours far beyond law or contract, without days off.",
        0.45,
        False,
    ),
    Indicator(
        "forced_criminality",
        "Forced criminality",
        "The person is made to defraud others: scripts, false profiles, many telephones.",
        "OHCHR, Online Scam Operations, 2023",
        0.9,
        True,
    ),
    Indicator(
        "quota_punishment",
        "Punished for a missed target",
        "There is a daily or weekly target and a punishment for missing it.",
        "OHCHR, Online Scam Operations, 2023",
        0.85,
        True,
    ),
    Indicator(
        "sold_on",
        "Sold on",
        "The person was sold or handed over from one company to another, or will be.",
        "ProPublica, 13 Sep 2022",
        0.95,
        True,
    ),
    Indicator(
        "person_sale_ad",
        "Person offered for sale",
        "People are offered for sale with price, languages or typing speed, or a bounty is set on a runaway.",
        "ProPublica, 13 Sep 2022",
        0.9,
        True,
    ),
    Indicator(
        "ransom",
        "Price for release",
        "Money is demanded from the person or the family before they may go.",
        "Free Malaysia Today, 30 Oct 2022, and other press",
        0.85,
        True,
    ),
    Indicator(
        "smuggled_across_border",
        "Smuggled across a border",
        "Taken across a border at night, by river, forest or changing cars.",
        "IDN Times, citing the Indonesian foreign ministry",
        0.65,
        False,
    ),
    Indicator(
        "destination_swap",
        "Another country than promised",
        "Told one country, brought to another.",
        "Transborder News, 23 Jul 2024",
        0.75,
        True,
    ),
    Indicator(
        "guarded_compound",
        "Guarded compound",
        "High walls, wire, cameras, armed guards round the place of work.",
        "Amnesty International, ASA 23/9447/2025, second-hand",
        0.6,
        False,
    ),
    Indicator(
        "phone_monitored",
        "Telephone watched",
        "Chats and calls are read or listened to by a supervisor.",
        "CNA, carried by Znews, 28 Feb 2026, second-hand",
        0.5,
        False,
    ),
    Indicator(
        "punished_for_disclosure",
        "Punished for telling",
        "Somebody was punished, or will be, for telling the outside.",
        "CNA, carried by Znews, 28 Feb 2026, second-hand",
        0.9,
        True,
    ),
    Indicator(
        "dark_room",
        "Punishment room",
        "Shut in a dark room, a cell or a 'water prison' as punishment.",
        "TVBS, 18 Aug 2022",
        0.9,
        True,
    ),
    Indicator(
        "forced_recruitment",
        "Made to recruit",
        "The person may go only if they bring others.",
        "TTV, 12 Aug 2022",
        0.8,
        True,
    ),
    Indicator(
        "police_collusion",
        "Police on the other side",
        "Police warn the bosses, hand people back or sell them.",
        "GASO, 2025",
        0.6,
        False,
    ),
    Indicator(
        "escape_punished",
        "Punished for escaping",
        "Those who try to run are caught and punished.",
        "Amnesty International, ASA 23/9447/2025, second-hand",
        0.85,
        True,
    ),
    Indicator(
        "witness_violence",
        "Made to watch violence",
        "The person saw others beaten or killed, or was shown pictures as a warning.",
        "OHCHR, Online Scam Operations, 2023",
        0.75,
        True,
    ),
    Indicator(
        "food_deprivation",
        "Kept without food",
        "Food or water is withheld, often as a punishment.",
        "OHCHR, Online Scam Operations, 2023",
        0.6,
        False,
    ),
    Indicator(
        "organ_threat",
        "Threat of organ removal",
        "Threatened with having organs taken, or with being sold for them.",
        "ETtoday, citing Yonhap, 14 Oct 2025",
        0.95,
        True,
    ),
    Indicator(
        "fear_of_return",
        "Fear of the own state",
        "The person says that going home would put them in danger there.",
        "Amnesty International, Jan 2026, carried by JURIST",
        0.4,
        False,
    ),
)

# Not signs of forced labour by themselves: they add weight where another sign stands.
SUPPORTING: tuple[Indicator, ...] = (
    Indicator(
        "identity_disavowal",
        "Says the profile is not theirs",
        "The writer says that name, pictures or story are not theirs.",
        "Own synthesis; no published list names it",
        0.4,
        False,
    ),
    Indicator(
        "asks_for_help",
        "Asks for help to get out",
        "The writer asks to be helped out or saved, not for money.",
        "Own synthesis; no published list names it",
        0.4,
        False,
    ),
)

BY_CODE: dict[str, Indicator] = {row.code: row for row in INDICATORS + SUPPORTING}
SUPPORTING_CODES = frozenset(row.code for row in SUPPORTING)
