"""TACTICS: signs that a message also serves to get money or silence. They never disprove a claim."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "2026.11"
_CHARMS = "CHARMS (R. Takebe), ScamsNOW, 2023"
_CUSTOMS = "J-CAST News, 2018, on arrest and customs stories"
_OWN = "Own synthesis; no published list names it"


@dataclass(frozen=True, slots=True)
class Tactic:
    """One sign of a money tactic. `warning` is a code of the wording catalogue, shown to the reporter.

    People who are really held ask for money too, so a tactic only fixes the advice: do not pay.
    """

    code: str
    name: str
    meaning: str
    source: str
    warning: str


TACTICS: tuple[Tactic, ...] = (
    Tactic("money_request", "Asks for money", "The writer asks for money or a loan.", _CHARMS, "pay_nothing"),
    Tactic(
        "payment_channel",
        "Names a way to pay",
        "A wallet, gift card, wire or code that cannot be called back.",
        "FBI, public warnings on gift card and crypto payment, second-hand",
        "payment_cannot_be_recalled",
    ),
    Tactic("urgency", "Presses for haste", "It must happen now, or it is too late.", _OWN, "take_your_time"),
    Tactic(
        "fake_captivity",
        "Captivity shown as a demand",
        "Bound pictures, a countdown or a threat to the family, with a demand to pay.",
        "New South Wales Police, 2020 and 2023; FBI, 2024",
        "may_be_a_tactic",
    ),
    Tactic(
        "detained_until_paid",
        "Held until a bill is paid",
        "A hotel, hospital, airport or customs office is said to hold the writer until money comes.",
        _CUSTOMS,
        "may_be_a_tactic",
    ),
    Tactic(
        "third_party_authority",
        "An official who asks for money",
        "A lawyer, commander, doctor or office is said to need a payment.",
        _CUSTOMS,
        "officials_do_not_ask",
    ),
    Tactic(
        "refuses_verification",
        "Will not be seen",
        "No call, no picture, no meeting.",
        _OWN,
        "ask_nothing_more",
    ),
    Tactic("secrecy_request", "Asks for silence", "Nobody is to be told.", _OWN, "you_may_tell"),
    Tactic(
        "continuation_of_investment_pitch",
        "The investment goes on",
        "A platform, deposit, tax or profit is brought up again.",
        _CHARMS,
        "pay_nothing",
    ),
)

BY_CODE: dict[str, Tactic] = {row.code: row for row in TACTICS}
