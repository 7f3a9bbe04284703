"""What an overstay would cost, from a sourced table that a desk can replace by its own."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bothends.core.errors import BadInput, BadRow

MARKS = {"R": "", "2": "known at second hand only", "K": "general knowledge, not checked"}
MOST_DAYS = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """One tier: so much for each day from `from_day` to `to_day` of the overstay; `most` caps the sum."""

    country: str  # ISO 3166-1 alpha-3
    from_day: int
    to_day: int | None
    currency: str
    per_day: int
    most: int | None
    note: str
    source: str
    checked_on: date
    mark: str


@dataclass(frozen=True, slots=True)
class Fine:
    """`amount` in whole `currency`; `caution` says where the rate was not checked; `sources` each once."""

    amount: int
    currency: str
    days: int
    sources: tuple[str, ...]
    caution: str
    note: str
    checked_on: date


def load_rates(path: Path) -> tuple[Rate, ...]:
    """Read overstay.csv. Raises BadRow naming the row that is wrong."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    except OSError:
        raise BadRow("overstay.csv cannot be read. Restore it.") from None
    return tuple(_rate(number, row) for number, row in enumerate(csv.DictReader(lines), 1))


def _rate(number: int, row: dict[str, str]) -> Rate:
    try:
        rate = Rate(
            country=row["country"],
            from_day=int(row["from_day"]),
            to_day=int(row["to_day"]) if row["to_day"] else None,
            currency=row["currency"],
            per_day=int(row["per_day"]),
            most=int(row["most"]) if row["most"] else None,
            note=row["note"],
            source=row["source"],
            checked_on=date.fromisoformat(row["checked_on"]),
            mark=row["mark"],
        )
    except (KeyError, ValueError, TypeError):
        raise BadRow(
            f"overstay.csv, row {number}: a column is missing or no number or day. Correct it."
        ) from None
    if not rate.source or rate.mark not in MARKS or len(rate.country) != 3 or rate.from_day < 1:
        raise BadRow(f"overstay.csv, row {number}: country, first day, source or mark is wrong. Correct it.")
    return rate


def fine(country: str, days: int, rates: Sequence[Rate]) -> Fine:
    """What `days` of overstay would cost there. Raises BadInput when there is no row or no day."""
    if not 1 <= days <= MOST_DAYS:
        raise BadInput("Give the days of overstay as a number from 1 on.")
    tiers = [one for one in rates if one.country == country]
    if not tiers:
        raise BadInput("The overstay table has no row for this country. Add one with its source.")
    amount = sum(one.per_day * _within(one, days) for one in tiers)
    caps = [one.most for one in tiers if one.most is not None]
    return Fine(
        amount=min([amount, *caps]),
        currency=tiers[0].currency,
        days=days,
        sources=tuple(dict.fromkeys(one.source for one in tiers)),
        caution="; ".join(dict.fromkeys(MARKS[one.mark] for one in tiers if MARKS[one.mark])),
        note="; ".join(dict.fromkeys(one.note for one in tiers if one.note)),
        checked_on=min(one.checked_on for one in tiers),
    )


def _within(rate: Rate, days: int) -> int:
    """How many days of the overstay fall into the tier."""
    return max(0, min(days, rate.to_day or days) - rate.from_day + 1)
