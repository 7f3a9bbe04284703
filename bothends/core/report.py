"""What one reporter told us, before anyone decided anything. Personal fields never print.

Three parties are kept apart: the reporter (who tells us), the person (who is perhaps held) and, later,
the partners a case is referred to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bothends.core.findings import Findings

Sharing = Literal["share_contact", "desk_only", "anonymous"]
Answer = Literal["yes", "no", "unknown"]
Channel = Literal["public_form", "chat_export", "staff", "api", "command_line"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A way the person was reached. Never a link, never used to write to them.

    `kind` is phone, email, url or a network: telegram, whatsapp, line, wechat, zalo, viber, kakaotalk,
    instagram, facebook, signal, messenger; `handle` when nobody said which network; wallet_btc, wallet_trx or
    wallet_eth for an address whose checksum holds. `value` is E.164 for phones. `guessed` means the network or the
    number's country is our reading, not what was said, or that the wallet was written without its checksum.
    """

    kind: str
    value: str = field(repr=False)
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person says they are: never finer than a named compound or town.

    `kind` is compound, zone, town, city, border_gate, province or area; `country` ISO 3166-1 alpha-3.
    """

    name: str = field(repr=False)
    kind: str = "area"
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """The minimum record of the person perhaps held: twelve items, every one optional (promise P2)."""

    name: str | None = field(default=None, repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    contacts: tuple[Contact, ...] = field(default=(), repr=False)
    nationality: str | None = field(default=None, repr=False)  # ISO 3166-1 alpha-3
    country: str | None = field(default=None, repr=False)  # where held, ISO 3166-1 alpha-3
    place: Place | None = field(default=None, repr=False)
    platform: str | None = field(default=None, repr=False)  # where the reporter met them
    last_contact: str | None = field(default=None, repr=False)  # ISO 8601 date
    languages: tuple[str, ...] = field(default=(), repr=False)  # BCP 47
    child: Answer = field(default="unknown", repr=False)  # under 18, if that was said
    fears_return: Answer = field(default="unknown", repr=False)  # fear of the own state, if that was said
    words: str | None = field(default=None, repr=False)  # in what words they said it, as the reporter gave it


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who tells us, and what they chose. Kept apart from the person; never part of a referral (P4)."""

    kind: str = "unknown"  # target, family, survivor, professional, unknown
    sharing: Sharing = "anonymous"
    contact: str | None = field(default=None, repr=False)
    language: str = "en"
    safe: Answer = "unknown"
    still_in_contact: Answer = "unknown"
    other_side_knows: Answer = "unknown"
    asked_for_money: Answer = "unknown"
    lost_money: Answer = "unknown"
    told_others: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was read and not kept, counted so that nobody wonders."""

    messages: int = 0
    media: int = 0
    system: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Reporter, person and findings, as sealed. The schema name travels in the sealed envelope."""

    channel: Channel
    reporter: Reporter
    person: Person
    findings: Findings
    received_on: str  # ISO 8601 date; the hour is not kept
    format: str | None = None  # of the chat export, if one was given
    dropped: Dropped = Dropped()
    also: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, repr=False
    )  # other values said, by field
