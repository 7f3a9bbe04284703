"""ADVICE: what the reporter is told, as codes of the wording catalogue; right whether true or not."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

VERSION = "2026.11"


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice. `when` is a set of codes, one of which must have been found; empty means always.

    The codes are those of indicators, tactics and urgency cues, and `found` for a disclosure.
    """

    code: str
    when: frozenset[str]
    meaning: str


def _when(*codes: str) -> frozenset[str]:
    return frozenset(codes)


_MONEY = _when("money_request", "payment_channel", "continuation_of_investment_pitch", "money_lost")

ADVICE: tuple[Advice, ...] = (
    Advice("reporter_in_danger", _when("reporter_threatened"), "Your own safety first; who to call."),
    Advice("crisis_support", _when("suicidal_words"), "Where somebody listens now."),
    Advice("stop_contact", _when(), "Do not write to them again; it can endanger them and you."),
    Advice("ask_nothing_more", _when(), "Do not ask for proof, place or pictures."),
    Advice("pay_nothing", _when(), "Do not pay, whatever the reason given."),
    Advice("may_be_a_tactic", _when(), "It may be true, it may be a tactic; what to do is the same."),
    Advice("keep_what_you_have", _when("found", *_MONEY), "Do not delete the chat."),
    Advice("do_not_publish", _when("found"), "Do not post names or pictures; it can get somebody hurt."),
    Advice("support_if_money_lost", _MONEY, "Where people who lost money find support."),
)


def advice(codes: Set[str]) -> tuple[str, ...]:
    """Codes of the advice that applies to what was found, in the order to show it."""
    return tuple(row.code for row in ADVICE if not row.when or not row.when.isdisjoint(codes))
