"""Which fields of a case each kind of recipient gets, and why (promise P4). The reporter is in none."""

from __future__ import annotations

from dataclasses import dataclass

from bothends.core.errors import BadInput

# Signs that speak of the person's fear of their own state: told to no state, whatever else is told.
FEARS = frozenset({"fear_of_return"})


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of recipient. `fields`: code of the field and the sentence why this recipient needs it."""

    code: str
    title: str
    kinds: frozenset[str]  # kinds of directory entry it may be used for
    fields: dict[str, str]
    not_given: dict[str, str]
    withheld_signs: frozenset[str] = frozenset()


MISSION = Profile(
    code="mission",
    title="mission of the person's nationality",
    kinds=frozenset({"mission"}),
    fields={
        "name": "A mission identifies its national by name.",
        "aliases": "Names in a compound are often not the names in the passport.",
        "nationality": "It decides whether the mission is competent.",
        "country": "It decides which authorities the mission turns to.",
        "place": "Ministries ask for the place; it is the hardest part to find.",
        "last_contact": "People are moved and sold on, so the place is only as good as its date.",
        "languages": "For an interpreter after release.",
        "child": "A child needs other protection, and other people, from the first hour.",
        "contacts": "To recognise the person in the mission's own files; marked: do not contact.",
        "indicators": "They are what screening and the non-punishment principle rest on.",
        "tactics": "Honest handling: what speaks for a money tactic stands beside what speaks for force.",
        "quotations": "The person's own words, as passed on, let the mission judge for itself.",
    },
    not_given={
        "fears_return": "Never told to the state that is feared; it holds the referral instead.",
        "platform": "Where the reporter met them leads back to the reporter and helps no rescue.",
    },
    withheld_signs=FEARS,
)

RIGHTS_ORGANISATION = Profile(
    code="rights_organisation",
    title="rights organisation",
    kinds=frozenset({"organisation"}),
    fields={
        "name": "To see whether the person is already known there.",
        "aliases": "Lists of people are kept under the names used in the compound.",
        "nationality": "It decides who else can help.",
        "country": "It decides whether the organisation works there.",
        "place": "To compare with what is known of that place.",
        "last_contact": "People are moved and sold on, so the place is only as good as its date.",
        "languages": "For a caseworker or interpreter who speaks with the person after release.",
        "child": "A child needs other protection, and other people, from the first hour.",
        "fears_return": "So that the embassy is not asked before a person has decided.",
        "indicators": "For the organisation's own assessment.",
        "tactics": "Honest handling: what speaks for a money tactic stands beside what speaks for force.",
        "quotations": "The person's own words, as passed on, for the organisation's own assessment.",
    },
    not_given={
        "contacts": "No casework needs it while nobody may write to the person; phones are watched.",
        "platform": "Where the reporter met them leads back to the reporter and helps no rescue.",
    },
)

MINISTRY = Profile(
    code="ministry",
    title="foreign ministry or other ministry",
    kinds=frozenset({"ministry", "consular_line"}),
    fields={
        "name": "To find the national in its registers.",
        "nationality": "It decides whether the ministry is competent.",
        "country": "It decides which mission is instructed.",
        "place": "Ministries ask for the place; it is the hardest part to find.",
        "last_contact": "The place is only as good as its date.",
        "child": "A child needs other protection, and other people, from the first hour.",
        "indicators": "They are what the non-punishment principle rests on.",
    },
    not_given={
        "aliases": "Not needed to instruct a mission.",
        "languages": "Not needed to instruct a mission.",
        "contacts": "Many people read a ministry's mail; a handle that is written to endangers the person.",
        "quotations": "Many people read a ministry's mail; words can be traced to a conversation.",
        "tactics": "They are of use only beside the quotations.",
        "fears_return": "Never told to the state that is feared; it holds the referral instead.",
        "platform": "Where the reporter met them leads back to the reporter and helps no rescue.",
    },
    withheld_signs=FEARS,
)

SURVIVOR_SUPPORT = Profile(
    code="survivor_support",
    title="shelter or support after release",
    kinds=frozenset({"organisation"}),
    fields={
        "name": "To receive the person.",
        "nationality": "For papers and interpreters.",
        "country": "To know where the person is now.",
        "languages": "For an interpreter from the first hour.",
        "child": "A child needs other protection, and other people, from the first hour.",
        "fears_return": "So that no return is arranged before it is safe.",
        "indicators": "To prepare medical, legal and psychological care.",
    },
    not_given={
        "aliases": "Not needed to receive the person.",
        "place": "Where the person was held is theirs to tell.",
        "last_contact": "Not needed to receive the person.",
        "contacts": "The organisation meets the person; old accounts may be in other hands.",
        "quotations": "What was said in captivity is the person's to tell or not.",
        "tactics": "Not needed to receive the person.",
        "platform": "Where the reporter met them leads back to the reporter and helps no rescue.",
    },
)

PROFILES = {row.code: row for row in (MISSION, RIGHTS_ORGANISATION, MINISTRY, SURVIVOR_SUPPORT)}

# What each kind of directory entry gets unless someone chooses another profile.
USUAL = {
    "mission": MISSION,
    "organisation": RIGHTS_ORGANISATION,
    "ministry": MINISTRY,
    "consular_line": MINISTRY,
}


def profile_for(kind: str, code: str | None = None) -> Profile:
    """The profile asked for, or the usual one. Raises BadInput where it does not suit the recipient."""
    if code is not None and code not in PROFILES:
        raise BadInput(f"There is no such profile. Use one of: {', '.join(PROFILES)}.")
    profile = PROFILES[code] if code else USUAL.get(kind)
    if profile is None or kind not in profile.kinds:
        raise BadInput("This profile does not suit the recipient. Leave it out to use the usual one.")
    return profile
